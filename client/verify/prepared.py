"""Worlds to prepare: the start state with a little changed, so that a call shows what no call has shown from there.

Only what a tool's expressions look at is changed, to values that tell behaviours apart: those of other rows and
columns, the constants that it is compared with and their neighbours, nothing. What no world may be is left out: a value
that its column does not take, a broken unique set.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, product, zip_longest
from typing import Any

from client.servers import Object
from client.verify.copies import Copies, Copy
from client.verify.touched import Column, Touched
from servers.farm.model import (
    BooleanColumn,
    DateColumn,
    DatetimeColumn,
    Entity,
    EnumColumn,
    Environment,
    IntegerColumn,
    MoneyColumn,
    NumberColumn,
    ReferenceColumn,
    TextColumn,
)
from servers.farm.state import Row, RowChange, State, Value, key_of

ROWS = 4
"""How many rows of a table are changed, one at a time, and how many lend their values."""

World = tuple[RowChange, ...]
LONG = 3
"""How many rows a chain has: what is under something that is under something else."""


@dataclass(frozen=True)
class Worlds:
    """Changes to a start state: one value, or some more rows."""

    environment: Environment
    start: State
    looked_at: Touched

    def near(self, columns: Iterable[Column]) -> Iterator[World]:
        """One change for every column, then the next for every column, and so on."""
        turns = zip_longest(*map(self._of, columns))
        yield from ((change,) for change in chain.from_iterable(turns) if change is not None)

    def twins(self) -> Iterator[World]:
        """Another row like one that the tool finds by what it holds."""
        for entity in self.looked_at.found:
            for row in self._nearest(entity)[:ROWS]:
                yield from self._copies.of(entity, row, 1, {})

    def crowds(self) -> Iterator[World]:
        """One child more than a view shows of a row."""
        for parent, children in self.looked_at.lists:
            key = self.environment.entities[parent].key
            if key is None:
                continue
            for row, child in zip(self._nearest(parent)[:1], self._nearest(children.of)[:1], strict=False):
                made = self._copies.of(children.of, child, children.limit + 1, {children.by: row[key.column]})
                yield from [tuple(chain.from_iterable(made))] if made else []

    def chains(self, names: Collection[str], base: Object) -> Iterator[tuple[World, Object]]:
        """Where the tool asks what a row is under: a chain of rows under one that a call names, and one under none.

        Each comes with what makes another call of `base`: one of the arguments called by these `names` that names a
        row of the chain, then none.
        """
        for entity, column, reference in self._upwards():
            declared = self.environment.entities[entity]
            key = declared.key.column if declared.key is not None else ""
            taking = [name for name in names if (entity, key) in self.looked_at.partners.get(name, ())]
            row = self._nearest(entity)[0]
            for top in (row[key], None)[: 1 + reference.nullable]:
                yield from _called(self._chain(entity, row, column, top), taking, {})
            first, others = self._family(entity, column)
            own: Object = {name: key_of(declared, first)[-1] for name in taking if name in base}
            for top in (first[key], None)[: 1 + reference.nullable] if others else ():
                yield from _called(self._hung(entity, others, column, top), taking, own)

    def _upwards(self) -> Iterator[tuple[str, str, ReferenceColumn]]:
        """The columns that the tool looks at which say what a row is under, of tables that hold rows."""
        for entity, column in self.looked_at.columns:
            declared = self.environment.entities[entity]
            reference = declared.columns.get(column)
            there = declared.key is not None and bool(self.start.rows.get(entity))
            if there and isinstance(reference, ReferenceColumn) and reference.to == entity:
                yield entity, column, reference

    def _chain(self, entity: str, row: Row, column: str, top: Value) -> list[Copy]:
        """Copies of a row, the first under `top`, each other one under the one before."""
        made = self._copies.of(entity, row, LONG, {column: top})
        above = [top, *(change.key[-1] for change, *_ in made)]
        return [
            (replace(change, after={**(change.after or {}), column: one}), *more)
            for (change, *more), one in zip(made, above, strict=False)
        ]

    def _family(self, entity: str, column: str) -> tuple[Row, tuple[Row, ...]]:
        """The row beside which most rows refer to all else that it refers to, and some of those: a law may let no copy
        of a row be, and no row lie under one of another family."""
        declared, rows = self.environment.entities[entity], self.start.ordered(entity)
        others = [name for name, one in declared.columns.items() if isinstance(one, ReferenceColumn) and name != column]
        families: dict[tuple[Value, ...], list[Row]] = {}
        for row in sorted(rows, key=lambda row: row[column] is not None):  # what lies under nothing is under no other
            families.setdefault(tuple(row[name] for name in others), []).append(row)
        first, *rest = max(families.values(), key=len)
        return first, tuple(rest[:LONG])

    def _hung(self, entity: str, rows: Sequence[Row], column: str, top: Value) -> list[Copy]:
        """Rows that are there as a chain: the first under `top`, each other one under the one before."""
        keys = [key_of(self.environment.entities[entity], row) for row in rows]
        return [
            (RowChange(entity, key, "update", row, {**row, column: up}),)
            for key, row, up in zip(keys, rows, [top, *(key[-1] for key in keys)], strict=False)
        ]

    @property
    def _copies(self) -> Copies:
        return Copies(self.environment, self.start)

    def _nearest(self, entity: str) -> list[Row]:
        """The rows of an entity, those first that hold most of what a usual call gives."""
        near = self.looked_at.near
        return sorted(self.start.ordered(entity), key=lambda row: -len(near.intersection(map(str, row.values()))))

    def _of(self, column: Column) -> Iterator[RowChange]:
        entity, name = column
        declared = self.environment.entities[entity]
        found = declared.columns.get(name)
        rule = _VALUES.get(type(found))
        if found is None or rule is None:
            return
        table = self.start.rows.get(entity, {})
        rows = sorted(table.items(), key=lambda item: self.looked_at.near.isdisjoint(map(str, item[1].values())))
        for key, row in rows[:ROWS]:
            for value in dict.fromkeys((None, *rule(self, column, row))):
                change = RowChange(entity, key, "update", row, {**row, name: value})
                allowed = value is not None or getattr(found, "nullable", False)
                if allowed and value != row[name] and not self._clashes(declared, change):
                    yield change

    def _clashes(self, declared: Entity, change: RowChange) -> bool:
        after, others = change.after or {}, self.start.rows[change.entity]
        return any(
            None not in (mine := [after[column] for column in unique.columns])
            and any(
                key != change.key and [row[column] for column in unique.columns] == mine for key, row in others.items()
            )
            for unique in declared.unique
        )

    # --- values by kind of column ------------------------------------------------------------------------------------

    def switched(self, column: Column, row: Row) -> Iterator[Value]:
        """The other one of true and false."""
        yield not row[column[1]]

    def chosen(self, column: Column, _row: Row) -> Iterator[Value]:
        """Every value of an enum."""
        declared = self.environment.entities[column[0]].columns[column[1]]
        if isinstance(declared, EnumColumn):
            yield from declared.values

    def referred(self, column: Column, _row: Row) -> Iterator[Value]:
        """Rows that may be referred to."""
        declared = self.environment.entities[column[0]].columns[column[1]]
        if isinstance(declared, ReferenceColumn):
            keys = (key[-1] for key in self.start.rows.get(declared.to, {}))
            yield from sorted(keys, key=lambda key: str(key) not in self.looked_at.near)[:ROWS]

    def compared(self, column: Column, row: Row) -> Iterator[Value]:
        """What the column is compared with, what else the row holds of its kind, what it holds in other rows."""
        entity, name = column
        kind = type(self.environment.entities[entity].columns[name])
        cast = _CASTS.get(kind, _text)
        yield from (cast(value, row[name]) for value in self.looked_at.values.get(column, ()))
        for other, place in (*self.looked_at.columns, *self.looked_at.shown):
            if other == entity and isinstance(self.environment.entities[entity].columns.get(place), kind):
                yield row[place]
        yield from (other[name] for other in self.start.ordered(entity)[:ROWS])

    def counted(self, column: Column, row: Row) -> Iterator[Value]:
        """The same for numbers, each with its neighbours, within what the column takes."""
        declared: Any = self.environment.entities[column[0]].columns[column[1]]
        low, high = getattr(declared, "minimum", None), getattr(declared, "maximum", None)
        step: Any = Decimal(1).scaleb(-declared.scale) if isinstance(declared, MoneyColumn) else 1
        for value in self.compared(column, row):
            for near in (value, value - step, value + step) if value is not None else ():
                if (low is None or near >= low) and (high is None or near <= high):
                    yield near


def _called(made: Sequence[Copy], names: Collection[str], own: Object) -> Iterator[tuple[World, Object]]:
    """A chain with each call that names a row of it, then with one that names none."""
    world = tuple(chain.from_iterable(made))
    calls: list[Object] = [{**own, name: copy[0].key[-1]} for name, copy in product(names, made)]
    yield from ((world, call) for call in (*calls, own) if world)


def _text(value: Any, was: Any) -> Value:
    return value if isinstance(value, str) else was


def _number(value: Any, was: Any) -> Value:
    return float(value) if isinstance(value, int | float) else was


def _integer(value: Any, was: Any) -> Value:
    return value if isinstance(value, int) else was


def _money(value: Any, was: Any) -> Value:
    return Decimal(repr(value)).quantize(was or Decimal("0.01")) if isinstance(value, int | float) else was


_CASTS: dict[type, Callable[[Any, Any], Value]] = {NumberColumn: _number, IntegerColumn: _integer, MoneyColumn: _money}
_Rule = Callable[[Worlds, Column, Row], Iterator[Value]]
_VALUES: dict[type, _Rule] = {
    BooleanColumn: Worlds.switched,
    EnumColumn: Worlds.chosen,
    ReferenceColumn: Worlds.referred,
    TextColumn: Worlds.compared,
    DateColumn: Worlds.compared,
    DatetimeColumn: Worlds.compared,
    IntegerColumn: Worlds.counted,
    NumberColumn: Worlds.counted,
    MoneyColumn: Worlds.counted,
}
