"""Expressions as closures: each node is compiled once, into a function from the names of a call to a value.

A closure takes `Bindings`, the names that a call knows at that moment, and through them sees the call's rows. Static
types decide at compile time what Python does not: where money meets other numbers (then everything is Decimal), what
a dot means (column, computed column, reference, field of a record) and whether a comprehension runs over rows.
"""

import operator
from collections.abc import Callable
from functools import reduce
from typing import Any

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
    Formatted,
    IsNone,
    Items,
    Logic,
    Name,
    Negate,
    Not,
    Slice,
    Slot,
)
from servers.farm.inference import comprehension_scope, infer, source_type
from servers.farm.interpreter.bindings import Bindings, Evaluate, Tables
from servers.farm.interpreter.functions import BODIES, exact, money, total
from servers.farm.model import ComputedColumn
from servers.farm.scopes import Scope, reference_of


def compile_expression(expr: Expr, scope: Scope, tables: Tables) -> Evaluate:
    """The closure of an expression that `scope` types."""
    return _RULES[type(expr)](expr, scope, tables)


def _beside(expr: Expr, money_like: bool, scope: Scope, tables: Tables) -> Evaluate:
    """The same; beside money a constant is an amount too, so that the literal 0 counts as money."""
    if money_like and isinstance(expr, Constant) and isinstance(expr.value, int | float):
        amount = exact(expr.value)
        return lambda _: amount
    return compile_expression(expr, scope, tables)


def _is_money(*found: types.Type) -> bool:
    return any(item.kind in ("money", "inexact") for item in found)


# --- names and columns ----------------------------------------------------------------------------------------------


def _constant(expr: Constant, _scope: Scope, _tables: Tables) -> Evaluate:
    value = expr.value
    return lambda _: value


def _name(expr: Name, scope: Scope, _tables: Tables) -> Evaluate:
    name = expr.id
    if name in scope.names:
        return operator.itemgetter(name)
    if name == "actor":
        return lambda names: names.actor
    return lambda names: names.rows.singleton(name)


def _attribute(expr: Attribute, scope: Scope, tables: Tables) -> Evaluate:
    base, entity = _row(expr.base, scope, tables)
    column = expr.name
    if entity and isinstance(tables.table(entity).entity.columns.get(column), ComputedColumn):
        computed = tables.computed(entity, column)
        return lambda names: computed(base(names), names)
    if isinstance(expr.base, Name) and expr.base.id in scope.names:
        row = expr.base.id
        return lambda names: names[row][column]
    return lambda names: None if (found := base(names)) is None else found[column]


def _row(expr: Name | Attribute, scope: Scope, tables: Tables) -> tuple[Evaluate, str]:
    """The row before a dot, with its entity; a record has none."""
    if isinstance(expr, Name):
        return _name(expr, scope, tables), infer(expr, scope).entity
    outer, entity = _row(expr.base, scope, tables)
    if not entity:
        field = expr.name
        return (lambda names: outer(names)[field]), infer(expr, scope).entity
    reference = reference_of(scope.environment, entity, expr.name)
    if reference is None:
        raise LookupError(f"{entity} has no reference {expr.name}")
    return followed(outer, reference[0], reference[1].to), reference[1].to


def followed(row: Evaluate, column: str, to: str) -> Evaluate:
    """The row that a reference column of `row` points to; None if it is null."""

    def follow(names: Bindings) -> Any:
        origin = row(names)
        return None if origin is None else names.rows.tables[to].get((origin[column],))

    return follow


# --- operators ------------------------------------------------------------------------------------------------------


def _negate(expr: Negate, scope: Scope, tables: Tables) -> Evaluate:
    operand = compile_expression(expr.operand, scope, tables)
    return lambda names: -operand(names)


_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "%": operator.mod,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda item, items: item in items,
    "not in": lambda item, items: item not in items,
}


def _arithmetic(expr: Arithmetic, scope: Scope, tables: Tables) -> Evaluate:
    kinds = infer(expr.left, scope), infer(expr.right, scope)
    left, right = (_beside(side, _is_money(*kinds), scope, tables) for side in (expr.left, expr.right))
    apply = _OPERATORS[expr.op]
    if _is_money(*kinds) and any(item.kind == "number" for item in kinds):
        return lambda names: apply(exact(left(names)), exact(right(names)))
    return lambda names: apply(left(names), right(names))


