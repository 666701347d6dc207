"""Predicates over rows as SQL with bound values (MODEL.md §1, "One meaning").

Parts without row columns are Python expressions, bound to a `?`; short constants of the environment stand in the text.
What has row columns is in the subset of `servers.farm.sql_subset`. Money is compared in minor units. `==` and `!=` of
what may be None are `IS` and `IS NOT`; `in` never answers NULL. A comprehension is a correlated subquery, a reference
a subselect, a computed column the expression behind it.
"""

from collections.abc import Callable

from generator.emit.negation import negated
from generator.emit.place import Place
from generator.emit.sql_columns import column, element
from generator.emit.sql_parts import (
    ADD,
    AND,
    ATOM,
    COMPARE,
    JOIN,
    MULTIPLY,
    NOT,
    OR,
    Rows,
    Sql,
    Writer,
    bound,
    listing,
    values_of,
)
from generator.emit.sql_questions import over_rows
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
)
from servers.farm.inference import infer


def predicate(expr: Expr, row: str, place: Place, write: Writer) -> Sql:
    """The SQL of a condition over the row called `row`, whose scope binds it."""
    return Rows(place, write, _write, {row: ""}, place.scope.solid).sql(expr)


def _write(expr: Expr, rows: Rows) -> Sql:
    return _RULES[type(expr)](expr, rows)


def _negate(expr: Negate, rows: Rows) -> Sql:
    operand = rows.sql(expr.operand)
    return Sql(f"-{operand.at(ATOM)}", ATOM, operand.values)


def _arithmetic(expr: Arithmetic, rows: Rows) -> Sql:
    scale = rows.scale(expr.left, expr.right)
    textual = infer(expr, rows.scope).kind == "text"
    level = JOIN if textual else ADD if expr.op in "+-" else MULTIPLY
    left, right = (_factor(side, expr.op, scale, rows) for side in (expr.left, expr.right))
    op = "||" if textual else expr.op
    return Sql(f"{left.at(level)} {op} {right.at(level + 1)}", level, values_of(left, right))


def _factor(expr: Expr, op: str, scale: int | None, rows: Rows) -> Sql:
    counted = op == "*" and infer(expr, rows.scope).kind == "integer"
    return rows.sql(expr, None if counted else scale)


def _compare(expr: Compare, rows: Rows) -> Sql:
    if expr.op in ("in", "not in"):
        return _contained(expr, rows)
    if isinstance(expr.right, Constant) and isinstance(expr.right.value, bool):
        return _compare_boolean(expr, rows)
    scale = rows.scale(expr.left, expr.right)
    left, right = rows.sql(expr.left, scale), rows.sql(expr.right, scale)
    nullable = any(infer(side, rows.scope).nullable for side in (expr.left, expr.right))
    op = (_NULLABLE_OPS if nullable else _OPS).get(expr.op, expr.op)
    return Sql(f"{left.at(COMPARE + 1)} {op} {right.at(COMPARE + 1)}", COMPARE, values_of(left, right))


_OPS = {"==": "=", "!=": "<>"}
_NULLABLE_OPS = {"==": "IS", "!=": "IS NOT"}


def _compare_boolean(expr: Compare, rows: Rows) -> Sql:
    operand = rows.sql(expr.left)
    if infer(expr.left, rows.scope).nullable:
        value = "TRUE" if expr.right == Constant(True) else "FALSE"
        op = _NULLABLE_OPS[expr.op]
        return Sql(f"{operand.at(COMPARE + 1)} {op} {value}", COMPARE, operand.values)
    return operand if expr.right == Constant(expr.op == "==") else Sql(f"NOT {operand.at(NOT)}", NOT, operand.values)


def _contained(expr: Compare, rows: Rows) -> Sql:
    left, right = infer(expr.left, rows.scope), infer(expr.right, rows.scope)
    found = _in_list(expr, rows) if right.kind == "list" else _in_text(expr, rows)
    if not left.nullable:
        return found
    known = rows.sql(IsNone(expr.left, negated=expr.op == "in"))
    word, level = ("AND", AND) if expr.op == "in" else ("OR", OR)
    return Sql(f"{known.text} {word} {found.at(level + 1)}", level, values_of(known, found))


