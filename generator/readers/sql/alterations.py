"""ALTER TABLE: what dumps add to tables after they have made them, and what migrations change."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.readers.sql.columns import read_column, read_default, read_options, read_type
from generator.readers.sql.cursor import Cursor, commas
from generator.readers.sql.database import Column, Database, Table, lowered
from generator.readers.sql.tables import read_element


def alter_table(cursor: Cursor, database: Database, line: int) -> None:
    """Change the table that is named; `cursor` stands behind ALTER."""
    cursor.accept("TABLE")
    cursor.accept("IF", "EXISTS")
    cursor.accept("ONLY")
    names = cursor.names()
    table = database.table(names)
    if table is None:
        database.note(line, f"changes the table '{'.'.join(names)}', which is not there")
        return
    verb = ""
    for part in commas(cursor.tokens[cursor.at :]):
        verb = _alter(Cursor(part), table, database, verb)


def _alter(cursor: Cursor, table: Table, database: Database, before: str) -> str:
    """One change. What has no verb repeats the one before: `ADD a int, b int`. Gives the verb."""
    while cursor.accept("WITH") or cursor.accept_any("CHECK", "NOCHECK"):  # of SQL Server, before ADD
        if cursor.ahead("CONSTRAINT"):
            return before
    verb = cursor.peek().upper
    if verb in _CHANGES:
        cursor.at += 1
    elif before == "ADD":
        verb = before
    if verb in _CHANGES:
        _CHANGES[verb](cursor, table, database)
    return verb


def _add(cursor: Cursor, table: Table, database: Database) -> None:
    cursor.accept("COLUMN")
    cursor.accept("IF", "NOT", "EXISTS")
    if cursor.ahead("("):  # Oracle adds several in parentheses.
        for part in commas(cursor.group()):
            read_element(Cursor(part), table, database)
        return
    if cursor.ahead("DEFAULT") or (cursor.ahead("CONSTRAINT") and cursor.peek(2).upper == "DEFAULT"):
        _default_for(cursor, table)
        return
    read_element(cursor, table, database)


def _default_for(cursor: Cursor, table: Table) -> None:
    """`ADD CONSTRAINT name DEFAULT (1) FOR [column]` of SQL Server."""
    if cursor.accept("CONSTRAINT"):
        cursor.at += 1
    cursor.accept("DEFAULT")
    default = read_default(cursor)
    cursor.accept("FOR")
    column = table.column(cursor.take().value)
    if column is not None:
        column.default = default


def _alter_column(cursor: Cursor, table: Table, _database: Database) -> None:
    cursor.accept("COLUMN")
    column = table.column(cursor.take().value)
    if column is None:
        return
    if cursor.accept("SET", "DEFAULT"):
        column.default = read_default(cursor)
    elif cursor.accept("DROP", "DEFAULT"):
        column.default = None
    elif cursor.accept("SET", "NOT", "NULL"):
        column.nullable = False
    elif cursor.accept("DROP", "NOT", "NULL"):
        column.nullable = True
    elif cursor.accept("ADD", "GENERATED"):
        column.identity = True
    elif cursor.accept("SET", "DATA", "TYPE") or cursor.accept("TYPE"):
        column.type = read_type(cursor)
    elif not cursor.accept_any("SET", "DROP", "ADD", "RESET"):  # SQL Server writes the type at once.
        column.type = read_type(cursor)
        read_options(cursor, column, table)


def _modify(cursor: Cursor, table: Table, _database: Database) -> None:
    """`MODIFY name definition` of MySQL, and of Oracle in parentheses."""
    cursor.accept("COLUMN")
    parts = commas(cursor.group()) if cursor.ahead("(") else [tuple(cursor.tokens[cursor.at :])]
    for part in parts:
        _redefine(Cursor(part), table, table.column(part[0].value))


def _change(cursor: Cursor, table: Table, _database: Database) -> None:
    """`CHANGE old new definition` of MySQL."""
    cursor.accept("COLUMN")
    old = table.column(cursor.take().value)
    _redefine(cursor, table, old)


def _redefine(cursor: Cursor, table: Table, old: Column | None) -> None:
    """Put what the definition says in the place of a column; what it does not say stays."""
    if old is None:
        return
    keeps = cursor.peek(1).upper in ("NOT", "NULL", "DEFAULT", "")
    new = read_column(cursor, table)
    if new is None:
        return
    if keeps:
        new.type = old.type
    if new.name.lower() != old.name.lower():
        _rename(table, old.name.lower(), new.name)
    new.default = new.default or old.default
    table.columns[new.name.lower()] = new


def _rename(table: Table, old: str, new: str) -> None:
    def renamed(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new.lower() if name == old else name for name in names)

    columns = {new.lower() if name == old else name: column for name, column in table.columns.items()}
    if new.lower() in columns:
        columns[new.lower()].name = new
    table.columns, table.key = columns, renamed(table.key)
    table.uniques = [renamed(names) for names in table.uniques]


def _rename_what(cursor: Cursor, table: Table, database: Database) -> None:
    if cursor.accept("TO") or cursor.accept("AS"):
        names = cursor.names()
        database.tables.pop(lowered(table.names), None)
        table.names = (*table.names[:-1], *names[-1:])
        database.tables[lowered(table.names)] = table
        return
    cursor.accept("COLUMN")
    old = cursor.take().value.lower()
    if cursor.accept("TO") and cursor.peek().is_name and old in table.columns:
        _rename(table, old, cursor.take().value)


def _drop(cursor: Cursor, table: Table, _database: Database) -> None:
    if cursor.accept("PRIMARY", "KEY"):
        table.key = ()
        return
    if cursor.accept_any("CONSTRAINT", "FOREIGN", "INDEX", "KEY", "CHECK", "PARTITION"):
        return
    cursor.accept("COLUMN")
    cursor.accept("IF", "EXISTS")
    gone = cursor.take().value.lower()
    table.columns.pop(gone, None)
    table.key = table.key if gone not in table.key else ()
    table.uniques = [names for names in table.uniques if gone not in names]
    table.foreign = [key for key in table.foreign if gone not in key.columns]


def _attach(cursor: Cursor, _table: Table, database: Database) -> None:
    """A partition holds rows of the table that it is attached to; it is no table of its own."""
    if cursor.accept("PARTITION") and (part := database.table(cursor.names())) is not None:
        del database.tables[lowered(part.names)]


def _comment(cursor: Cursor, table: Table, _database: Database) -> None:
    cursor.accept("=")
    if cursor.peek().kind in ("text", "quoted"):
        table.comment = cursor.take().value


_CHANGES: Mapping[str, Callable[[Cursor, Table, Database], None]] = {
    "ADD": _add, "ALTER": _alter_column, "MODIFY": _modify, "CHANGE": _change, "RENAME": _rename_what,
    "DROP": _drop, "COMMENT": _comment, "ATTACH": _attach,
}  # fmt: skip
