"""Definitions of columns: a name, a type, and what is said of its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.readers.lenient import number
from generator.readers.sql.cursor import Cursor
from generator.readers.sql.database import Column, Default, Table, Type
from generator.readers.sql.references import read_reference

_OPTIONS = frozenset(
    "NOT NULL DEFAULT PRIMARY UNIQUE REFERENCES CHECK CONSTRAINT COMMENT COLLATE GENERATED IDENTITY AUTO_INCREMENT "
    "AUTOINCREMENT CHARACTER CHARSET ON AS KEY ROWGUIDCOL SPARSE PERSISTED STORED VIRTUAL FOR VISIBLE INVISIBLE ENCODE "
    "COMPRESSION STORAGE ENABLE DISABLE WITH FIRST AFTER USING DEFERRABLE INITIALLY".split()
)
"""Words that begin something after a type and are none of its parts."""
_MORE_TYPE = frozenset(
    "PRECISION VARYING UNSIGNED SIGNED ZEROFILL TIME ZONE LOCAL LARGE OBJECT RAW YEAR MONTH DAY HOUR MINUTE SECOND "
    "TO WITHOUT BYTE".split()
)
_OPENING = frozenset("national long unsigned signed big".split())
"""What the next word of a type may follow: `NATIONAL CHARACTER`, `UNSIGNED BIG INT`."""
_BEFORE = {"TIME", "LOCAL"}
"""What follows WITH where it belongs to a type."""


def read_column(cursor: Cursor, table: Table) -> Column | None:
    """The column that comes, with what its definition says of the table; None if no name comes."""
    if not cursor.peek().is_name:
        return None
    column = Column(cursor.take().value, read_type(cursor))
    column.identity = column.type.name in _SERIALS
    column.nullable = column.type.name not in _SERIALS
    read_options(cursor, column, table)
    return column


_SERIALS = frozenset("serial bigserial smallserial serial2 serial4 serial8 rowversion".split())


def read_type(cursor: Cursor) -> Type:
    """The type that comes; one without a name where none does, as SQLite allows."""
    if not cursor.peek().is_name or cursor.peek().upper in _OPTIONS - {"CHARACTER"}:
        return Type("")
    names = cursor.names()
    parts = [names[-1].lower()]
    while parts[-1] in _OPENING and cursor.peek().is_name and (cursor.ahead("CHARACTER") or not _is_option(cursor)):
        parts.append(cursor.take().value.lower())
    _more(cursor, parts)
    arguments, values = _arguments(cursor)
    _more(cursor, parts)
    array = cursor.accept("ARRAY")
    while cursor.ahead("["):
        array = True
        while not cursor.done and cursor.take().upper != "]":
            pass
    unsigned = "unsigned" in parts
    told = " ".join(part for part in parts if part not in ("unsigned", "signed", "zerofill"))
    return Type(told, arguments, values, unsigned, array, names)


def _is_option(cursor: Cursor) -> bool:
    return cursor.peek().upper in _OPTIONS


def _more(cursor: Cursor, parts: list[str]) -> None:
    while cursor.peek().upper in _MORE_TYPE or (cursor.ahead("WITH") and cursor.peek(1).upper in _BEFORE):
        parts.append(cursor.take().value.lower())


def _arguments(cursor: Cursor) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Numbers and words in parentheses, and texts: `(10, 2)`, `(max)`, `('a', 'b')`."""
    group = cursor.group()
    arguments = tuple(token.value.lower() for token in group if token.kind in ("number", "word"))
    return arguments, tuple(token.value for token in group if token.kind in ("text", "quoted"))


def read_options(cursor: Cursor, column: Column, table: Table) -> None:
    """What stands behind the type, in any order; what is not known is passed over."""
    while not cursor.done:
        word = cursor.peek().upper
        option = _READ.get(word)
        if option is None:
            cursor.at += 1
            continue
        cursor.at += 1
        option(cursor, column, table)


def _not(cursor: Cursor, column: Column, _table: Table) -> None:
    if cursor.accept("NULL"):
        column.nullable = False


def _null(_cursor: Cursor, column: Column, _table: Table) -> None:
    column.nullable = True


def _default(cursor: Cursor, column: Column, _table: Table) -> None:
    column.default = read_default(cursor)


def _primary(cursor: Cursor, column: Column, table: Table) -> None:
    cursor.accept("KEY")
    table.key = (column.name.lower(),)
    column.nullable = False


def _unique(cursor: Cursor, column: Column, table: Table) -> None:
    cursor.accept("KEY")
    table.uniques.append((column.name.lower(),))


def _references(cursor: Cursor, column: Column, table: Table) -> None:
    cursor.at -= 1
    found = read_reference(cursor, (column.name.lower(),), f"{column.name} ")
    if found is not None:
        table.foreign.append(found)


def _check(cursor: Cursor, column: Column, _table: Table) -> None:
    if condition := cursor.group():
        column.checks.append(condition)