def _in_list(expr: Compare, rows: Rows) -> Sql:
    elements = expr.right.elements if isinstance(expr.right, Items) else ()
    scale = rows.scale(expr.left, *elements)
    left = rows.sql(expr.left, scale)
    if isinstance(expr.right, Items):
        inside = listing([rows.sql(part, scale) for part in expr.right.elements])
    else:
        listed = rows.sql(expr.right)
        inside = Sql(f"SELECT value FROM json_each({listed.text})", ATOM, listed.values)  # noqa: S608
    word = "IN" if expr.op == "in" else "NOT IN"
    return Sql(f"{left.at(COMPARE + 1)} {word} ({inside.text})", COMPARE, values_of(left, inside))


def _in_text(expr: Compare, rows: Rows) -> Sql:
    text, part = rows.sql(expr.right), rows.sql(expr.left)
    op = ">" if expr.op == "in" else "="
    return Sql(f"instr({text.text}, {part.text}) {op} 0", COMPARE, values_of(text, part))


def _is_none(expr: IsNone, rows: Rows) -> Sql:
    operand = rows.sql(expr.operand)
    return Sql(f"{operand.at(COMPARE + 1)} IS {'NOT ' if expr.negated else ''}NULL", COMPARE, operand.values)


def _logic(expr: Logic, rows: Rows) -> Sql:
    level = AND if expr.op == "and" else OR
    parts: list[Sql] = []
    for operand in expr.operands:
        parts.append(rows.sql(operand))
        rows = rows.narrowed(operand, expr.op == "and")
    text = f" {expr.op.upper()} ".join(part.at(level + 1) for part in parts)
    return Sql(text, level, values_of(*parts))


def _not(expr: Not, rows: Rows) -> Sql:
    opposite = negated(expr.operand)
    if not isinstance(opposite, Not):
        return rows.sql(opposite)
    operand = rows.sql(expr.operand)
    return Sql(f"NOT {operand.at(NOT)}", NOT, operand.values)


def _conditional(expr: Conditional, rows: Rows) -> Sql:
    scale = rows.scale(expr)
    test = rows.sql(expr.test)
    then = rows.narrowed(expr.test, True).sql(expr.then, scale)
    other = rows.narrowed(expr.test, False).sql(expr.otherwise, scale)
    return Sql(f"CASE WHEN {test.text} THEN {then.text} ELSE {other.text} END", ATOM, values_of(test, then, other))


def _case_map(expr: CaseMap, rows: Rows) -> Sql:
    scale = rows.scale(expr)
    subject = rows.sql(expr.subject)
    keys = [bound(Constant(key), rows) for key in expr.keys]
    results = [rows.sql(result, scale) for result in expr.results]
    cases = [f"WHEN {key.text} THEN {result.text}" for key, result in zip(keys, results, strict=True)]
    values = values_of(subject, *(part for pair in zip(keys, results, strict=True) for part in pair))
    return Sql(f"CASE {subject.at(COMPARE + 1)} {' '.join(cases)} END", ATOM, values)


def _call(expr: Call, rows: Rows) -> Sql:
    argument = expr.arguments[0] if expr.arguments else expr
    if isinstance(argument, Comprehension):
        return over_rows(expr.function, argument, rows)
    inside = listing([rows.sql(item) for item in expr.arguments])
    return Sql(f"{expr.function}({inside.text})", ATOM, inside.values)


_RULES: dict[type, Callable[..., Sql]] = {
    Name: element,
    Attribute: column,
    Negate: _negate,
    Arithmetic: _arithmetic,
    Compare: _compare,
    IsNone: _is_none,
    Logic: _logic,
    Not: _not,
    Conditional: _conditional,
    CaseMap: _case_map,
    Call: _call,
}
