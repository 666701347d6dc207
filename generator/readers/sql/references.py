"""`REFERENCES table (columns) ON DELETE …`, behind a column or behind FOREIGN KEY."""

from __future__ import annotations

from typing import Literal

from generator.description import OnDelete
from generator.readers.sql.cursor import Cursor, words
from generator.readers.sql.database import ON_DELETE, ForeignKey


def read_reference(cursor: Cursor, columns: tuple[str, ...], before: str) -> ForeignKey | None:
    """The reference that comes; `before` are the words before it, for the evidence. None if none comes."""
    start = cursor.at
    if not cursor.accept("REFERENCES"):
        return None
    table = cursor.names()
    targets = cursor.column_names() if cursor.ahead("(") else ()
    on_delete: OnDelete | Literal["default"] = "refuse"
    end = cursor.at
    while (found := _clause(cursor)) is not None:
        on_delete = found or on_delete
        end = cursor.at if found else end
    if not table:
        return None
    return ForeignKey(columns, table, targets, on_delete, before + words(cursor.tokens[start:end]))


def _clause(cursor: Cursor) -> OnDelete | Literal["default", ""] | None:
    """One clause behind a reference, "" for one that says nothing of deleting; None if none comes."""
    if cursor.accept("ON", "DELETE"):
        return _action(cursor)
    if cursor.accept("ON", "UPDATE"):
        _action(cursor)
        return ""
    if cursor.accept("MATCH"):
        cursor.at += 1
        return ""
    if cursor.accept("NOT", "DEFERRABLE") or cursor.accept_any("DEFERRABLE"):
        return ""
    if cursor.accept("INITIALLY"):
        cursor.at += 1
        return ""
    return None


def _action(cursor: Cursor) -> OnDelete | Literal["default", ""]:
    if cursor.accept("SET", "DEFAULT"):
        return "default"
    first = cursor.take().upper
    two = f"{first} {cursor.peek().upper}"
    cursor.at += two in ON_DELETE
    if first == "SET" and cursor.ahead("("):  # PostgreSQL may name the columns to clear.
        cursor.group()
    return ON_DELETE.get(two) or ON_DELETE.get(first) or ""
