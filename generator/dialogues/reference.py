"""How a person says which row is meant: by what it is called, and by what else tells it apart.

A `Reference` is a condition on visible columns (`title` is "Buy milk", and its list is called "Groceries"); it is good
only if exactly one row of the state fits it. That count is the justification which the certificate checks again. A row
that nobody can name in words is not talked about.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from servers.farm.interpreter import Interpreter
from servers.farm.model import Environment, ReferenceColumn
from servers.farm.state import Row, RowKey, State, Value
from servers.farm.views import view_fields

MAX_LABEL = 90
"""A longer text is not what people call a thing."""
SPOKEN_KINDS = ("text", "enum", "date", "money", "datetime", "integer")
"""Kinds of columns that tell rows apart in speech, best first."""


@dataclass(frozen=True)
class Condition:
    """A visible column, or one of a referred row (`tasklist_id`, `title`), and the value that it has."""

    path: tuple[str, ...]
    value: Value


@dataclass(frozen=True)
class Reference:
    """Which row of an entity is meant, in conditions; `label` says whether the first is what it is called."""

    entity: str
    conditions: tuple[Condition, ...]
    label: bool


class Referrer:
    """Finds references to rows of one environment."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._environment = interpreter.environment
        self._visible = {name: _visible(interpreter.environment, name) for name in interpreter.environment.entities}

    def to(self, state: State, entity: str, key: RowKey) -> Reference | None:
        """The shortest reference that exactly one row of the state fits, None if there is none."""
        row = state.rows[entity].get(key)
        if row is None:
            return None
        return next((item for item in self._offers(state, entity, row) if self.fits(state, item) == [key]), None)

    def fits(self, state: State, reference: Reference) -> list[RowKey]:
        """The keys of the rows that a reference fits."""
        found = state.rows[reference.entity].items()
        return sorted(key for key, row in found if self._holds(state, reference, row))

    def _holds(self, state: State, reference: Reference, row: Row) -> bool:
        values = [self.follow(state, reference.entity, row, item.path) for item in reference.conditions]
        return all(_same(value, item.value) for value, item in zip(values, reference.conditions, strict=True))

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

    def _offers(self, state: State, entity: str, row: Row) -> Iterator[Reference]:
        """What could be said, the shortest first: the label, the label and one more, then what else it has."""
        called = [item for item in self._labels(state, entity, row) if len(item.path) == 1]
        apart = [item for item in self._labels(state, entity, row) if len(item.path) > 1] + self._others(entity, row)
        if called:
            yield Reference(entity, (called[0],), True)
            yield from (Reference(entity, (called[0], item), True) for item in apart)
            yield from (Reference(entity, (called[0], *pair), True) for pair in combinations(apart[:4], 2))
        else:
            yield from (Reference(entity, (item,), False) for item in apart)
            yield from (Reference(entity, pair, False) for pair in combinations(apart[:5], 2))

    def _labels(self, state: State, entity: str, row: Row) -> list[Condition]:
        """What the row is called, and what the rows that it refers to are called."""
        declared = self._environment.entities[entity]
        paths: list[tuple[str, ...]] = [(declared.label,)] if declared.label in self._visible[entity] else []
        for name, column in declared.columns.items():
            if isinstance(column, ReferenceColumn) and name in self._visible[entity] and not column.hidden:
                label = self._environment.entities[column.to].label
                if label is not None and label in self._visible[column.to]:
                    paths.append((name, label))
        found = [Condition(path, self.follow(state, entity, row, path)) for path in paths if path[0]]
        return [item for item in found if isinstance(item.value, str) and _speakable(item.value)]

    def _others(self, entity: str, row: Row) -> list[Condition]:
        declared = self._environment.entities[entity]
        kinds = {name: column.kind for name, column in declared.columns.items() if name in self._visible[entity]}
        found = [
            Condition((name,), row[name])
            for kind in SPOKEN_KINDS
            for name in kinds
            if kinds[name] == kind and name != declared.label and row.get(name) is not None
        ]
        return [item for item in found if not isinstance(item.value, str) or _speakable(item.value)]


def _visible(environment: Environment, entity: str) -> frozenset[str]:
    """The columns that some view of the entity shows under their own name."""
    views = environment.entities[entity].views
    fields = [field for view in views for field in view_fields(environment, entity, view)]
    return frozenset(field.path[0] for field in fields if field.children is None)


def _speakable(text: str) -> bool:
    return 0 < len(text) <= MAX_LABEL and '"' not in text and "\n" not in text


def _same(left: Value, right: Value) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left.casefold().strip() == right.casefold().strip()
    return left == right
