"""Rows and queries: prepared SQL on one SQLite connection, rows as instances of the service's tables.

This file is the same in every server. A SQLModel session would cost ten times a tool's whole work, so rows are read and
written here directly. SQL fragments come from the service's code, and values are always bound.
"""

import json
import sqlite3
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NoReturn, ParamSpec, TypeVar, cast

from sqlmodel import SQLModel

from .arguments import InvalidArgument, Scalar
from .functions import SQL_FUNCTIONS
from .tables import Layout, Row, Stored, json_text, layout_of, quoted

P = ParamSpec("P")
Record = TypeVar("Record", bound=Mapping[str, object])
Bound = Scalar | None | Sequence[Scalar]
"""What may be bound to a `?`. A list binds as JSON, to be read as `(SELECT value FROM json_each(?))`."""


class Fault(Exception):
    """A declared domain error. `details` are the values that its message and the agent need."""

    def __init__(self, code: str, details: Mapping[str, Bound]) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


def fail(code: str, /, **details: Bound) -> NoReturn:
    """End the call with a declared fault; nothing that it wrote stays."""
    raise Fault(code, details)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a query, and where to go on: None after the last."""

    rows: list[Row]
    next_cursor: str | None


class Query(Generic[Row]):
    """The rows of one table that meet every `where`; nothing is read before `first`, `all`, `page`, `count`, `exists`.

    An order names columns, `-` before those that descend; the key is always appended, so that every order is total.
    Nulls come first, descending last, as SQLite has them.
    """

    def __init__(self, database: "Database", table: type[Row]) -> None:
        self._database = database
        self._layout: Layout[Row] = layout_of(table)
        self._conditions: list[str] = []
        self._values: list[Bound] = []

    def where(self, condition: str, *values: Bound) -> "Query[Row]":
        """Narrow the query: SQL with one `?` for each value."""
        self._conditions.append(condition)
        self._values += values
        return self

    def first(self, *order: str) -> Row | None:
        """The first row, or None."""
        rows = self._select(self._columns(order), 1)
        return rows[0] if rows else None

    def all(self, *order: str) -> list[Row]:
        """Every row, in order; without one, in the order of the key."""
        return self._select(self._columns(order), -1)

    def page(self, *order: str, limit: int, cursor: str | None = None, choice: str | None = None) -> Page[Row]:
        """At most `limit` rows after the cursor. Raises InvalidArgument for a cursor that no such query gave.

        `choice` names the order where a caller chooses among several: a cursor of one fits no other.
        """
        columns = self._columns(order)
        names, lead = [name for name, _ in columns], [] if choice is None else [choice]
        if cursor is not None:
            self._after(columns, self._decoded(cursor, names, lead))
        rows = self._select(columns, limit + 1)
        if len(rows) <= limit:
            return Page(rows, None)
        return Page(rows[:limit], _encode([*lead, *self._stored(rows[limit - 1], names)]))

    def count(self) -> int:
        """How many rows there are."""
        return int(self._scalar("SELECT count(*)") or 0)

    def exists(self) -> bool:
        """Whether there is one."""
        return self._scalar("SELECT 1", " LIMIT 1") is not None

    def _scalar(self, select: str, tail: str = "") -> Stored:
        found = self._database.execute(f'{select} FROM "{self._layout.name}"{self._where()}{tail}', *self._values)
        return found[0][0] if found else None

    def _select(self, columns: list[tuple[str, bool]], limit: int) -> list[Row]:
        order = ", ".join(f'"{name}" DESC' if descending else f'"{name}"' for name, descending in columns)
        sql = f"{self._layout.select}{self._where()} ORDER BY {order} LIMIT {limit}"
        return self._database.load(self._layout, self._database.execute(sql, *self._values))

    def _where(self) -> str:
        return f" WHERE ({') AND ('.join(self._conditions)})" if self._conditions else ""

    def _columns(self, order: Iterable[str]) -> list[tuple[str, bool]]:
        named = {name.removeprefix("-"): name.startswith("-") for name in order}
        return list((named | {name: False for name in self._layout.key if name not in named}).items())

    def _after(self, columns: list[tuple[str, bool]], last: list[Stored]) -> None:
        """Narrow to the rows after `last`: greater in the first column, or equal there and greater in the second, …"""
        choices, values = [], list[Stored]()
        for index, (name, descending) in enumerate(columns):
            same = [f'"{earlier}" IS ?' for earlier, _ in columns[:index]]
            beyond, bound = _beyond(name, descending, last[index])
            choices.append(" AND ".join([*same, beyond]))
            values += [*last[:index], *bound]
        self.where(" OR ".join(choices), *values)

    def _stored(self, row: SQLModel, names: list[str]) -> list[Stored]:
        return [self._layout.stored(name, getattr(row, name)) for name in names]

    def _decoded(self, cursor: str, names: list[str], lead: list[str]) -> list[Stored]:
        types = self._layout.fits
        try:
            whole = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
            # Encoding it again proves that nothing else (NaN, spaces, another alphabet) was let through.
            known = isinstance(whole, list) and whole[: len(lead)] == lead and _encode(whole) == cursor
            last = whole[len(lead) :] if known else []
            if not all(type(value) in types[name] for name, value in zip(names, last, strict=True)):
                raise ValueError(cursor)
        except (ValueError, RecursionError):
            raise InvalidArgument("cursor", "must be a next_cursor that this tool gave for the same order.") from None
        return list(last)


def ordered(records: Iterable[Record], *order: str) -> list[Record]:
    """Records (groups of rows, say) by these fields, `-` before those that descend. Nulls come as in a query."""
    found = list(records)
    for name in reversed(order):
        field = name.removeprefix("-")
        found.sort(key=lambda one: (one[field] is not None, one[field]), reverse=name.startswith("-"))
    return found


def _beyond(name: str, descending: bool, value: Stored) -> tuple[str, list[Stored]]:
    """The condition that a column comes after the value, and what it binds. SQLite sorts nulls below everything."""
    if value is None:
        return ("0" if descending else f'"{name}" IS NOT NULL'), []
    return (f'("{name}" < ? OR "{name}" IS NULL)' if descending else f'"{name}" > ?'), [value]


def _encode(last: list[Stored]) -> str:
    return urlsafe_b64encode(json_text(last).encode()).decode().rstrip("=")


class Database:
    """One connection, and what a tool may do with it. A row that is read twice in a call is one object, always fresh.

    Nothing outlives the call but the database itself, so the file may be rewound between two calls.
    """

    def __init__(self, connection: sqlite3.Connection, unique_faults: Mapping[str, str]) -> None:
        """`unique_faults`: `table.column, table.column` of each unique set → the fault's code."""
        self.connection = connection
        self._unique_faults = unique_faults
        self._rows: dict[tuple[str, object], SQLModel] = {}
        self._now: str | None = None
        connection.execute("PRAGMA foreign_keys = ON")
        for name, (arguments, body) in SQL_FUNCTIONS.items():
            connection.create_function(name, arguments, body, deterministic=True)

    def find(self, table: type[Row], *key: Scalar | None) -> Row | None:
        """The row with this key, or None."""
        layout = layout_of(table)
        known = self._rows.get((layout.name, key[0] if len(key) == 1 else key))
        if known is not None:
            return cast("Row", known)
        found = self.load(layout, self.execute(layout.by_key, *key))
        return found[0] if found else None

    def get(self, table: type[Row], *key: Scalar | None) -> Row:
        """The row with this key, which a reference or the seed guarantees. Raises LookupError otherwise."""
        row = self.find(table, *key)
        if row is None:
            raise LookupError(f"{table.__name__} {key} is missing")
        return row

    def query(self, table: type[Row]) -> Query[Row]:
        """A query of all rows of the table, to be narrowed."""
        return Query(self, table)

    def insert(self, table: Callable[P, Row], /, *_: P.args, **values: P.kwargs) -> Row:
        """Store a new row; typed as the table's constructor, with the column defaults of its declaration."""
        layout: Layout[Row] = layout_of(cast("type[Row]", table))
        complete = layout.defaults | values
        stored = [layout.stored(name, complete[name]) for name in layout.columns]
        self._write(layout, layout.insert, stored, complete, ())
        return self.load(layout, [tuple(stored)])[0]

    def update(self, row: SQLModel, /, **values: Bound) -> None:
        """Store new values of a row's columns (not of its key), and show them in it."""
        if not values:
            return
        layout = layout_of(type(row))
        stored = {name: layout.stored(name, value) for name, value in values.items()}
        settings = ", ".join(f"{quoted(name)} = ?" for name in stored)
        sql = f"UPDATE {quoted(layout.name)} SET {settings} WHERE {layout.matches}"  # noqa: S608
        key = _key(layout, row)
        self._write(layout, sql, [*stored.values(), *key], row.__dict__ | values, key)
        row.__dict__.update({name: layout.loaded(name, value) for name, value in stored.items()})

    def delete(self, row: SQLModel, /) -> None:
        """Remove a row, and what its references take with it."""
        layout = layout_of(type(row))
        self.execute(layout.delete, *_key(layout, row))
        self._rows = {identity: other for identity, other in self._rows.items() if other is not row}
        self._refresh()

    def next_number(self, sequence: str, per: Scalar = "") -> int:
        """The next number of a sequence, from 1; each `per`, a parent's key, has its own. None is given twice."""
        sql = "INSERT INTO _sequences VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET last = last + 1"
        self.execute(sql, sequence, str(per))
        # Not RETURNING: SQLite 3.40 gives 1.0 there for an integer that follows a real column.
        return self._number("SELECT last FROM _sequences WHERE name = ? AND parent = ?", sequence, str(per))

    def next_position(
        self, table: type[SQLModel], column: str, within: str | None = None, parent: Scalar | None = None
    ) -> int:
        """The last position among the rows whose column `within` is `parent` (among all without one) plus 1; or 0."""
        last = f"SELECT coalesce(max({quoted(column)}), -1) FROM {quoted(layout_of(table).name)}"  # noqa: S608
        if within is None:
            return self._number(last) + 1
        return self._number(f"{last} WHERE {quoted(within)} IS ?", parent) + 1

    def now(self) -> str:
        """The environment's clock; it stands still during a call."""
        if self._now is None:
            self._now = str(self.execute("SELECT now FROM _clock")[0][0])
        return self._now

    def today(self) -> str:
        """The date of the environment's clock."""
        return self.now()[:10]

    def begin(self, writes: bool) -> None:
        """Start a call's transaction."""
        self._rows.clear()
        self._now = None
        self.connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")

    def commit(self) -> None:
        """Let the clock tick and keep what a writing call did."""
        tick = "UPDATE _clock SET now = strftime('%Y-%m-%dT%H:%M:%SZ', now, tick_seconds || ' seconds')"
        self.connection.execute(tick)
        self.connection.execute("COMMIT")

    def rollback(self) -> None:
        """Undo what is not committed."""
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def execute(self, sql: str, *values: Bound) -> list[tuple[Stored, ...]]:
        """Run one prepared statement and fetch what it gives."""
        bound = [json_text(value) if isinstance(value, list | tuple) else value for value in values]
        try:
            return self.connection.execute(sql, bound).fetchall()
        except OverflowError:
            if not sql.startswith("SELECT"):
                raise
            # An integer beyond 64 bits equals no stored one, and is above or below all of them, as a real is.
            return self.connection.execute(sql, [_within(value) for value in bound]).fetchall()
        except sqlite3.OperationalError as error:
            if "overflow" in str(error):  # of a sum
                raise OverflowError(str(error)) from error
            raise

    def load(self, layout: Layout[Row], found: Iterable[tuple[Stored, ...]]) -> list[Row]:
        """What a query found as rows. One that the call has met before is the same object, with its present values."""
        name, columns, readers, key_of, known = layout.name, layout.columns, layout.readers, layout.key_of, self._rows
        rows = []
        for values in found:
            key = (name, key_of(values))
            row = cast("Row | None", known.get(key))
            if row is None:
                row = known[key] = layout.row.__new__(layout.row)  # neither validated nor known to a session
            data = row.__dict__
            data.update(zip(columns, values, strict=True))
            for column, read in readers:
                if data[column] is not None:
                    data[column] = read(data[column])
            rows.append(row)
        return rows

    def _number(self, sql: str, *values: Bound) -> int:
        return int(self.execute(sql, *values)[0][0] or 0)

    def _write(
        self, layout: Layout[Any], sql: str, values: Sequence[Stored], row: Mapping[str, object], own: Sequence[Stored]
    ) -> None:
        """Run a write of `row`, whose key is `own` unless it is new."""
        try:
            self.execute(sql, *values)
        except sqlite3.IntegrityError as error:
            code = self._clash(layout, row, own) if "UNIQUE" in str(error) else None
            if code is None:
                raise  # a broken check or reference that no fault explains: the environment's error, not the agent's
            details = {name.removesuffix("_"): cast("Bound", value) for name, value in row.items()}
            raise Fault(code, details) from error

    def _clash(self, layout: Layout[Any], row: Mapping[str, object], own: Sequence[Stored]) -> str | None:
        """The fault of the first unique set, as declared, that another row has too; SQLite names any of them."""
        others = f" AND NOT ({layout.matches})" if own else ""
        for columns, code in self._unique_faults.items():
            names = [column.partition(".")[2] for column in columns.split(", ")]
            if columns.partition(".")[0] == layout.name:
                same = " AND ".join(f"{quoted(name)} = ?" for name in names)
                sql = f"SELECT 1 FROM {quoted(layout.name)} WHERE {same}{others}"  # noqa: S608
                if self.execute(sql, *(layout.stored(name, row[name]) for name in names), *own):
                    return code
        return None

    def _refresh(self) -> None:
        """Read again what a deletion may have cleared or taken along: the rows of tables that refer to others."""
        for identity, row in list(self._rows.items()):
            layout = layout_of(type(row))
            if layout.refers and not self.load(layout, self.execute(layout.by_key, *_key(layout, row))):
                del self._rows[identity]


def _within(value: Bound) -> Bound:
    return float(value) if isinstance(value, int) and not -(2**63) <= value < 2**63 else value


def _key(layout: Layout[Row], row: SQLModel) -> list[Stored]:
    return [row.__dict__[name] for name in layout.key]
