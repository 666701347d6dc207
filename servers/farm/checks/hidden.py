"""Rule (r): a hidden column is in no view and no result."""

from collections.abc import Iterator

from servers.farm import types
from servers.farm.checks.columns import columns_of, path_expression
from servers.farm.checks.rule import Subject, ToolPlace
from servers.farm.expressions import Expr, parse
from servers.farm.inference import infer_text
from servers.farm.model import Environment, ReturnStep, RowResult, RowsResult, ValueResult
from servers.farm.problems import Problem
from servers.farm.scopes import Scope
from servers.farm.views import view_fields


def leaked(subject: Subject) -> Iterator[Problem]:
    """A hidden column is in no view and no result; what is computed from it is its author's decision."""
    for name, entity in subject.environment.entities.items():
        for view in entity.views:
            for column in sorted(_shown_by(subject.environment, name, view)):
                where = f"entity '{name}', view '{view}'"
                yield Problem(where, f"shows the hidden column {column}", "remove it, or do not hide it")
    for place in subject.places:
        for text in _shown(place):
            hidden = _hidden(parse(text), place.scope)
            if hidden and infer_text(text, place.scope).kind != "boolean":
                yield Problem(place.where, f"returns the hidden column {hidden[0]}", "leave it out")


def _shown_by(environment: Environment, entity: str, view: str) -> Iterator[str]:
    scope = Scope(environment, {entity: types.row(entity)})
    for field in view_fields(environment, entity, view):
        if field.children is None:
            yield from _hidden(path_expression(entity, field.path), scope)


def _shown(place: ToolPlace) -> Iterator[str]:
    if isinstance(place.step, ReturnStep):
        for field in place.step.return_.values():
            if not isinstance(field, RowResult | RowsResult):
                yield field.value if isinstance(field, ValueResult) else field


def _hidden(expr: Expr, scope: Scope) -> list[str]:
    return [name for name in sorted(columns_of(expr, scope, computed=False)) if _is_hidden(scope.environment, name)]


def _is_hidden(environment: Environment, name: str) -> bool:
    entity, _, column_name = name.partition(".")
    column = environment.entities[entity].columns.get(column_name) if entity in environment.entities else None
    return column is not None and column.hidden
