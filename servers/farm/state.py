"""States as plain rows, and what changed between two of them.

A `State` is what the interpreter computes on and what a database file is read into. Values are canonical: text,
integer, number (float), boolean, money (Decimal with its column's scale), date and datetime (texts, see
`model.columns`), list (tuple), None. Bookkeeping (clock, sequences, the session) is part of every state and digest
and of no difference (MODEL.md §4 (1)).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from servers.farm.model import Column, Entity, Environment, MoneyColumn

Op = Literal["insert", "update", "delete"]
Scalar = str | int | float | bool | Decimal | None
Value = Scalar | tuple[Scalar, ...]
Row = dict[str, Value]
_REMEMBERED, _TABLES = 50_000, 200
"""How many texts of rows and of tables are kept at most while states are digested."""
RowKey = tuple[str | int, ...]
"""The primary key: `(key,)`; `(parent, key)` where numbers run per parent; `()` for a singleton."""


@dataclass
class State:
    """All rows of one world by entity and key, its clock, and the last number of each sequence."""

    clock: str
    rows: dict[str, dict[RowKey, Row]]
    sequences: dict[str, int] = field(default_factory=dict)
    """`entity`, or `entity:parent` where numbers run per parent, to the last number given out."""

    def copy(self) -> "State":
        """A state whose rows can change without changing this one's."""
        rows = {entity: {key: dict(row) for key, row in table.items()} for entity, table in self.rows.items()}
        return State(self.clock, rows, dict(self.sequences))

    def ordered(self, entity: str) -> list[Row]:
        """The rows of an entity in key order."""
        table = self.rows.get(entity, {})
        return [table[key] for key in sorted(table)]


def key_columns(entity: Entity) -> tuple[str, ...]:
    """The columns of the primary key, in the order of a `RowKey`."""
    if entity.key is None:
        return ()
    return (entity.key.per, entity.key.column) if entity.key.per else (entity.key.column,)


def key_of(entity: Entity, row: Mapping[str, Value]) -> RowKey:
    """The primary key of a row."""
    return tuple(row[column] for column in key_columns(entity))  # type: ignore[misc]


def stored_columns(entity: Entity) -> list[str]:
    """The columns of the table in declaration order: the key first, computed columns never."""
    own = [name for name, column in entity.columns.items() if column.kind != "computed"]
    return ([entity.key.column] if entity.key else []) + own


@dataclass(frozen=True)
class RowChange:
    """One row that was inserted, updated or deleted; `before` and `after` are whole rows."""

    entity: str
    key: RowKey
    op: Op
    before: Row | None
    after: Row | None

    @property
    def columns(self) -> frozenset[str]:
        """The columns whose value differs (all of them for an insert or delete)."""
        before, after = self.before or {}, self.after or {}
        whole = not (before and after)
        return frozenset(name for name in {*before, *after} if whole or before[name] != after[name])


def difference(environment: Environment, before: State, after: State) -> list[RowChange]:
    """What changed, by entity and key, bookkeeping aside."""
    return list(_changes(environment, before, after))


def apply(environment: Environment, before: State, changes: Iterable[RowChange]) -> State:
    """The state after row changes, which shares with the one before what does not change.

    Sequences stay: keys that come in were made by them, or are the caller's own.
    """
    changes = list(changes)
    changed = {entity: dict(before.rows.get(entity, {})) for entity in {change.entity: None for change in changes}}
    for change in changes:
        if change.after is None:
            changed[change.entity].pop(change.key, None)
        else:
            changed[change.entity][key_of(environment.entities[change.entity], change.after)] = dict(change.after)
    return State(before.clock, {**before.rows, **changed}, dict(before.sequences))


def _changes(environment: Environment, before: State, after: State) -> Iterator[RowChange]:
    session = environment.actor.session if environment.actor else None
    for entity in sorted(environment.entities):
        if entity == session:
            continue
        old, new = before.rows.get(entity, {}), after.rows.get(entity, {})
        if old is new:
            continue
        for key in sorted({*old, *new}):
            was, now = old.get(key), new.get(key)
            if was != now:
                yield RowChange(entity, key, _op(was, now), was, now)


def _op(before: Row | None, after: Row | None) -> Op:
    if before is None:
        return "insert"
    return "delete" if after is None else "update"


def digest(state: State) -> str:
    """sha256 over a canonical JSON of everything, bookkeeping included; equal states have equal digests."""
    return Digests().of(state)


class Digests:
    """Digests of many states that share rows and tables: what was seen before, the same object, costs nothing again.
    It must not have changed since."""

    def __init__(self) -> None:
        self._rows: dict[int, tuple[Row, str]] = {}
        """By identity, with the row, so that no other gets its place."""
        self._tables: dict[int, tuple[dict[RowKey, Row], str]] = {}

    def of(self, state: State) -> str:
        """What `digest` gives."""
        if len(self._rows) > _REMEMBERED:
            self._rows.clear()
        if len(self._tables) > _TABLES:
            self._tables.clear()
        tables = (f"{json.dumps(entity)}: [{self._table(state, entity)}]" for entity in sorted(state.rows))
        clock, sequences = json.dumps(state.clock), json.dumps(state.sequences, sort_keys=True, ensure_ascii=False)
        text = f'{{"clock": {clock}, "rows": {{{", ".join(tables)}}}, "sequences": {sequences}}}'
        return hashlib.sha256(text.encode()).hexdigest()

    def _table(self, state: State, entity: str) -> str:
        table = state.rows[entity]
        known = self._tables.get(id(table))
        if known is None:
            known = self._tables[id(table)] = (table, ", ".join(map(self._row, state.ordered(entity))))
        return known[1]

    def _row(self, row: Row) -> str:
        known = self._rows.get(id(row))
        if known is None:
            text = json.dumps(jsonable(row), sort_keys=True, ensure_ascii=False)
            known = self._rows[id(row)] = (row, text)
        return known[1]


def jsonable(row: Mapping[str, Value]) -> dict[str, object]:
    """A row as JSON values: money as a number, lists as arrays."""
    return {name: plain(value) for name, value in row.items()}


def plain(value: Value) -> object:
    """One value as a JSON value."""
    if isinstance(value, Decimal):
        return float(value)
    return [plain(item) for item in value] if isinstance(value, tuple) else value


def row_from_json(environment: Environment, entity: str, data: Mapping[str, object]) -> Row:
    """The row that `jsonable` wrote, with canonical values again."""
    columns = environment.entities[entity].columns
    return {name: _canonical(columns.get(name), value) for name, value in data.items()}


def _canonical(column: Column | None, value: object) -> Value:
    """A JSON value as the column keeps it (None for the key, which is a text or an integer)."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(column, MoneyColumn) and isinstance(value, int | float):
        return Decimal(repr(value)).quantize(Decimal(1).scaleb(-column.scale))
    if column is not None and column.kind == "number" and isinstance(value, int):
        return float(value)
    return value  # type: ignore[return-value]
