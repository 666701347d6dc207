"""How a person says which row is meant: by what it is called, and by what else tells it apart.

A `Reference` is a condition on visible columns (`title` is "Buy milk", and its list is called "Groceries"), or a
superlative among the rows that fit (the one with the latest `created_at`); it is good only if exactly one row of the
state fits it. That count is the justification which the certificate checks again. A row that nobody can name in words
is not talked about.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from generator.dialogues.traits import is_odd
from servers.farm.model import Environment, ReferenceColumn
from servers.farm.state import Row, RowKey, State, Value
from servers.farm.views import view_fields

MAX_LABEL = 90
"""A longer text is not what people call a thing."""
SPOKEN_KINDS = ("text", "enum", "money", "integer")
"""Kinds of columns that tell rows apart in speech, best first; times come last of all."""
ORDERED_KINDS = ("datetime", "date", "money", "integer", "number")
Grain = Literal["value", "day"]
Path = tuple[str, ...]


@dataclass(frozen=True)
class Condition:
    """A visible column, or one of a referred row (`tasklist_id`, `title`), and the value that it has."""

    path: tuple[str, ...]
    value: Value
    grain: Grain = "value"
    """`day`: only the day of a time is said."""


@dataclass(frozen=True)
class Extreme:
    """The row with the largest or the smallest value of a column; rows without a value do not compete."""

    column: str
    largest: bool


@dataclass(frozen=True)
class Reference:
    """Which row of an entity is meant, in conditions; `label` says whether the first is what it is called."""

    entity: str
    conditions: tuple[Condition, ...]
    label: bool
    extreme: Extreme | None = None


Offers = Callable[[State, str, Row], Iterator[Reference]]


class Referrer:
    """Finds references to rows of one environment."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._visible = {name: _visible(environment, name) for name in environment.entities}

    def to(self, state: State, entity: str, key: RowKey, within: tuple[Path, ...] = ()) -> Reference | None:
        """The shortest reference that exactly one row of the state fits, None if there is none.

        `within` are paths to what things that it belongs to are called; they have to be said.
        """
        return self._best(state, entity, key, within, self._offers)

    def superlative(self, state: State, entity: str, key: RowKey, within: tuple[Path, ...] = ()) -> Reference | None:
        """A reference by an extreme, with the parent's name if that is needed; None if the row is no extreme."""
        return self._best(state, entity, key, within, self._extremes)

    def _best(
        self, state: State, entity: str, key: RowKey, within: tuple[Path, ...], offers: Offers
    ) -> Reference | None:
        row = state.rows[entity].get(key)
        if row is None:
            return None
        said = [Condition(path, self.follow(state, entity, row, path)) for path in within]
        if not all(isinstance(item.value, str) and _speakable(item.value) for item in said):
            return None
        for item in offers(state, entity, row):
            missing = tuple(condition for condition in said if condition not in item.conditions)
            whole = replace(item, conditions=(*item.conditions, *missing))
            if self.fits(state, whole) == [key]:
                return whole
        return None

    def fits(self, state: State, reference: Reference) -> list[RowKey]:
        """The keys of the rows that a reference fits."""
        found = state.rows[reference.entity].items()
        keys = sorted(key for key, row in found if self._holds(state, reference, row))
        return keys if reference.extreme is None else self._extreme(state, reference.entity, keys, reference.extreme)

    def rivals(self, state: State, reference: Reference) -> list[RowKey]:
        """The rows among which an extreme is sought: all that fit the conditions and have a value."""
        wanted = Reference(reference.entity, reference.conditions, reference.label)
        table = state.rows[reference.entity]
        column = reference.extreme.column if reference.extreme else ""
        return [key for key in self.fits(state, wanted) if table[key].get(column) is not None]

    def follow(self, state: State, entity: str, row: Row, path: tuple[str, ...]) -> Value:
        """The value at a path: a column, or reference columns and then a column."""
        for column in path[:-1]:
            declared = self._environment.entities[entity].columns[column]
            assert isinstance(declared, ReferenceColumn)
            target = state.rows[declared.to].get((row[column],))  # type: ignore[arg-type]
            if target is None:
                return None
            entity, row = declared.to, target
        return row.get(path[-1])

    def _holds(self, state: State, reference: Reference, row: Row) -> bool:
        found = [(self.follow(state, reference.entity, row, item.path), item) for item in reference.conditions]
        return all(_same(value, item.value, item.grain) for value, item in found)

    def _extreme(self, state: State, entity: str, keys: list[RowKey], extreme: Extreme) -> list[RowKey]:
        table = state.rows[entity]
        values = {key: table[key][extreme.column] for key in keys if table[key].get(extreme.column) is not None}
        if len(values) < 2:
            return []
        best = (max if extreme.largest else min)(values.values())  # type: ignore[type-var]
        return [key for key, value in values.items() if value == best]

    def _offers(self, state: State, entity: str, row: Row) -> Iterator[Reference]:
        """What could be said, the shortest first: the label, the label and one more, then what else it has."""
        called, parents = self._called(state, entity, row), self._parents(state, entity, row)
        plain, times = self._others(entity, row), self._times(entity, row)
        if called is not None:
            apart = [*parents, *plain, *times]
            yield Reference(entity, (called,), True)
            yield from (Reference(entity, (called, item), True) for item in apart)
            yield from (Reference(entity, (called, *pair), True) for pair in combinations(apart[:4], 2))
            return
        yield from (Reference(entity, (item,), False) for item in [*parents, *plain])
        yield from self._extremes(state, entity, row)
        yield from (Reference(entity, (item,), False) for item in times)
        yield from (Reference(entity, pair, False) for pair in combinations([*parents, *plain, *times][:6], 2))

    def _extremes(self, state: State, entity: str, row: Row) -> Iterator[Reference]:
        columns = self._environment.entities[entity].columns
        names = [
            name
            for kind in ORDERED_KINDS
            for name, column in columns.items()
            if column.kind == kind and name in self._visible[entity] and row.get(name) is not None and not is_odd(name)
        ]
        parents = [(), *((item,) for item in self._parents(state, entity, row))]
        for name in names:
            for within in parents:
                yield from (Reference(entity, within, False, Extreme(name, largest)) for largest in (True, False))

    def _called(self, state: State, entity: str, row: Row) -> Condition | None:
        label = self._environment.entities[entity].label
        if label is None or label not in self._visible[entity]:
            return None
        found = Condition((label,), self.follow(state, entity, row, (label,)))
        return found if isinstance(found.value, str) and _speakable(found.value) else None

    def _parents(self, state: State, entity: str, row: Row) -> list[Condition]:
        """What the rows that it refers to are called."""
        found = []
        for name, column in self._environment.entities[entity].columns.items():
            if isinstance(column, ReferenceColumn) and name in self._visible[entity] and not column.hidden:
                label = self._environment.entities[column.to].label
                if label is not None and label in self._visible[column.to]:
                    found.append(Condition((name, label), self.follow(state, entity, row, (name, label))))
        return [item for item in found if isinstance(item.value, str) and _speakable(item.value)]

    def _others(self, entity: str, row: Row) -> list[Condition]:
        found = [Condition((name,), row[name]) for name in self._told(entity, row, SPOKEN_KINDS)]
        return [item for item in found if not isinstance(item.value, str) or _speakable(item.value)]

    def _times(self, entity: str, row: Row) -> list[Condition]:
        """Its dates, the days of its times, and only then its times."""
        dates = [Condition((name,), row[name]) for name in self._told(entity, row, ("date",))]
        times = self._told(entity, row, ("datetime",))
        days = [Condition((name,), str(row[name])[:10], "day") for name in times]
        return [*dates, *days, *(Condition((name,), row[name]) for name in times)]

    def _told(self, entity: str, row: Row, kinds: tuple[str, ...]) -> list[str]:
        """The visible columns of some kinds that the row has a value for, what people speak of first."""
        declared = self._environment.entities[entity]
        names = [
            name
            for kind in kinds
            for name, column in declared.columns.items()
            if column.kind == kind and name in self._visible[entity] and name != declared.label
        ]
        return sorted((name for name in names if row.get(name) is not None), key=is_odd)


def _visible(environment: Environment, entity: str) -> frozenset[str]:
    """The columns that some view of the entity shows under their own name."""
    views = environment.entities[entity].views
    fields = [field for view in views for field in view_fields(environment, entity, view)]
    return frozenset(field.path[0] for field in fields if len(field.path) == 1)


def _speakable(text: str) -> bool:
    return 0 < len(text) <= MAX_LABEL and '"' not in text and "\n" not in text


def _same(left: Value, right: Value, grain: Grain) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left[:10] == right if grain == "day" else left.casefold().strip() == right.casefold().strip()
    return left == right
