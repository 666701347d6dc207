"""CREATE TABLE: columns and constraints, in whatever way a dialect writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from generator.readers.sql.columns import read_column
from generator.readers.sql.cursor import Cursor, commas, words
from generator.readers.sql.database import Database, Table, lowered
from generator.readers.sql.references import read_reference
from generator.readers.sql.tokens import Token

_PASSING = frozenset({"TEMP", "TEMPORARY"})


def create_table(cursor: Cursor, database: Database, line: int) -> None:
    """Add the table that is created; `cursor` stands behind CREATE."""
    passing = False
    while not cursor.done and not cursor.ahead("TABLE"):
        passing = cursor.take().upper in _PASSING or passing
    cursor.accept("TABLE")
    only_new = cursor.accept("IF", "NOT", "EXISTS")
    names = cursor.names()
    if not names or passing or names[-1].startswith("#"):
        return
    table = Table(names, line)
    if lowered(names) in database.tables:
        if not only_new:
            database.note(line, f"the table '{table.name}' is created a second time; the first one is read")
        return
    if cursor.accept("PARTITION", "OF"):
        return
    if cursor.accept("LIKE"):
        _copy(table, database, cursor)
    elif not cursor.ahead("("):
        database.note(line, f"the table '{table.name}' has no columns of its own and is left out")
        return
    _read_body(cursor, table, database)
    if table.columns:
        database.tables[lowered(names)] = table


def _read_body(cursor: Cursor, table: Table, database: Database) -> None:
    for part in commas(cursor.group()):
        read_element(Cursor(part), table, database)
    while not cursor.done:  # Options of the table.
        if cursor.accept("INHERITS"):
            for parent in commas(cursor.group()):
                _copy(table, database, Cursor(parent))
        elif cursor.accept("COMMENT"):
            cursor.accept("=")
            table.comment = cursor.take().value if cursor.peek().kind in ("text", "quoted") else table.comment
        else:
            cursor.at += 1


def read_element(cursor: Cursor, table: Table, database: Database) -> None:
    """One part of a table's definition, or what ALTER TABLE adds: a constraint or a column."""
    if cursor.accept("CONSTRAINT"):  # MySQL lets the name out.
        named = cursor.peek().upper not in _CONSTRAINTS or cursor.peek(1).upper in _CONSTRAINTS
        cursor.at += named
    if _is_constraint(cursor):
        _CONSTRAINTS[cursor.take().upper](cursor, table, database)
        return
    column = read_column(cursor, table)
    if column is not None:
        table.columns.setdefault(column.name.lower(), column)


def _is_constraint(cursor: Cursor) -> bool:
    word = cursor.peek().upper
    if word not in _CONSTRAINTS:
        return False
    return _NEEDS_MORE[word](cursor) if word in _NEEDS_MORE else True


def _is_index(cursor: Cursor) -> bool:
    """Whether `KEY name (column)` comes, and not a column called "key" with a type such as `varchar(8)`."""
    place = 1 if cursor.peek(1).upper == "(" else 2
    if cursor.peek(place).upper == "USING":
        return True
    return cursor.peek(place).upper == "(" and (cursor.peek(place + 1).is_name or cursor.peek(place + 1).upper == "(")


def _is_like(cursor: Cursor) -> bool:
    return cursor.peek(1).is_name and cursor.peek(2).upper in ("", ".", "INCLUDING", "EXCLUDING")


_NEEDS_MORE: Mapping[str, Callable[[Cursor], bool]] = {
    "KEY": _is_index,
    "INDEX": _is_index,
    "PRIMARY": lambda cursor: cursor.peek(1).upper == "KEY",
    "FOREIGN": lambda cursor: cursor.peek(1).upper == "KEY",
    "UNIQUE": lambda cursor: cursor.peek(1).upper != "",
    "CHECK": lambda cursor: cursor.peek(1).upper == "(",
    "PERIOD": lambda cursor: cursor.peek(1).upper == "FOR",
    "LIKE": _is_like,
    "EXCLUDE": lambda cursor: cursor.peek(1).upper in ("USING", "("),
    "FULLTEXT": lambda cursor: cursor.peek(1).upper in ("KEY", "INDEX", "("),
    "SPATIAL": lambda cursor: cursor.peek(1).upper in ("KEY", "INDEX", "("),
}


def _primary(cursor: Cursor, table: Table, database: Database) -> None:
    named = _columns(cursor)
    lost = [name for name in named if name not in table.columns]
    if lost:
        database.note(table.line, f"the primary key of '{table.name}' names '{lost[0]}', which is no column of it")
        return
    table.key = named or table.key
    for name in named:
        table.columns[name].nullable = False


def _unique(cursor: Cursor, table: Table, _database: Database) -> None:
    named = _columns(cursor)
    if named:
        table.uniques.append(named)


def _columns(cursor: Cursor) -> tuple[str, ...]:
    """The names in the parentheses that come, whatever stands before these."""
    while not cursor.done and not cursor.ahead("("):
        cursor.at += 1
    return cursor.column_names()


def _foreign(cursor: Cursor, table: Table, _database: Database) -> None:
    cursor.accept("KEY")
    start = cursor.at
    while not cursor.done and not cursor.ahead("("):
        start = cursor.at = cursor.at + 1
    columns = cursor.column_names()
    told = f"FOREIGN KEY {words(cursor.tokens[start : cursor.at])} "
    found = read_reference(cursor, columns, told)
    if found is not None and columns:
        table.foreign.append(found)


def _check(cursor: Cursor, table: Table, _database: Database) -> None:
    if condition := cursor.group():
        table.checks.append(condition)


def _nothing(cursor: Cursor, _table: Table, _database: Database) -> None:
    cursor.at = len(cursor.tokens)


def _like(cursor: Cursor, table: Table, database: Database) -> None:
    _copy(table, database, cursor)


def _copy(table: Table, database: Database, cursor: Cursor) -> None:
    """Take the columns of another table."""
    names = cursor.names()
    other = database.table(names)
    if other is None:
        database.note(table.line, f"'{table.name}' takes its columns from '{'.'.join(names)}', which is not there")
        return
    table.columns = {**other.columns, **table.columns}


_CONSTRAINTS: Mapping[str, Callable[[Cursor, Table, Database], None]] = {
    "PRIMARY": _primary, "UNIQUE": _unique, "FOREIGN": _foreign, "CHECK": _check, "KEY": _nothing,
    "INDEX": _nothing, "FULLTEXT": _nothing, "SPATIAL": _nothing, "EXCLUDE": _nothing, "PERIOD": _nothing,
    "LIKE": _like,
}  # fmt: skip


def create_index(cursor: Cursor, database: Database, _line: int) -> None:
    """A unique index makes its columns unique; `cursor` stands behind CREATE. Others say nothing of the rows."""
    unique = cursor.accept("UNIQUE")
    while not cursor.done and not cursor.ahead("ON"):
        cursor.at += 1
    cursor.accept("ON")
    cursor.accept("ONLY")
    table = database.table(cursor.names())
    if not unique or table is None:
        return
    named = _columns(cursor)
    partial = any(token.upper == "WHERE" for token in cursor.tokens[cursor.at :])
    if named and not (partial and not _of_the_present(cursor.tokens[cursor.at :])):
        table.uniques.append(named)


def _of_the_present(tokens: Sequence[Token]) -> bool:
    """Whether an index leaves out only rows without a value: `WHERE (email IS NOT NULL)`."""
    marks = [token.upper for token in tokens if token.upper not in ("(", ")", "")]
    return marks[-3:] == ["IS", "NOT", "NULL"] and "AND" not in marks and "OR" not in marks
