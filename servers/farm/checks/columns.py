"""Which columns an expression reads, computed ones followed to what they are computed from."""

from collections.abc import Iterator

from servers.farm import types
from servers.farm.expressions import Attribute, Comprehension, Expr, Name, Slot, children, parse
from servers.farm.flow import row_scope
from servers.farm.inference import comprehension_scope
from servers.farm.mentions import step_expressions
from servers.farm.model import (
    ComputedColumn,
    DeleteStep,
    Environment,
    Find,
    FindStep,
    OrderChoices,
    Search,
    SearchStep,
    UpdateStep,
)
from servers.farm.places import Place
from servers.farm.scopes import Scope, reference_of
from servers.farm.sql_subset import row_type
from servers.farm.views import view_fields

Columns = frozenset[str]
"""`entity.column`."""


def columns_of(expr: "Expr | Slot", scope: Scope, *, computed: bool = True) -> Columns:
    """The columns that an expression reads, those of references on the way too; `computed`: follow computed columns."""
    return frozenset(_columns(expr, scope, computed, frozenset()))


def _columns(expr: "Expr | Slot", scope: Scope, computed: bool, seen: Columns) -> Iterator[str]:
    if isinstance(expr, Comprehension):
        inner = comprehension_scope(expr, scope)
        parts = [expr.element, *([expr.condition] if expr.condition else [])]
        yield from _columns(expr.source, scope, computed, seen)
        for part in parts:
            yield from _columns(part, inner, computed, seen)
        return
    if isinstance(expr, Attribute):
        yield from _path(expr, scope, computed, seen)
        return
    for child in children(expr):
        yield from _columns(child, scope, computed, seen)


def _path(expr: Attribute, scope: Scope, computed: bool, seen: Columns) -> Iterator[str]:
    base = row_type(expr.base, scope)
    if isinstance(expr.base, Attribute):
        yield from _hops(expr.base, scope)
    if base.kind != "row":
        return
    name = f"{base.entity}.{expr.name}"
    yield name
    entity = scope.environment.entities.get(base.entity)
    column = entity.columns.get(expr.name) if entity else None
    if computed and isinstance(column, ComputedColumn) and name not in seen:
        own = Scope(scope.environment, {base.entity: types.row(base.entity)})
        yield from _columns(parse(column.computed), own, computed, seen | {name})


def _hops(expr: Attribute, scope: Scope) -> Iterator[str]:
    """The reference columns that a path follows."""
    outer = row_type(expr.base, scope)
    found = reference_of(scope.environment, outer.entity, expr.name)
    if found is not None:
        yield f"{outer.entity}.{found[0]}"
    if isinstance(expr.base, Attribute):
        yield from _hops(expr.base, scope)


def step_columns(place: Place) -> Columns:
    """The columns that a step's expressions, order and groups read."""
    scope, _ = looking(place)
    found = frozenset[str]().union(*(columns_of(parse(text), scope) for text in step_expressions(place.step)))
    if isinstance(place.step, FindStep):
        return found | frozenset(_ordered(place.step.find))
    return found | frozenset(_ordered(place.step.search)) if isinstance(place.step, SearchStep) else found


def _ordered(step: Find | Search) -> Iterator[str]:
    lists = step.order.choices.values() if isinstance(step.order, OrderChoices) else [step.order]
    yield from (f"{step.entity}.{name.removeprefix('-')}" for names in lists for name in names)
    if isinstance(step, Search) and step.group is not None:
        yield from (f"{step.entity}.{name}" for name in step.group.by)


def looking(place: Place) -> tuple[Scope, str]:
    """The scope of a step's expressions, and what the row that it looks at is called in them (empty if none)."""
    match place.step:
        case FindStep(find=find):
            return row_scope(find, place.scope), find.name
        case SearchStep(search=search):
            return row_scope(search, place.scope), search.entity
        case UpdateStep(update=target) | DeleteStep(delete=target) if target.entity is not None:
            return place.scope.bind(target.name, types.row(target.entity)), target.name
        case _:
            return place.scope, ""


def path_expression(entity: str, path: tuple[str, ...]) -> Expr:
    """A view's path as an expression over the row that the entity names."""
    found: Name | Attribute = Name(entity)
    for part in path:
        found = Attribute(found, part)
    return found


def view_columns(environment: Environment, entity: str, view: str, *, outermost: bool = True) -> Columns:
    """The columns that a view shows, those of child rows and behind computed columns too."""
    found: set[str] = set()
    scope = Scope(environment, {entity: types.row(entity)})
    for field in view_fields(environment, entity, view):
        if field.children is None:
            found |= columns_of(path_expression(entity, field.path), scope)
        elif field.children.of in environment.entities:
            found |= {f"{field.children.of}.{field.children.by}"}
            if outermost:  # views nest one list; another rule tells where one nests more, perhaps itself
                found |= view_columns(environment, field.children.of, field.children.view, outermost=False)
    return frozenset(found)