def _compare(expr: Compare, scope: Scope, tables: Tables) -> Evaluate:
    kinds = infer(expr.left, scope), infer(expr.right, scope)
    left, right = (_beside(side, _is_money(*kinds), scope, tables) for side in (expr.left, expr.right))
    apply = _OPERATORS[expr.op]
    if tables.trace is not None:
        apply = tables.trace.comparing(apply, ordered=expr.op in ("<", "<=", ">", ">="))
    if expr.op in ("==", "!=") and any(item.kind == "list" for item in kinds):
        return lambda names: apply(_frozen(left(names)), _frozen(right(names)))
    return lambda names: apply(left(names), right(names))


def _frozen(value: Any) -> Any:
    """A list as a tuple, so that the two compare."""
    return tuple(value) if isinstance(value, list) else value


def _is_none(expr: IsNone, scope: Scope, tables: Tables) -> Evaluate:
    operand = compile_expression(expr.operand, scope, tables)
    found: Evaluate = lambda names: operand(names) is None  # noqa: E731
    if expr.negated:
        found = lambda names: operand(names) is not None  # noqa: E731
    return found if tables.trace is None else tables.trace.truth(found)


def _logic(expr: Logic, scope: Scope, tables: Tables) -> Evaluate:
    operands = [compile_expression(operand, scope, tables.untraced) for operand in expr.operands]
    found = reduce(_both if expr.op == "and" else _either, operands)
    if (trace := tables.trace) is None:
        return found
    telling = [compile_expression(operand, scope, tables) for operand in expr.operands]
    note = trace.deciding(telling, alone=expr.op == "and")

    def traced(names: Bindings) -> Any:
        note(names)
        return found(names)

    return traced


def _both(left: Evaluate, right: Evaluate) -> Evaluate:
    return lambda names: left(names) and right(names)


def _either(left: Evaluate, right: Evaluate) -> Evaluate:
    return lambda names: left(names) or right(names)


def _not(expr: Not, scope: Scope, tables: Tables) -> Evaluate:
    operand = compile_expression(expr.operand, scope, tables)
    return lambda names: not operand(names)


def _conditional(expr: Conditional, scope: Scope, tables: Tables) -> Evaluate:
    amounts = _is_money(infer(expr, scope))
    test = compile_expression(expr.test, scope, tables)
    then, otherwise = (_beside(branch, amounts, scope, tables) for branch in (expr.then, expr.otherwise))
    return lambda names: then(names) if test(names) else otherwise(names)


# --- texts and lists ------------------------------------------------------------------------------------------------


def _items(expr: Items, scope: Scope, tables: Tables) -> Evaluate:
    amounts = _is_money(infer(expr, scope).element)
    elements = [_beside(element, amounts, scope, tables) for element in expr.elements]
    return lambda names: tuple([element(names) for element in elements])


def _formatted(expr: Formatted, scope: Scope, tables: Tables) -> Evaluate:
    parts = [_slot(part, scope, tables) for part in expr.parts]
    return lambda names: "".join([part(names) for part in parts])


def _slot(part: Constant | Slot, scope: Scope, tables: Tables) -> Evaluate:
    if isinstance(part, Constant):
        return _constant(part, scope, tables)
    value, spec = compile_expression(part.value, scope, tables), part.spec
    return lambda names: format(value(names), spec)


def _slice(expr: Slice, scope: Scope, tables: Tables) -> Evaluate:
    value = compile_expression(expr.value, scope, tables)
    start, stop = (_bound(bound, scope, tables) for bound in (expr.start, expr.stop))
    return lambda names: value(names)[start(names) : stop(names)]


def _bound(expr: Expr | None, scope: Scope, tables: Tables) -> Evaluate:
    return compile_expression(expr or Constant(None), scope, tables)


def _case_map(expr: CaseMap, scope: Scope, tables: Tables) -> Evaluate:
    amounts = _is_money(infer(expr, scope))
    results = [_beside(result, amounts, scope, tables) for result in expr.results]
    cases = dict(zip(expr.keys, results, strict=True))
    subject = compile_expression(expr.subject, scope, tables)
    return lambda names: cases[subject(names)](names)


# --- comprehensions and calls ---------------------------------------------------------------------------------------


