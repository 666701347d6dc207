USE [Shop]
GO
SET ANSI_NULLS ON
GO
CREATE TABLE [dbo].[Order Details](
	[Order ID] [int] IDENTITY(1,1) NOT NULL, [Row Guid] [uniqueidentifier] ROWGUIDCOL NOT NULL CONSTRAINT [DF_x] DEFAULT (newid()), [Amount] [money] NOT NULL DEFAULT ((0)),
	[Small] [smallmoney] NULL, [Photo] [varbinary](max) NULL, [Doc] [xml](CONTENT [dbo].[sch]) NULL, [When] [datetime2](7) NOT NULL, [Off] [datetimeoffset](7), [Loc] [geography], [Node] [hierarchyid], [V] [sql_variant], [ts] [rowversion],
	[Name] [nvarchar](max) NOT NULL, [IsOn] [bit] NOT NULL, [Total] AS ([Amount]*2) PERSISTED, [T] [dbo].[Flag] NOT NULL,
 CONSTRAINT [PK] PRIMARY KEY CLUSTERED ([Order ID] ASC) WITH (PAD_INDEX = OFF) ON [PRIMARY]
) ON [PRIMARY] TEXTIMAGE_ON [PRIMARY]
GO
CREATE TABLE [Sales].[Customer Äß]([Id] [int] NOT NULL PRIMARY KEY, [Order ID] [int] NOT NULL, [Title] [nvarchar](50) NOT NULL)
GO
ALTER TABLE [Sales].[Customer Äß] WITH CHECK ADD CONSTRAINT [FK] FOREIGN KEY([Order ID]) REFERENCES [dbo].[Order Details] ([Order ID]) ON DELETE CASCADE
GO
CREATE VIEW [dbo].[vw] AS SELECT 1 AS a
GO
CREATE TRIGGER [dbo].[tg] ON [dbo].[Order Details] AFTER INSERT AS BEGIN CREATE TABLE #tmp (i int) END
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'x'
GO