def _comment(cursor: Cursor, column: Column, _table: Table) -> None:
    cursor.accept("=")
    if cursor.peek().kind in ("text", "quoted"):
        column.comment = cursor.take().value


def _identity(cursor: Cursor, column: Column, _table: Table) -> None:
    cursor.group()
    column.identity = True
    column.nullable = False


def _generated(cursor: Cursor, column: Column, table: Table) -> None:
    """`GENERATED ALWAYS AS IDENTITY`, or `AS (expression)`."""
    while cursor.accept_any("ALWAYS", "BY", "DEFAULT", "ON", "NULL"):
        pass
    if cursor.accept("AS", "IDENTITY"):
        _identity(cursor, column, table)
    elif cursor.accept("AS"):
        _computed(cursor, column, table)


def _computed(cursor: Cursor, column: Column, _table: Table) -> None:
    if cursor.ahead("("):
        cursor.group()
        column.computed = True


def _skip_one(cursor: Cursor, _column: Column, _table: Table) -> None:
    """An option with one word behind it: COLLATE, CHARACTER SET, CONSTRAINT."""
    cursor.accept("SET")
    cursor.accept("=")
    cursor.names()


def _on(cursor: Cursor, column: Column, _table: Table) -> None:
    """`ON UPDATE CURRENT_TIMESTAMP` of MySQL."""
    if cursor.accept("UPDATE"):
        column.renewed = cursor.peek().upper in NOW
        cursor.at += 1
        cursor.group()


_READ: Mapping[str, Callable[[Cursor, Column, Table], None]] = {
    "NOT": _not, "NULL": _null, "DEFAULT": _default, "PRIMARY": _primary, "UNIQUE": _unique, "KEY": _primary,
    "REFERENCES": _references, "CHECK": _check, "COMMENT": _comment, "IDENTITY": _identity,
    "AUTO_INCREMENT": _identity, "AUTOINCREMENT": _identity, "GENERATED": _generated, "AS": _computed,
    "COLLATE": _skip_one, "CHARACTER": _skip_one, "CHARSET": _skip_one, "CONSTRAINT": _skip_one, "ON": _on,
}  # fmt: skip

NOW = frozenset(
    "NOW CURRENT_TIMESTAMP CURRENT_DATE CURRENT_TIME LOCALTIMESTAMP LOCALTIME GETDATE GETUTCDATE SYSDATE SYSTIMESTAMP "
    "SYSDATETIME SYSUTCDATETIME SYSDATETIMEOFFSET CURDATE CURTIME UTC_TIMESTAMP STATEMENT_TIMESTAMP UNIXEPOCH "
    "TRANSACTION_TIMESTAMP CLOCK_TIMESTAMP".split()
)
_CLOCKED = frozenset("DATE DATETIME STRFTIME JULIANDAY TIME".split())
"""Functions of SQLite that give the time if they are asked for 'now'."""
_NEW_IDS = frozenset(
    "UUID GEN_RANDOM_UUID UUID_GENERATE_V4 UUID_GENERATE_V1 UUID_GENERATE_V1MC UUIDV7 UUIDV4 UUID_V7 NEWID "
    "NEWSEQUENTIALID SYS_GUID RANDOMBLOB UUID_TO_BIN UNIQUE_ROWID GENERATE_ULID GEN_RANDOM_BYTES".split()
)
_LITERALS: Mapping[str, Default] = {
    "TRUE": Default("literal", True), "FALSE": Default("literal", False), "NULL": Default("null"),
}  # fmt: skip


def read_default(cursor: Cursor) -> Default:
    """The expression that comes, up to the next option."""
    start = cursor.at
    while not cursor.done and (cursor.at == start or not _is_option(cursor)):
        if cursor.ahead("("):
            cursor.group()
        else:
            cursor.at += 1
    return _meaning(Cursor(cursor.tokens[start : cursor.at]))


def _meaning(cursor: Cursor) -> Default:
    """A literal with casts and parentheses around it, or a function that is known; else an expression."""
    while cursor.ahead("(") and (inner := cursor.group()):
        cursor = Cursor((*inner, *cursor.tokens[cursor.at :]))
    words = [token.upper for token in cursor.tokens]
    if set(words) & _NEW_IDS:
        return Default("id")
    if "NEXTVAL" in words or cursor.ahead("NEXT", "VALUE"):
        return Default("sequence")
    if set(words) & NOW or (set(words) & _CLOCKED and any(token.value == "now" for token in cursor.tokens)):
        return Default("now")
    sign = -1 if cursor.accept("-") else 1
    token = cursor.take()
    rest = cursor.peek().upper
    if rest not in ("", "::", ")"):
        return Default("expression")
    if token.upper in _LITERALS:
        return _LITERALS[token.upper]
    if token.kind == "number" and (found := number(token.value)) is not None:
        return Default("literal", sign * found)
    is_text = token.kind in ("text", "quoted") and sign == 1
    return Default("literal", token.value) if is_text else Default("expression")
