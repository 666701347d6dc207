"""The rows of one call: a view of a state that copies a table or a row only when the call first changes it.

The given state is never changed. What a call binds and may later change is a copy of its own, kept in the call's own
copy of the table, so that two names for one key are one row and every later query sees the change.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from operator import itemgetter
from typing import Any

from servers.farm.interpreter.functions import exact, money
from servers.farm.model import (
    Entity,
    Environment,
    IntegerColumn,
    ListColumn,
    MoneyColumn,
    NumberColumn,
    PositionColumn,
    ReferenceColumn,
)
from servers.farm.state import Row, RowKey, State, Value, key_columns, stored_columns


class BrokenRule(Exception):
    """A write that no fault explains, such as a reference to a missing row: the environment is wrong, not the call."""


class MissingRow(BrokenRule, LookupError):
    """A row that has to be there, such as a singleton's, and is not."""


class Refused(Exception):
    """A write that a declared fault refuses: its code, the entity and values of the row that was to change."""

    def __init__(self, code: str, entity: str, row: Row) -> None:
        super().__init__(code)
        self.code, self.entity, self.row = code, entity, row


@dataclass(frozen=True)
class Reference:
    """A reference column of entity `owner` to entity `to`."""

    owner: str
    column: str
    to: str
    on_delete: str
    fault: str | None


@dataclass(frozen=True)
class Table:
    """What is known of an entity before any call. `cells` brings a column's values into their stored form."""

    name: str
    entity: Entity
    columns: tuple[str, ...]
    key_of: Callable[[Mapping[str, Value]], RowKey]
    cells: Mapping[str, Callable[[Any], Value]]
    required: frozenset[str]
    positions: Mapping[str, str | None]
    references: tuple[Reference, ...]
    referring: tuple[Reference, ...]

    def stored(self, values: Mapping[str, Any]) -> Row:
        """Values in their stored form: numbers as floats, money with the column's scale, lists as tuples."""
        cells = self.cells
        return {
            name: value if value is None or name not in cells else cells[name](value) for name, value in values.items()
        }


def tables_of(environment: Environment) -> dict[str, Table]:
    """The plan of every entity, in the order of declaration."""
    references = tuple(_references(environment))
    return {name: _table(name, entity, references) for name, entity in environment.entities.items()}


def _references(environment: Environment) -> Iterator[Reference]:
    for name, entity in environment.entities.items():
        for column_name, column in entity.columns.items():
            if isinstance(column, ReferenceColumn):
                yield Reference(name, column_name, column.to, column.on_delete, column.fault)


def _table(name: str, entity: Entity, references: tuple[Reference, ...]) -> Table:
    return Table(
        name,
        entity,
        tuple(stored_columns(entity)),
        _key_reader(key_columns(entity)),
        {column_name: cell for column_name, column in entity.columns.items() if (cell := _cell(column))},
        frozenset(
            column for column in stored_columns(entity) if not getattr(entity.columns.get(column), "nullable", False)
        ),
        {column: item.within for column, item in entity.columns.items() if isinstance(item, PositionColumn)},
        tuple(item for item in references if item.owner == name),
        tuple(item for item in references if item.to == name),
    )


def _key_reader(columns: tuple[str, ...]) -> Callable[[Mapping[str, Value]], RowKey]:
    if len(columns) == 1:
        only = columns[0]
        return lambda row: (row[only],)  # type: ignore[return-value]
    if not columns:
        return lambda _: ()
    return itemgetter(*columns)


def _cell(column: object) -> Callable[[Any], Value] | None:
    if isinstance(column, NumberColumn):
        return _real
    if isinstance(column, ListColumn):
        element = _finite if column.of == "number" else None
        return lambda items: tuple(items if element is None else map(element, items))
    if isinstance(column, MoneyColumn):
        return _amount(column.scale)
    return _whole if isinstance(column, IntegerColumn) else None


def _whole(value: int) -> int:
    if not -(2**63) <= value < 2**63:
        raise OverflowError("an integer beyond 64 bits")
    return value


def _real(value: float) -> float:
    return _finite(value) + 0.0  # SQLite has no negative zero


def _finite(value: float) -> float:
    if not isfinite(value):
        raise OverflowError("not a finite number")
    return float(value)


def _amount(scale: int) -> Callable[[int | float | Decimal], Value]:
    def amount(value: int | float | Decimal) -> Decimal:
        stored = money(value, scale)
        if stored != exact(value):
            raise BrokenRule(f"{value} has more than {scale} decimals; the rule needs money(…)")
        _whole(int(stored.scaleb(scale)))
        return stored + 0  # nor do whole minor units

    return amount