def _comprehension(expr: Comprehension, scope: Scope, tables: Tables, ordered: bool = True) -> Evaluate:
    """A list; over an entity in the order of its keys, unless the order cannot be told."""
    source = _source(expr.source, scope, tables, ordered)
    inner = comprehension_scope(expr, scope)
    element = compile_expression(expr.element, inner, tables)
    condition = compile_expression(expr.condition or Constant(True), inner, tables)
    variable, row = expr.variable, infer(expr.element, inner).entity

    def comprehend(outer: Bindings) -> list[Any]:
        names, found = outer.inner(), []
        for item in source(outer):
            names[variable] = item
            if condition(names):
                found.append(element(names))
        return [names.rows.own(row, item) for item in found] if row in names.rows.changing else found

    return comprehend


def _source(source: Expr, scope: Scope, tables: Tables, ordered: bool) -> Evaluate:
    if isinstance(source, Name):
        bound = scope.lookup(source.id)
        if bound is None or bound.kind != "list":
            name = source.id
            if not source_type(source, scope).entity:
                raise LookupError(f"there is no list {name}")
            return (
                (lambda names: names.rows.ordered(name))
                if ordered
                else (lambda names: names.rows.tables[name].values())
            )
    return compile_expression(source, scope, tables)


def _call(expr: Call, scope: Scope, tables: Tables) -> Evaluate:
    special = _SPECIAL.get(expr.function)
    if special is not None:
        return special(expr, scope, tables)
    amounts = _is_money(infer(expr, scope)) and expr.function in ("min", "max")
    arguments = [_beside(argument, amounts, scope, tables) for argument in expr.arguments]
    body = BODIES[expr.function]
    if len(arguments) == 1:
        only = arguments[0]
        return lambda names: body(only(names))
    if len(arguments) == 2:
        first, second = arguments
        return lambda names: body(first(names), second(names))
    return lambda names: body(*[argument(names) for argument in arguments])


def rounded_money(argument: Evaluate, scale: int) -> Evaluate:
    """`money(argument)` where it is stored in a column with `scale` decimals."""
    return lambda names: money(argument(names), scale)


def _now(_expr: Call, _scope: Scope, _tables: Tables) -> Evaluate:
    return lambda names: names.rows.clock


def _today(_expr: Call, _scope: Scope, _tables: Tables) -> Evaluate:
    return lambda names: names.rows.clock[:10]


def _over_list(expr: Call, scope: Scope, tables: Tables) -> Evaluate:
    """`count`, `any` and `all`, for which the order of the elements makes no difference."""
    source = expr.arguments[0]
    body = _OF_LISTS[expr.function]
    if isinstance(source, Comprehension):
        items = _comprehension(source, scope, tables, ordered=False)
    else:
        items = compile_expression(source, scope, tables)
    return lambda names: body(items(names))


def _total(expr: Call, scope: Scope, tables: Tables) -> Evaluate:
    items = compile_expression(expr.arguments[0], scope, tables)
    found = infer(expr, scope)
    if found.kind == "money":
        return lambda names: money(total(items(names)), found.scale)
    return lambda names: total(items(names))


def _coalesce(expr: Call, scope: Scope, tables: Tables) -> Evaluate:
    amounts = _is_money(infer(expr, scope))
    arguments = [_beside(argument, amounts, scope, tables) for argument in expr.arguments]

    def coalesce(names: Bindings) -> Any:
        for argument in arguments:
            if (value := argument(names)) is not None:
                return value
        return None

    return coalesce


_OF_LISTS: dict[str, Callable[[Any], Any]] = {"count": len, "any": any, "all": all}
_SPECIAL: dict[str, Callable[[Call, Scope, Tables], Evaluate]] = {
    "now": _now,
    "today": _today,
    "count": _over_list,
    "any": _over_list,
    "all": _over_list,
    "total": _total,
    "coalesce": _coalesce,
}

_RULES: dict[type, Callable[..., Evaluate]] = {
    Name: _name,
    Attribute: _attribute,
    Constant: _constant,
    Negate: _negate,
    Arithmetic: _arithmetic,
    Compare: _compare,
    IsNone: _is_none,
    Logic: _logic,
    Not: _not,
    Conditional: _conditional,
    Items: _items,
    Formatted: _formatted,
    Slice: _slice,
    CaseMap: _case_map,
    Comprehension: _comprehension,
    Call: _call,
}
