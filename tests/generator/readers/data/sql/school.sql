USE [School]
GO
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
CREATE SCHEMA [edu]
GO
/****** Object:  Table [edu].[Student] ******/
CREATE TABLE [edu].[Student](
	[StudentID] [int] IDENTITY(1,1) NOT NULL,
	[FirstName] [nvarchar](50) NOT NULL,
	[LastName] [nvarchar](50) NOT NULL,
	[Email] [nvarchar](256) NULL,
	[EnrolledOn] [date] NOT NULL,
	[IsActive] [bit] NOT NULL,
	[Photo] [varbinary](max) NULL,
	[RowGuid] [uniqueidentifier] ROWGUIDCOL NOT NULL,
	[ModifiedDate] [datetime2](7) NOT NULL,
 CONSTRAINT [PK_Student] PRIMARY KEY CLUSTERED 
(
	[StudentID] ASC
)WITH (PAD_INDEX = OFF, STATISTICS_NORECOMPUTE = OFF, IGNORE_DUP_KEY = OFF, ALLOW_ROW_LOCKS = ON) ON [PRIMARY]
) ON [PRIMARY] TEXTIMAGE_ON [PRIMARY]
GO
CREATE TABLE [edu].[Teacher](
	[TeacherID] [int] IDENTITY(1,1) NOT NULL,
	[Name] [nvarchar](100) NOT NULL,
	[Salary] [money] NULL,
	[HiredOn] [smalldatetime] NULL,
 CONSTRAINT [PK_Teacher] PRIMARY KEY CLUSTERED ([TeacherID] ASC)
) ON [PRIMARY]
GO
CREATE TABLE [edu].[Course](
	[CourseID] [int] NOT NULL IDENTITY,
	[Code] [char](8) NOT NULL,
	[Title] [nvarchar](120) NOT NULL,
	[Credits] [tinyint] NOT NULL,
	[TeacherID] [int] NULL,
	[Seats] [int] NOT NULL CONSTRAINT [DF_Seats] DEFAULT ((20)),
	[Label]  AS (([Code]+' ')+[Title]) PERSISTED,
 CONSTRAINT [PK_Course] PRIMARY KEY CLUSTERED ([CourseID] ASC),
 CONSTRAINT [UQ_Course_Code] UNIQUE NONCLUSTERED ([Code] ASC)
)
GO
CREATE TABLE [edu].[Enrollment](
	[StudentID] [int] NOT NULL,
	[CourseID] [int] NOT NULL,
	[Grade] [decimal](3, 1) NULL,
	[State] [varchar](10) NOT NULL,
	[EnrolledAt] [datetimeoffset](7) NOT NULL,
 CONSTRAINT [PK_Enrollment] PRIMARY KEY CLUSTERED ([StudentID] ASC, [CourseID] ASC)
)
GO
CREATE TABLE [edu].[Homework](
	[HomeworkID] [bigint] IDENTITY(1,1) NOT NULL PRIMARY KEY,
	[CourseID] [int] NOT NULL,
	[Title] [nvarchar](200) NOT NULL,
	[Body] [nvarchar](max) NULL,
	[DueAt] [datetime] NOT NULL,
	[Points] [int] NOT NULL
)
GO
CREATE TABLE [edu].[Submission](
	[SubmissionID] [bigint] IDENTITY(1,1) NOT NULL PRIMARY KEY,
	[HomeworkID] [bigint] NOT NULL,
	[StudentID] [int] NOT NULL,
	[SubmittedAt] [datetime] NOT NULL,
	[Points] [int] NULL,
	[Comment] [nvarchar](1000) NULL
)
GO
CREATE VIEW [edu].[ActiveStudents] AS SELECT StudentID, FirstName FROM edu.Student WHERE IsActive = 1
GO
CREATE PROCEDURE [edu].[GetStudent] @id int AS
BEGIN
  SET NOCOUNT ON;
  SELECT * FROM edu.Student WHERE StudentID = @id;
  CREATE TABLE #tmp (id int);
END
GO
SET IDENTITY_INSERT [edu].[Student] ON
INSERT [edu].[Student] ([StudentID], [FirstName]) VALUES (1, N'Zoë''s')
SET IDENTITY_INSERT [edu].[Student] OFF
GO
ALTER TABLE [edu].[Student] ADD  CONSTRAINT [DF_Active]  DEFAULT ((1)) FOR [IsActive]
GO
ALTER TABLE [edu].[Student] ADD  DEFAULT (newid()) FOR [RowGuid]
GO
ALTER TABLE [edu].[Student] ADD  DEFAULT (getdate()) FOR [ModifiedDate]
GO
ALTER TABLE [edu].[Enrollment] ADD DEFAULT (sysdatetimeoffset()) FOR [EnrolledAt]
GO
ALTER TABLE [edu].[Course]  WITH CHECK ADD  CONSTRAINT [FK_Course_Teacher] FOREIGN KEY([TeacherID])
REFERENCES [edu].[Teacher] ([TeacherID])
ON DELETE SET NULL
GO
ALTER TABLE [edu].[Course] CHECK CONSTRAINT [FK_Course_Teacher]
GO
ALTER TABLE [edu].[Enrollment]  WITH NOCHECK ADD  CONSTRAINT [FK_E_S] FOREIGN KEY([StudentID]) REFERENCES [edu].[Student] ([StudentID]) ON DELETE CASCADE
GO
ALTER TABLE [edu].[Enrollment]  WITH CHECK ADD  CONSTRAINT [FK_E_C] FOREIGN KEY([CourseID]) REFERENCES [edu].[Course] ([CourseID]) ON DELETE CASCADE
GO
ALTER TABLE [edu].[Homework] ADD CONSTRAINT [FK_H_C] FOREIGN KEY([CourseID]) REFERENCES [edu].[Course] ([CourseID]) ON DELETE CASCADE
GO
ALTER TABLE [edu].[Submission] ADD CONSTRAINT [FK_S_H] FOREIGN KEY([HomeworkID]) REFERENCES [edu].[Homework] ([HomeworkID]) ON DELETE CASCADE,
 CONSTRAINT [FK_S_S] FOREIGN KEY([StudentID]) REFERENCES [edu].[Student] ([StudentID])
GO
ALTER TABLE [edu].[Enrollment]  WITH CHECK ADD  CONSTRAINT [CK_State] CHECK  (([State]='withdrawn' OR [State]='completed' OR [State]='active'))
GO
ALTER TABLE [edu].[Course]  WITH CHECK ADD  CONSTRAINT [CK_Credits] CHECK  (([Credits]>=(1) AND [Credits]<=(12)))
GO
CREATE UNIQUE NONCLUSTERED INDEX [UX_Email] ON [edu].[Student] ([Email] ASC) WHERE ([Email] IS NOT NULL)
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'Everyone who studies here' , @level0type=N'SCHEMA',@level0name=N'edu', @level1type=N'TABLE',@level1name=N'Student'
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'How many can take part' , @level0type=N'SCHEMA',@level0name=N'edu', @level1type=N'TABLE',@level1name=N'Course', @level2type=N'COLUMN',@level2name=N'Seats'
GO
