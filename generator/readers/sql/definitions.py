"""Statements as a database: which are read, by their first words, and how many of which others were passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from generator.readers.sql.alterations import alter_table
from generator.readers.sql.columns import read_options, read_type
from generator.readers.sql.cursor import Cursor
from generator.readers.sql.database import Column, Database, Table, Type, lowered
from generator.readers.sql.statements import Splitter, Statement
from generator.readers.sql.tables import create_index, create_table
from generator.readers.sql.tokens import Scanner, is_mysql


def read_database(content: str) -> Database:
    """All tables of the text, and notes on what was read around. Raises nothing."""
    scanner = Scanner(content, is_mysql(content))
    splitter = Splitter(scanner)
    database = Database()
    skipped: Counter[str] = Counter()
    for statement in splitter.statements():
        definition = None if statement.routine else _definition(statement)
        if definition is None:
            skipped[statement.words] += 1
        else:
            definition(Cursor(statement.tokens, 1), database, scanner.line(statement.tokens[0].position))
    database.skipped = dict(sorted(skipped.items()))
    if scanner.open_at >= 0:
        database.note(scanner.line(scanner.open_at), "a quote is opened and not closed")
    if splitter.data_open_at >= 0:
        database.note(scanner.line(splitter.data_open_at), "the rows behind COPY do not end; what follows is lost")
    return database


Definition = Callable[[Cursor, Database, int], None]
"""Reads a statement from behind its first word; the number is its line."""


def _definition(statement: Statement) -> Definition | None:
    first = statement.tokens[0].upper
    if first in ("EXEC", "EXECUTE", "USE"):
        return {"USE": _use}.get(first, _execute)
    return _DEFINITIONS.get(statement.words)


def _use(cursor: Cursor, database: Database, _line: int) -> None:
    names = cursor.names()
    if names and names[-1].lower() != "master":
        database.name = names[-1]


def _create_database(cursor: Cursor, database: Database, _line: int) -> None:
    cursor.accept("DATABASE")
    cursor.accept("IF", "NOT", "EXISTS")
    names = cursor.names()
    database.name = names[-1] if names else database.name


def _create_type(cursor: Cursor, database: Database, _line: int) -> None:
    """`AS ENUM ('a', 'b')` of PostgreSQL, `FROM type` of SQL Server; a type of several parts is left."""
    cursor.accept("OR", "REPLACE")
    cursor.accept("TYPE")
    names = cursor.names()
    if not names:
        return
    column = Column(names[-1], Type(""))
    if cursor.accept("AS", "ENUM"):
        column.type = Type("enum", (), tuple(token.value for token in cursor.group() if token.kind == "text"))
    elif cursor.accept("FROM"):
        column.type = read_type(cursor)
        column.nullable = not cursor.accept("NOT", "NULL")
    else:
        column.type = Type("json")  # Of parts, as a table has no place for.
    database.types[names[-1].lower()] = column


def _create_domain(cursor: Cursor, database: Database, _line: int) -> None:
    cursor.accept("DOMAIN")
    names = cursor.names()
    if not names:
        return
    cursor.accept("AS")
    column = Column(names[-1], read_type(cursor))
    read_options(cursor, column, Table((), 0))
    database.types[names[-1].lower()] = column


def _alter_type(cursor: Cursor, database: Database, _line: int) -> None:
    """`ADD VALUE 'new'` of an enum, behind the others or before one."""
    cursor.accept("TYPE")
    known = database.type(cursor.names())
    if known is None or not cursor.accept("ADD", "VALUE"):
        return
    cursor.accept("IF", "NOT", "EXISTS")
    value = cursor.take().value
    values = [item for item in known.type.values if item != value]
    place = len(values)
    if cursor.peek().upper in ("BEFORE", "AFTER") and cursor.peek(1).value in values:
        place = values.index(cursor.peek(1).value) + cursor.ahead("AFTER")
    values.insert(place, value)
    known.type = Type("enum", (), tuple(values))


def _create_view(cursor: Cursor, database: Database, line: int) -> None:
    while not cursor.done and not cursor.ahead("VIEW"):
        cursor.at += 1
    cursor.accept("VIEW")
    cursor.accept("IF", "NOT", "EXISTS")
    names = cursor.names()
    if names and lowered(names) not in database.tables:
        database.tables[lowered(names)] = Table(names, line, view=True)


def _drop(cursor: Cursor, database: Database, _line: int) -> None:
    while cursor.accept_any("TABLE", "VIEW", "MATERIALIZED", "IF", "EXISTS"):
        pass
    while names := cursor.names():
        table = database.table(names)
        if table is not None:
            del database.tables[lowered(table.names)]
        cursor.accept(",")


def _comment_on(cursor: Cursor, database: Database, _line: int) -> None:
    """`COMMENT ON TABLE shop.orders IS '…'`, `ON COLUMN orders.id`."""
    if not cursor.accept("ON") or not (cursor.ahead("TABLE") or cursor.ahead("COLUMN")):
        return
    of_column = cursor.take().upper == "COLUMN"
    names = cursor.names()
    if not cursor.accept("IS") or cursor.peek().kind != "text":
        return
    table = database.table(names[:-1] if of_column else names)
    column = table.column(names[-1]) if table is not None and of_column else None
    if column is not None:
        column.comment = cursor.take().value
    elif table is not None and not of_column:
        table.comment = cursor.take().value


def _execute(cursor: Cursor, database: Database, _line: int) -> None:
    """SQL Server's descriptions: `sp_addextendedproperty 'MS_Description', 'text', …, 'TABLE', 'orders'`."""
    if cursor.names()[-1:] != ("sp_addextendedproperty",):
        return
    texts = [token.value for token in cursor.tokens if token.kind == "text" or token.upper == "NULL"]
    if len(texts) < 6 or texts[0] != "MS_Description":
        return
    table = database.table((texts[5],))
    column = table.column(texts[7]) if table is not None and len(texts) > 7 and texts[6] == "COLUMN" else None
    if column is not None:
        column.comment = texts[1]
    elif table is not None and len(texts) < 8:
        table.comment = texts[1]


_DEFINITIONS: Mapping[str, Definition] = {
    "CREATE TABLE": create_table, "CREATE INDEX": create_index, "CREATE VIEW": _create_view,
    "CREATE TYPE": _create_type, "CREATE DOMAIN": _create_domain, "CREATE DATABASE": _create_database,
    "ALTER TABLE": alter_table, "ALTER TYPE": _alter_type, "DROP TABLE": _drop, "DROP VIEW": _drop,
    "COMMENT": _comment_on, "COMMENT TABLE": _comment_on,
}  # fmt: skip
