"""What a call shows: rows through views, and values as JSON."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from math import isfinite
from typing import Any

from servers.farm import types
from servers.farm.expressions import Attribute, Expr, Name, parse
from servers.farm.inference import infer
from servers.farm.interpreter.bindings import Bindings, Evaluate, Tables
from servers.farm.interpreter.evaluation import compile_expression, followed
from servers.farm.interpreter.order import row_order
from servers.farm.interpreter.plans import Plans
from servers.farm.model import ChildList, Entity, ReturnField, RowResult, RowsResult, ValueResult
from servers.farm.scopes import Scope, reference_of
from servers.farm.state import Row

Show = Callable[[Bindings, Row], dict[str, object]]


class Views:
    """The views of an environment, each compiled when it is first shown."""

    def __init__(self, plans: Plans) -> None:
        self._environment, self._tables = plans.environment, plans
        self._known: dict[tuple[str, str], Show] = {}

    def show(self, entity: str, view: str) -> Show:
        """What a view makes of a row: JSON values by field, in the view's order."""
        if (entity, view) not in self._known:
            self._known[entity, view] = self._compiled(entity, view)
        return self._known[entity, view]

    def _compiled(self, entity: str, view: str) -> Show:
        scope = Scope(self._environment, {_ROW: types.row(entity)})
        declared = dict(_flat(self._environment.entities[entity], view))
        fields = [(name, self._field(value, entity, scope)) for name, value in declared.items()]

        def show(outer: Bindings, row: Row) -> dict[str, object]:
            names = Bindings(outer.rows, outer.actor, {_ROW: row})
            return {name: value(names) for name, value in fields}

        if self._tables.trace is None:
            return show
        note = self._tables.trace.shown(entity, view)

        def traced(outer: Bindings, row: Row) -> dict[str, object]:
            found = show(outer, row)
            note(found)
            return found

        return traced

    def _field(self, value: "Expr | ChildList", entity: str, scope: Scope) -> Evaluate:
        if isinstance(value, ChildList):
            return self._children(value, entity)
        shown = _path(value, entity, scope, self._tables)
        plain_column = isinstance(value, Name) and _attribute_kind(value, scope) in _PLAIN
        return shown if plain_column else lambda names: jsonable(shown(names))

    def _children(self, children: ChildList, parent: str) -> Evaluate:
        key = self._tables.table(parent).key_of
        child = self._tables.table(children.of)
        positions = [name for name, within in child.positions.items() if within == children.by]
        order = row_order(children.of, positions[:1], self._environment)
        show, trace = self.show(children.of, children.view), self._tables.trace
        beyond = trace.counting(f"{children.of} beyond what is shown") if trace is not None else None

        def shown(names: Bindings) -> list[dict[str, object]]:
            wanted = key(names[_ROW])[-1]
            found = [row for row in names.rows.tables[children.of].values() if row[children.by] == wanted]
            if beyond is not None:
                beyond(max(0, len(found) - children.limit))
            return [show(names, row) for row in order.sort(found)[: children.limit]]

        return shown


def _flat(entity: Entity, view: str, seen: frozenset[str] = frozenset()) -> Iterator[tuple[str, "Expr | ChildList"]]:
    """The fields of a view with the views that it names spliced in; a name that is also a column is the column."""
    columns = {*entity.columns, *([entity.key.column] if entity.key else [])}
    for item in entity.views[view]:
        if isinstance(item, dict):
            for name, value in item.items():
                yield name, value if isinstance(value, ChildList) else parse(value)
        elif item in columns:
            yield item, Name(item)
        elif item not in seen:
            yield from _flat(entity, item, seen | {view})


def _attribute_kind(expr: Name, scope: Scope) -> str:
    return infer(Attribute(Name(_ROW), expr.id), scope).kind


def _path(expr: Expr, entity: str, scope: Scope, tables: Tables) -> Evaluate:
    """A column of the row, or a path that starts with one of its references and is None where a reference is."""
    if isinstance(expr, Name):
        return compile_expression(Attribute(Name(_ROW), expr.id), scope, tables)
    if not isinstance(expr, Attribute):
        raise LookupError("a view's field is a column or a path over references")
    row, owner = _target(expr.base, entity, scope, tables)
    inner = scope.bind(_TARGET, types.row(owner))
    column = compile_expression(Attribute(Name(_TARGET), expr.name), inner, tables)

    def value(names: Bindings) -> Any:
        found = row(names)
        return None if found is None else column(Bindings(names.rows, names.actor, {_TARGET: found}))

    return value


def _target(expr: Name | Attribute, entity: str, scope: Scope, tables: Tables) -> tuple[Evaluate, str]:
    """The row that a path over references ends at, and its entity."""
    if isinstance(expr, Name):
        origin, name = (lambda names: names[_ROW]), expr.id
    else:
        origin, entity = _target(expr.base, entity, scope, tables)
        name = expr.name
    reference = reference_of(scope.environment, entity, name)
    if reference is None:
        raise LookupError(f"{entity} has no reference {name}")
    return followed(origin, reference[0], reference[1].to), reference[1].to


def compile_result(field: ReturnField, scope: Scope, tables: Tables, views: Views) -> Evaluate:
    """One field of a `return`, as JSON."""
    if isinstance(field, RowResult):
        return _row_result(field, scope, tables, views)
    if isinstance(field, RowsResult):
        show_each, rows = views.show(_entity(field.rows, scope), field.view), field.rows
        return lambda names: [show_each(names, row) for row in names[rows]]
    expr = parse(field.value if isinstance(field, ValueResult) else field)
    value, kind = compile_expression(expr, scope, tables), infer(expr, scope).kind
    if kind in _PLAIN:
        return value
    if kind == "money":
        return lambda names: None if (found := value(names)) is None else float(found)
    return lambda names: jsonable(value(names))


def _row_result(field: RowResult, scope: Scope, tables: Tables, views: Views) -> Evaluate:
    show = views.show(_entity(field.row, scope), field.view)
    row = compile_expression(Name(field.row), scope, tables)
    return lambda names: None if (found := row(names)) is None else show(names, found)


def _entity(name: str, scope: Scope) -> str:
    found = scope.lookup(name)
    if found is None:
        raise LookupError(f"there is no {name}")
    return found.entity or found.element.entity


def jsonable(value: Any) -> object:
    """A value, list or record as JSON: money as a number."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, float) and not isfinite(value):
        raise OverflowError("the result holds an infinite number")
    if isinstance(value, list | tuple):
        return [jsonable(item) for item in value]
    return {name: jsonable(item) for name, item in value.items()} if isinstance(value, dict) else value


_PLAIN = frozenset({"text", "integer", "boolean", "date", "datetime", "enum", "null"})
"""The kinds whose values are JSON as they are."""
_ROW = "shown row"
_TARGET = "row shown of"
