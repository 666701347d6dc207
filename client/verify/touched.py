"""What a tool's steps look at: the columns that its expressions read, and what each parameter is compared with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from servers.farm.expressions import (
    Attribute,
    Call,
    Compare,
    Comprehension,
    Constant,
    Expr,
    Name,
    children,
    parse,
)
from servers.farm.inference import infer
from servers.farm.mentions import own_row, step_expressions
from servers.farm.model import (
    ChildList,
    DeleteStep,
    Entity,
    Environment,
    FindStep,
    ReferenceColumn,
    ReturnStep,
    RowResult,
    RowsResult,
    SearchStep,
)
from servers.farm.places import Place, places
from servers.farm.scopes import reference_of

Column = tuple[str, str]
"""An entity and one of its columns."""
Scalar = str | int | float | bool
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Touched:
    """What decides how a tool's calls end."""

    columns: tuple[Column, ...]
    """Columns that expressions read, in order of appearance."""
    partners: Mapping[str, tuple[Column, ...]]
    """By parameter (`list_element` for one of a list): the columns that it is compared with."""
    constants: Mapping[str, tuple[Scalar, ...]]
    """By parameter: the constants that it is compared with."""
    values: Mapping[Column, tuple[Scalar, ...]]
    """By column: the constants that it is compared with."""
    shown: tuple[Column, ...]
    """Columns of the entities whose rows the tool shows."""
    found: tuple[str, ...] = ()
    """Entities whose rows are found by what they hold, not by their key."""
    lists: tuple[tuple[str, ChildList], ...] = ()
    """Entities whose rows the tool shows with a list of children."""
    near: frozenset[str] = frozenset()
    """Texts that a usual call gives: rows that hold one of them are what the tool will look at."""


def touched(environment: Environment, tool: str) -> Touched:
    """What the steps of a tool look at."""
    found = _Found(environment)
    for place in places(environment, environment.tools[tool]):
        if not isinstance(place.step, ReturnStep):
            found.see(place)
    return Touched(
        tuple(dict.fromkeys(found.columns)),
        _frozen(found.partners),
        _frozen(found.constants),
        _frozen(found.values),
        tuple((entity, name) for entity in _shown(environment, tool) for name in environment.entities[entity].columns),
        tuple(dict.fromkeys(found.sought)),
        tuple((entity, item) for entity in _shown(environment, tool) for item in _lists(environment.entities[entity])),
    )


def _lists(entity: Entity) -> Iterator[ChildList]:
    """The lists of children in the views of an entity."""
    shown = (item for view in entity.views.values() for item in view if isinstance(item, dict))
    return (value for item in shown for value in item.values() if isinstance(value, ChildList))


def _shown(environment: Environment, tool: str) -> Iterator[str]:
    """The entities of the rows that a tool returns."""
    *_, end = places(environment, environment.tools[tool])
    fields = end.step.return_.values() if isinstance(end.step, ReturnStep) else ()
    for field in fields:
        if isinstance(field, RowResult | RowsResult):
            kind = infer(parse(field.row if isinstance(field, RowResult) else field.rows), end.scope)
            yield (kind.of or kind).entity


def _frozen(found: Mapping[Key, Iterable[Value]]) -> dict[Key, tuple[Value, ...]]:
    return {key: tuple(dict.fromkeys(values)) for key, values in found.items() if values}


class _Found:
    """Collects while it walks."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.columns: list[Column] = []
        self.partners: dict[str, list[Column]] = {}
        self.constants: dict[str, list[Scalar]] = {}
        self.values: dict[Column, list[Scalar]] = {}
        self.sought: list[str] = []

    def see(self, place: Place) -> None:
        """One step."""
        rows = {name: kind.entity for name, kind in place.scope.names.items() if kind.kind == "row"}
        rows.update([own] if (own := own_row(place.step)) is not None else [])
        if isinstance(place.step, FindStep) and place.step.find.where:
            self.sought.append(place.step.find.entity)
        if isinstance(place.step, SearchStep):
            self.sought.append(place.step.search.entity)
        for text in step_expressions(place.step):
            self._walk(parse(text), rows)
        if isinstance(place.step, DeleteStep):
            doomed = place.step.delete.entity or rows.get(str(place.step.delete.row), "")
            self.columns.extend(_referring(self.environment, doomed))
        if isinstance(place.step, FindStep) and place.step.find.key is not None:
            entity = self.environment.entities[place.step.find.entity]
            if entity.key is not None:
                self._compared(
                    parse(place.step.find.key), Attribute(Name(place.step.find.name), entity.key.column), rows
                )

    def _walk(self, expr: Expr, rows: Mapping[str, str]) -> None:
        if isinstance(expr, Comprehension):
            source = expr.source.id if isinstance(expr.source, Name) else ""
            if source in self.environment.entities:
                rows = {**rows, expr.variable: source}
        if isinstance(expr, Attribute) and (column := self._column(expr, rows)) is not None:
            self.columns.append(column)
        if isinstance(expr, Compare):
            self._compared(expr.left, expr.right, rows)
            self._compared(expr.right, expr.left, rows)
        if isinstance(expr, Call) and len(expr.arguments) == 2:
            self._compared(expr.arguments[1], expr.arguments[0], rows)
        for child in children(expr):
            if not isinstance(child, Name):
                self._walk(child, rows)  # type: ignore[arg-type]

    def _compared(self, one: Expr, other: Expr, rows: Mapping[str, str]) -> None:
        """Note what one side learns from the other."""
        column = self._column(other, rows) if isinstance(other, Attribute) else None
        if isinstance(one, Name) and one.id not in rows:
            if column is not None:
                self.partners.setdefault(one.id, []).append(column)
            self.constants.setdefault(one.id, []).extend(_constants(other))
        mine = self._column(one, rows) if isinstance(one, Attribute) else None
        if mine is not None:
            self.values.setdefault(mine, []).extend(_constants(other))

    def _column(self, expr: Attribute, rows: Mapping[str, str]) -> Column | None:
        entity = self._entity(expr.base, rows)
        if not entity:
            return None
        declared = self.environment.entities[entity]
        is_key = declared.key is not None and declared.key.column == expr.name
        return (entity, expr.name) if is_key or expr.name in declared.columns else None

    def _entity(self, expr: Expr, rows: Mapping[str, str]) -> str:
        if isinstance(expr, Name):
            return rows.get(expr.id, expr.id if expr.id in self.environment.entities else "")
        if isinstance(expr, Attribute) and (outer := self._entity(expr.base, rows)):
            reference = reference_of(self.environment, outer, expr.name)
            return reference[1].to if reference is not None else ""
        return ""


def _constants(expr: Expr) -> Iterator[Scalar]:
    if isinstance(expr, Constant) and isinstance(expr.value, str | int | float) and expr.value is not None:
        yield expr.value
    for child in children(expr):
        yield from _constants(child)  # type: ignore[arg-type]


def _referring(environment: Environment, entity: str) -> Iterator[Column]:
    """The columns that refer to an entity, which what deletes its rows looks at."""
    for owner, declared in environment.entities.items():
        for name, column in declared.columns.items():
            if isinstance(column, ReferenceColumn) and column.to == entity:
                yield owner, name
