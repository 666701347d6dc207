"""The database of an emitted server as a second witness: read into a `State`, and put into one.

Generic over `environment.json`: a table is called by the entity's plural, a column as its Python attribute
(`names.attribute`). SQLite holds money as whole minor units, a boolean as 0 or 1, a list as JSON text. The one row of a
singleton has the extra column `id`, which is 1. Bookkeeping: `_clock` (id, now, tick_seconds) and `_sequences` (name of
the table, parent key or '', last number). Values are bound; names come from a validated environment and are quoted.
"""

import json
import marshal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from servers.farm.model import BooleanColumn, Entity, Environment, ListColumn, MoneyColumn, NumberColumn
from servers.farm.names import attribute
from servers.farm.state import Row, RowKey, State, Value, key_columns, key_of, stored_columns

Stored = str | int | float | None
_Convert = Callable[[Any], Any]
_PLAIN = 2
"""The last version of marshalled bytes that does not tell which objects are the same one."""
_KNOWN = 20_000
"""How many rows of a table a reader remembers."""


def read_state(connection: sqlite3.Connection, environment: Environment) -> State:
    """All rows, the clock and the sequences. Raises sqlite3.Error for a database of something else, LookupError
    without a clock, ValueError for a value that its column cannot hold."""
    return Reader(environment).read(connection)


class Reader:
    """Reads states of one environment again and again. Rows that are alike are one object, and so is a table that is as
    it was the last time: nobody may change them."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._tables = {name: _Table(entity) for name, entity in environment.entities.items()}

    def read(self, connection: sqlite3.Connection) -> State:
        """The state in a database; raises as `read_state`."""
        clock = connection.execute("SELECT now FROM _clock").fetchone()
        if clock is None:
            raise LookupError("the database has no clock")
        rows = {name: table.read(connection) for name, table in self._tables.items()}
        return State(str(clock[0]), rows, _read_sequences(connection, self._environment))


def write_state(connection: sqlite3.Connection, environment: Environment, state: State) -> None:
    """Replace everything by this state, in one transaction; the connection must not be in one.

    Raises sqlite3.IntegrityError, and changes nothing, if the state breaks a constraint or a reference.
    """
    with _replacing(connection):
        for name, entity in environment.entities.items():
            _write_table(connection, entity, state.rows.get(name, {}))
        connection.execute("DELETE FROM _clock")
        tick = environment.clock.tick_seconds
        connection.execute("INSERT INTO _clock (id, now, tick_seconds) VALUES (1, ?, ?)", (state.clock, tick))
        _write_sequences(connection, environment, state)


@dataclass(frozen=True)
class _Form:
    """How a column's values pass between SQLite and a `State`."""

    load: _Convert
    store: _Convert


class _Table:
    """Reads one table; values that it has read before are the row that they were then."""

    def __init__(self, entity: Entity) -> None:
        self._names, self._forms = stored_columns(entity), _forms(entity)
        order = ", ".join(_quoted(attribute(name)) for name in key_columns(entity)) or "id"
        self._sql = f"SELECT {_listed(self._names)} FROM {_quoted(entity.plural)} ORDER BY {order}"  # noqa: S608 - declared names
        self._entity = entity
        self._known: dict[tuple[object, ...], tuple[RowKey, Row]] = {}
        self._last, self._rows = b"", dict[RowKey, Row]()

    def read(self, connection: sqlite3.Connection) -> dict[RowKey, Row]:
        """The rows by key."""
        found = connection.execute(self._sql).fetchall()
        image = marshal.dumps(found, _PLAIN)  # tells 1 from 1.0, and costs less than to compare types
        if image != self._last:
            if len(self._known) > _KNOWN:
                self._known.clear()
            known = self._known
            self._rows = dict(known.get(_typed(values)) or self._load(values) for values in found)
            self._last = image
        return self._rows

    def _load(self, values: tuple[Any, ...]) -> tuple[RowKey, Row]:
        row: Row = dict(zip(self._names, values, strict=True))
        for name, form in self._forms.items():
            if row[name] is not None:
                row[name] = form.load(row[name])
        found = self._known[_typed(values)] = (key_of(self._entity, row), row)
        return found


def _typed(values: tuple[Any, ...]) -> tuple[object, ...]:
    """What two rows must share to be alike: 1 and 1.0 are equal, and not the same value."""
    return (values, *map(type, values)) if float in map(type, values) else values


def _write_table(connection: sqlite3.Connection, entity: Entity, rows: dict[RowKey, Row]) -> None:
    table, names, forms = _quoted(entity.plural), stored_columns(entity), _forms(entity)
    connection.execute(f"DELETE FROM {table}")  # noqa: S608 - a declared name
    listed = _listed(names) if entity.key else ", ".join(["id", *map(_quoted, map(attribute, names))])
    lead: list[Stored] = [] if entity.key else [1]
    marks = ", ".join("?" * (len(lead) + len(names)))
    sql = f"INSERT INTO {table} ({listed}) VALUES ({marks})"  # noqa: S608 - declared names
    connection.executemany(
        sql, [[*lead, *(_stored(row[name], forms.get(name)) for name in names)] for row in rows.values()]
    )


def _stored(value: Value, form: _Form | None) -> Stored:
    stored: Stored = value if form is None or value is None else form.store(value)  # type: ignore[assignment]
    return stored


def _forms(entity: Entity) -> dict[str, _Form]:
    return {name: form for name, column in entity.columns.items() if (form := _form(column)) is not None}


def _form(column: object) -> _Form | None:
    match column:
        case MoneyColumn(scale=scale):
            return _money(scale)
        case BooleanColumn():
            return _Form(bool, int)
        case NumberColumn():
            return _Form(float, float)
        case ListColumn(of=of):
            element: _Convert = float if of == "number" else _same
            return _Form(lambda text: tuple(map(element, json.loads(text))), _list_text)
        case _:
            return None


def _money(scale: int) -> _Form:
    return _Form(lambda units: Decimal(units).scaleb(-scale), lambda amount: int(amount.scaleb(scale)))


def _list_text(items: tuple[Value, ...]) -> str:
    return json.dumps(items, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _same(value: Any) -> Any:
    return value


def _read_sequences(connection: sqlite3.Connection, environment: Environment) -> dict[str, int]:
    entities = {entity.plural: name for name, entity in environment.entities.items()}
    found = connection.execute("SELECT name, parent, last FROM _sequences ORDER BY name, parent").fetchall()
    return {f"{entities[name]}:{parent}" if parent else entities[name]: last for name, parent, last in found}


def _write_sequences(connection: sqlite3.Connection, environment: Environment, state: State) -> None:
    connection.execute("DELETE FROM _sequences")
    for sequence, last in sorted(state.sequences.items()):
        entity, _, parent = sequence.partition(":")
        row = (environment.entities[entity].plural, parent, last)
        connection.execute("INSERT INTO _sequences (name, parent, last) VALUES (?, ?, ?)", row)


@contextmanager
def _replacing(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction in which references are checked at its end only, whatever order rows come in."""
    checked = connection.execute("PRAGMA foreign_keys").fetchone()[0]
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
            raise sqlite3.IntegrityError(f"a row of {broken[0]} refers to no row of {broken[2]}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute(f"PRAGMA foreign_keys = {int(checked)}")


def _listed(names: list[str]) -> str:
    return ", ".join(_quoted(attribute(name)) for name in names)


def _quoted(name: str) -> str:
    return f'"{name}"'