class Rows:
    """The state as one call sees and changes it."""

    __slots__ = ("_copied", "_own", "changing", "clock", "plans", "sequences", "tables")

    def __init__(self, plans: Mapping[str, Table], state: State, changing: frozenset[str]) -> None:
        """`changing` names the entities of which the call may update rows."""
        self.plans, self.changing = plans, changing
        self.clock, self.sequences = state.clock, state.sequences
        self.tables = dict.fromkeys(plans, _NO_ROWS) | state.rows
        self._copied: set[str] = set()
        self._own: set[tuple[str, RowKey]] = set()

    def ordered(self, entity: str) -> list[Row]:
        """The rows of an entity in key order."""
        table = self.tables[entity]
        return [table[key] for key in sorted(table)]

    def singleton(self, entity: str) -> Row:
        """The one row of an entity. Raises MissingRow."""
        row = self.tables[entity].get(())
        if row is None:
            raise MissingRow(f"the one row of {entity} is missing")
        return row

    def own(self, entity: str, row: Row) -> Row:
        """The call's own copy of a row."""
        key = self.plans[entity].key_of(row)
        table = self._writable(entity)
        if (entity, key) not in self._own:
            self._own.add((entity, key))
            table[key] = table[key].copy()
        return table[key]

    def result(self, clock: str) -> State:
        """The state after the call."""
        return State(clock, self.tables, self.sequences)

    def number(self, entity: str, per: Value = None) -> int:
        """The next number of an entity's sequence, per parent key if it has one."""
        name = entity if per is None else f"{entity}:{per}"
        last = self.sequences.get(name, 0) + 1
        self.sequences = {**self.sequences, name: last}
        return last

    def insert(self, entity: str, values: Mapping[str, Any]) -> Row:
        """A new row of these column values; its key, if made, and its positions are filled in, all else is None."""
        plan = self.plans[entity]
        given = plan.stored(values)
        row: Row = {name: given.get(name) for name in plan.columns}
        self._fill_key(plan, row)
        for column, within in plan.positions.items():
            row[column] = self._position(entity, column, within, row)
        self._check_present(plan, row, plan.columns)
        self._check_unique(plan, row, plan.columns, None)
        self._check_references(plan, row, plan.columns)
        key = plan.key_of(row)
        if key in self.tables[entity]:
            raise BrokenRule(f"there is already a row {entity} {key}")
        self._writable(entity)[key] = row
        self._own.add((entity, key))
        return row

    def update(self, entity: str, row: Row, values: Mapping[str, Any]) -> None:
        """New column values of a row that the call owns."""
        plan = self.plans[entity]
        changes = plan.stored(values)
        after = row | changes
        self._check_present(plan, after, changes)
        self._check_unique(plan, after, changes, plan.key_of(row))
        self._check_references(plan, after, changes)
        row.update(changes)

    def delete(self, entity: str, row: Row) -> None:
        """Remove a row and what its references take along; `Refused` before anything is removed."""
        doomed: dict[tuple[str, RowKey], Row] = {}
        cleared: list[tuple[Reference, Row]] = []
        self._doom(entity, row, doomed, cleared)
        for reference, child in cleared:
            self.own(reference.owner, child)[reference.column] = None
        for name, key in doomed:
            del self._writable(name)[key]

    def _doom(
        self, entity: str, row: Row, doomed: dict[tuple[str, RowKey], Row], cleared: list[tuple[Reference, Row]]
    ) -> None:
        plan = self.plans[entity]
        key = plan.key_of(row)
        if (entity, key) in doomed:
            return
        doomed[entity, key] = row
        children = [(reference, self.children(reference, key[-1])) for reference in plan.referring if key]
        for reference, found in children:
            if found and reference.on_delete == "refuse":
                raise Refused(str(reference.fault), entity, row)
            for child in found:
                if reference.on_delete == "cascade":
                    self._doom(reference.owner, child, doomed, cleared)
                else:
                    cleared.append((reference, child))

    def children(self, reference: Reference, key: Value) -> list[Row]:
        """The rows that refer to a key, in key order."""
        return [row for row in self.ordered(reference.owner) if row[reference.column] == key]

    def _writable(self, entity: str) -> dict[RowKey, Row]:
        if entity not in self._copied:
            self._copied.add(entity)
            self.tables[entity] = dict(self.tables[entity])
        return self.tables[entity]

    def _fill_key(self, plan: Table, row: Row) -> None:
        key = plan.entity.key
        if key is None or key.sequence is None:
            return
        number = self.number(plan.name, row[key.per] if key.per else None)
        text = key.sequence.format(n=number)
        row[key.column] = int(text) if key.kind == "integer" else text

    def _position(self, entity: str, column: str, within: str | None, row: Row) -> int:
        rows: Iterable[Row] = self.tables[entity].values()
        taken = [item[column] for item in rows if within is None or item[within] == row[within]]
        return max(taken, default=-1) + 1  # type: ignore[type-var, operator, return-value]

    def _check_present(self, plan: Table, row: Row, changed: Iterable[str]) -> None:
        for column in changed:
            if row[column] is None and column in plan.required:
                raise BrokenRule(f"{plan.name}.{column} is never None")

    def _check_unique(self, plan: Table, row: Row, changed: Iterable[str], own: RowKey | None) -> None:
        """Refuse values that another row than `own` has; None never clashes."""
        touched = set(changed)
        for unique in plan.entity.unique:
            if touched.isdisjoint(unique.columns):
                continue
            values = [row[column] for column in unique.columns]
            if None in values:
                continue
            for key, other in self.tables[plan.name].items():
                if key != own and [other[column] for column in unique.columns] == values:
                    raise Refused(unique.fault, plan.name, row)

    def _check_references(self, plan: Table, row: Row, changed: Iterable[str]) -> None:
        for reference in plan.references:
            target = row[reference.column]
            if target is not None and reference.column in changed and (target,) not in self.tables[reference.to]:
                raise BrokenRule(f"{plan.name}.{reference.column}: there is no {reference.to} {target}")


_NO_ROWS: dict[RowKey, Row] = {}
