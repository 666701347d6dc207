"""What may be returned: rows with a view of their entity, lists of them, and values that JSON can hold."""

from collections.abc import Mapping

from servers.farm import types
from servers.farm.inference import Report, infer_text
from servers.farm.model import ReturnField, RowResult, RowsResult, ValueResult
from servers.farm.problems import did_you_mean
from servers.farm.scopes import Scope
from servers.farm.types import Type


def check_return(fields: Mapping[str, ReturnField], scope: Scope, report: Report) -> None:
    """Report every field of a `return` that cannot be shown."""
    for name, field in fields.items():
        if isinstance(field, RowResult):
            _check_row(name, scope.lookup(field.row), field.row, field.view, scope, report)
        elif isinstance(field, RowsResult):
            found = scope.lookup(field.rows)
            if found is not None and found.kind != "list":
                report(f"'{name}' returns '{field.rows}', a {found}, as rows", "write {row: …} for one row")
            else:
                _check_row(name, found.element if found else None, field.rows, field.view, scope, report)
        else:
            text = field.value if isinstance(field, ValueResult) else field
            _check_value(name, infer_text(text, scope, report), report)


def _check_row(name: str, found: Type | None, source: str, view: str, scope: Scope, report: Report) -> None:
    if found is None:
        report(f"unknown name '{source}'", did_you_mean(source, scope.known()))
    elif found.kind == "record":
        report(f"'{name}' shows records by a view", f"records have none; return {{value: {source}}}")
    elif found.kind != "row":
        report(f"'{name}' returns '{source}', a {found}, as a row", "return it as a value")
    elif found.entity in scope.environment.entities:
        views = scope.environment.entities[found.entity].views
        if view not in views:
            report(f"unknown view '{view}' of '{found.entity}'", did_you_mean(view, views))


def _check_value(name: str, found: Type, report: Report) -> None:
    element = found.element if found.kind == "list" else found
    parts = [item for _, item in element.fields] if element.kind == "record" else [element]
    for part in parts:
        if part.kind == "row":
            report(f"'{name}' returns a row as a value", "return it by a view: {row: …, view: …}")
        elif part.kind == "inexact":
            report(f"'{name}' mixes money and numbers", "wrap it in money(…) or round_half_up(…)")
        elif part.kind == "null":
            report(f"'{name}' is always None", "return a value")
        elif part.kind == "record" or (part.kind == "list" and part.element.kind not in types.SCALARS | {"unknown"}):
            report(f"'{name}' is nested too deeply", "results are at most lists of records of values and plain lists")
