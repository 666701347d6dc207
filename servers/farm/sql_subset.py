"""Which expressions can stand in `where`: what SQL computes with the very meaning that Python gives it (MODEL.md §1).

Parts without row columns are computed in Python and bound, so anything may stand there. Parts with row columns are
comparisons, `in`, `is None`, and/or/not, `+ - *` without rounding, a choice (`if … else`, a case map), the functions
that the function table marks for SQL, references, and questions about other rows (any, all, count, and total of
integers or money). A computed column counts as the expression behind it.
"""

from collections.abc import Callable, Iterable

from servers.farm import types
from servers.farm.expressions import (
    Arithmetic,
    Attribute,
    Call,
    CaseMap,
    Compare,
    Comprehension,
    Conditional,
    Constant,
    Expr,
    IsNone,
    Items,
    Logic,
    Name,
    Negate,
    Not,
    names,
    parse,
)
from servers.farm.functions import TABLE
from servers.farm.inference import comprehension_scope, infer, source_type
from servers.farm.model import ComputedColumn
from servers.farm.scopes import Scope, reference_of

Rows = frozenset[str]
"""The names that stand for a row of a query."""

OVER_ROWS = frozenset({"any", "all", "count", "total"})
"""Functions of a comprehension that have an SQL form."""


def in_sql_subset(expr: Expr, scope: Scope, row: str) -> bool:
    """Whether a predicate over the row called `row` (bound in `scope`) can be SQL."""
    return outside(expr, scope, frozenset({row})) is None


def outside(expr: Expr, scope: Scope, rows: Rows) -> Expr | None:
    """The first part of `expr` that has row columns and no SQL form; None if there is none."""
    if not names(expr) & rows:
        return None
    rule = _RULES.get(type(expr))
    return expr if rule is None else rule(expr, scope, rows)


def computed_expression(expr: Attribute, scope: Scope) -> tuple[str, Expr] | None:
    """(entity, expression) behind `row.column` if that column is computed."""
    base = row_type(expr.base, scope)
    entity = scope.environment.entities.get(base.entity)
    column = entity.columns.get(expr.name) if entity is not None else None
    return (base.entity, parse(column.computed)) if isinstance(column, ComputedColumn) else None


def row_type(base: Expr, scope: Scope) -> types.Type:
    """The row that a path leads to: a bound one, or one that a reference names."""
    if isinstance(base, Name):
        return scope.lookup(base.id) or types.UNKNOWN
    if isinstance(base, Attribute):
        outer = row_type(base.base, scope)
        found = reference_of(scope.environment, outer.entity, base.name) if outer.kind == "row" else None
        return types.row(found[1].to) if found else types.UNKNOWN
    return types.UNKNOWN


def _first(parts: Iterable[Expr], scope: Scope, rows: Rows) -> Expr | None:
    return next((found for part in parts if (found := outside(part, scope, rows)) is not None), None)


def _name(expr: Name, scope: Scope, _rows: Rows) -> Expr | None:
    found = scope.lookup(expr.id)
    return None if found is not None and found.kind in types.SCALARS else expr


def _attribute(expr: Attribute, scope: Scope, _rows: Rows) -> Expr | None:
    if row_type(expr.base, scope).kind != "row":
        return expr
    computed = computed_expression(expr, scope)
    if computed is None:
        return None
    entity, value = computed
    inner = Scope(scope.environment, {entity: types.row(entity)})
    return None if outside(value, inner, frozenset({entity})) is None else expr


def _arithmetic(expr: Arithmetic, scope: Scope, rows: Rows) -> Expr | None:
    if expr.op in "/%" or infer(expr, scope).kind == "inexact":
        return expr
    return _first((expr.left, expr.right), scope, rows)


def _negate(expr: Negate, scope: Scope, rows: Rows) -> Expr | None:
    return outside(expr.operand, scope, rows)


def _compare(expr: Compare, scope: Scope, rows: Rows) -> Expr | None:
    if expr.op not in ("in", "not in"):
        return _first((expr.left, expr.right), scope, rows)
    right = infer(expr.right, scope)
    if right.kind == "list" and (right.element.nullable or right.element.kind == "record"):
        return expr
    parts = expr.right.elements if isinstance(expr.right, Items) else (expr.right,)
    return _first((expr.left, *parts), scope, rows)


def _is_none(expr: IsNone, scope: Scope, rows: Rows) -> Expr | None:
    return outside(expr.operand, scope, rows)


def _logic(expr: Logic, scope: Scope, rows: Rows) -> Expr | None:
    for operand in expr.operands:
        found = outside(operand, scope, rows)
        if found is not None:
            return found
        scope = scope.narrowed(operand, expr.op == "and")
    return None


def _not(expr: Not, scope: Scope, rows: Rows) -> Expr | None:
    return outside(expr.operand, scope, rows)


def _conditional(expr: Conditional, scope: Scope, rows: Rows) -> Expr | None:
    then, otherwise = scope.narrowed(expr.test, True), scope.narrowed(expr.test, False)
    return outside(expr.test, scope, rows) or outside(expr.then, then, rows) or outside(expr.otherwise, otherwise, rows)


def _case_map(expr: CaseMap, scope: Scope, rows: Rows) -> Expr | None:
    return _first((expr.subject, *expr.results), scope, rows)


def _call(expr: Call, scope: Scope, rows: Rows) -> Expr | None:
    if expr.function in OVER_ROWS:
        argument = expr.arguments[0]
        plain = isinstance(argument, Comprehension) and len(expr.arguments) == 1
        return _over_rows(expr, argument, scope, rows) if plain and isinstance(argument, Comprehension) else expr
    if expr.function not in TABLE or not TABLE[expr.function].sql:
        return expr
    return _first(expr.arguments, scope, rows)


def _over_rows(expr: Call, inner: Comprehension, scope: Scope, rows: Rows) -> Expr | None:
    """A question about other rows, or about the elements of a list of scalars that Python computes."""
    element = source_type(inner.source, scope)
    from_list = element.kind in types.SCALARS - {"money"} and not names(inner.source) & rows
    if not from_list and not (
        element.kind == "row" and isinstance(inner.source, Name) and inner.source.id == element.entity
    ):
        return expr
    if expr.function == "total" and infer(expr, scope).kind not in ("integer", "money"):
        return expr
    within, seen = comprehension_scope(inner, scope), rows | {inner.variable}
    if inner.condition is not None:
        found = outside(inner.condition, within, seen)
        if found is not None:
            return found
        within = within.narrowed(inner.condition, True)
    return None if expr.function == "count" else outside(inner.element, within, seen)


def _constant(_expr: Constant, _scope: Scope, _rows: Rows) -> Expr | None:
    return None


_RULES: dict[type, Callable[..., Expr | None]] = {
    Name: _name,
    Attribute: _attribute,
    Constant: _constant,
    Arithmetic: _arithmetic,
    Negate: _negate,
    Compare: _compare,
    IsNone: _is_none,
    Logic: _logic,
    Not: _not,
    Conditional: _conditional,
    CaseMap: _case_map,
    Call: _call,
}
