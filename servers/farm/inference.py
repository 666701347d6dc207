"""The type of an expression in a scope, with null flow (MODEL.md §1, §3 (4) a and b).

`infer` never raises on a wrong expression: it reports what is wrong and answers `unknown`, which fits everywhere, so
that one mistake gives one problem.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from servers.farm import types
from servers.farm.calls import call_type
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
    parse,
    path,
)
from servers.farm.functions import TABLE
from servers.farm.model import ComputedColumn
from servers.farm.names import reference_name
from servers.farm.problems import did_you_mean
from servers.farm.scopes import Scope, column_of, reference_of
from servers.farm.types import BOOLEAN, INEXACT, INTEGER, NULL, NUMBER, NUMERIC, TEXT, TEXTUAL, UNKNOWN, Type

Report = Callable[[str, str], None]
"""Called with what is wrong and a hint."""


def silent(_what: str, _hint: str) -> None:
    """A report for callers that only want the type of an expression that was checked before."""


def infer(expr: Expr, scope: Scope, report: Report = silent) -> Type:
    """The type of `expr`; `unknown` after something was reported."""
    return _RULES[type(expr)](expr, scope, report)


def infer_text(text: str, scope: Scope, report: Report = silent) -> Type:
    """The type of an expression given as text that parses."""
    return infer(parse(text), scope, report)


def attribute_type(base: Type, name: str, scope: Scope, report: Report = silent) -> Type:
    """The type of `base.name` for a row or record."""
    if base.kind == "record":
        found = base.field(name)
        return found if found is not None else _unknown_name(name, "field", dict(base.fields), report)
    if base.kind != "row":
        if base.kind != "unknown":
            report(f"'{name}' is asked of a value of type {base}", "only rows and records have fields")
        return UNKNOWN
    return _column(base, name, scope, report)


def _column(base: Type, name: str, scope: Scope, report: Report) -> Type:
    entity = scope.environment.entities.get(base.entity)
    if entity is None:
        return UNKNOWN
    computed = entity.columns.get(name)
    if isinstance(computed, ComputedColumn):
        return _computed(f"{base.entity}.{name}", computed, scope, report)
    found = column_of(scope.environment, base.entity, name)
    if found is not None:
        return found
    known = [*entity.columns, *([entity.key.column] if entity.key else [])]
    return _unknown_name(f"{base.entity}.{name}", "column", [f"{base.entity}.{item}" for item in known], report)


def _computed(name: str, column: ComputedColumn, scope: Scope, report: Report) -> Type:
    """The type of a computed column; of what is wrong inside only a circle is told where the column is used."""
    if name in scope.computing:
        report(f"{name} {_CIRCLE}", "compute it from stored columns")
        return UNKNOWN
    entity = name.partition(".")[0]
    own = Scope(scope.environment, {entity: types.row(entity)}, computing=scope.computing | {name})

    def circles(what: str, hint: str) -> None:
        if what.endswith(_CIRCLE):
            report(what, hint)

    return infer_text(column.computed, own, circles).plain()


_CIRCLE = "is computed from itself"


def _unknown_name(name: str, noun: str, known: object, report: Report) -> Type:
    report(f"unknown {noun} '{name}'", did_you_mean(name, known))  # type: ignore[arg-type]
    return UNKNOWN


def _name(expr: Name, scope: Scope, report: Report) -> Type:
    found = scope.lookup(expr.id)
    return found if found is not None else _unknown_name(expr.id, "name", scope.known(), report)


def _attribute(expr: Attribute, scope: Scope, report: Report) -> Type:
    base = _base(expr.base, scope, report)
    if base.nullable and path(expr.base) not in scope.solid:
        report(f"'{path(expr.base)}' may be None here", f"require or test '{path(expr.base)} is not None' first")
    found = attribute_type(base, expr.name, scope, report)
    return found.required() if path(expr) in scope.solid else found


def _base(expr: Name | Attribute, scope: Scope, report: Report) -> Type:
    """The row or record before a dot; an attribute there follows a reference."""
    if isinstance(expr, Name):
        return _name(expr, scope, report)
    outer = _base(expr.base, scope, report)
    if outer.kind != "row":
        return attribute_type(outer, expr.name, scope, report)
    reference = reference_of(scope.environment, outer.entity, expr.name)
    if reference is None:
        entity = scope.environment.entities.get(outer.entity)
        columns = entity.columns.items() if entity else ()
        known = [reference_name(name) for name, column in columns if column.kind == "reference"]
        return _unknown_name(f"{expr.name}", f"reference of {outer.entity}", known, report)
    column_name, column = reference
    solid = {path(expr), f"{path(expr.base)}.{column_name}"} & scope.solid
    return types.row(column.to, nullable=column.nullable and not solid)


def _constant(expr: Constant, _scope: Scope, _report: Report) -> Type:
    value = expr.value
    if value is None:
        return NULL
    if isinstance(value, bool):
        return BOOLEAN
    if isinstance(value, str):
        return Type("enum", values=(value,))
    return INTEGER if isinstance(value, int) else NUMBER


def _negate(expr: Negate, scope: Scope, report: Report) -> Type:
    return _need(infer(expr.operand, scope, report), NUMERIC, "'-'", report).plain()


def _need(found: Type, kinds: frozenset[str], what: str, report: Report) -> Type:
    """The type if it is of these kinds and not nullable, else a report."""
    if found.kind == "unknown":
        return found
    if found.kind not in kinds:
        report(f"{what} gets a {found}", "expected " + " or ".join(sorted(kinds)))
        return UNKNOWN
    if found.nullable:
        report(f"{what} gets a value that may be None", "test 'is not None' first, or use coalesce(value, other)")
    return found.required()


def _arithmetic(expr: Arithmetic, scope: Scope, report: Report) -> Type:
    what = f"'{expr.op}'"
    kinds = NUMERIC | TEXTUAL if expr.op == "+" else NUMERIC
    left = _need(infer(expr.left, scope, report), kinds, what, report)
    right = _need(infer(expr.right, scope, report), kinds, what, report)
    if "unknown" in (left.kind, right.kind):
        return UNKNOWN
    if left.kind in TEXTUAL or right.kind in TEXTUAL:
        if left.kind in TEXTUAL and right.kind in TEXTUAL:
            return TEXT
        report(f"{what} mixes {left} and {right}", "write an f-string to put a number into a text")
        return UNKNOWN
    return _numeric_result(expr, left, right)


def _numeric_result(expr: Arithmetic, left: Type, right: Type) -> Type:
    kinds = {left.kind, right.kind}
    if "inexact" in kinds:
        return INEXACT
    if "money" in kinds:
        return _money_result(expr, left, right)
    return INTEGER if kinds == {"integer"} and expr.op != "/" else NUMBER


def _money_result(expr: Arithmetic, left: Type, right: Type) -> Type:
    scale = max(side.scale for side in (left, right) if side.kind == "money")
    exact_sum = expr.op in "+-" and (left.kind == right.kind or Constant(0) in (expr.left, expr.right))
    exact_product = expr.op == "*" and "integer" in (left.kind, right.kind)
    return replace(types.MONEY, scale=scale) if exact_sum or exact_product else INEXACT


def _compare(expr: Compare, scope: Scope, report: Report) -> Type:
    left, right = infer(expr.left, scope, report), infer(expr.right, scope, report)
    if expr.op in ("in", "not in"):
        _check_in(left, right, report)
    elif expr.op in ("==", "!="):
        if not _comparable(expr, left, right):
            report(f"{left} is compared with {right}", "they are never equal; compare values of one kind")
    else:
        _need(left, types.ORDERED, f"'{expr.op}'", report)
        _need(right, types.ORDERED, f"'{expr.op}'", report)
        if not _comparable(expr, left, right):
            report(f"{left} is ordered against {right}", "order values of one kind; wrap numbers in money(…)")
    return BOOLEAN


def _comparable(expr: Compare, left: Type, right: Type) -> bool:
    if types.comparable(left, right):
        return True
    return any(literal_fits(constant, other) for constant, other in ((expr.left, right), (expr.right, left)))


def literal_fits(expr: Expr, other: Type) -> bool:
    """A number beside money, or a text that is a date or time beside one."""
    if not isinstance(expr, Constant):
        return False
    if isinstance(expr.value, str) and other.kind in ("date", "datetime"):
        return _is_moment(expr.value, other.kind)
    numeric = isinstance(expr.value, int | float) and not isinstance(expr.value, bool)
    return numeric and other.kind in ("money", "inexact")


def _is_moment(text: str, kind: str) -> bool:
    try:
        if kind == "date":
            return date.fromisoformat(text).isoformat() == text
        return datetime.fromisoformat(text).strftime("%Y-%m-%dT%H:%M:%SZ") == text
    except ValueError:
        return False


def _check_in(left: Type, right: Type, report: Report) -> None:
    if right.nullable:
        report("'in' looks into something that may be None", "test 'is not None' first")
    if right.kind == "list":
        if right.of is not None and not types.comparable(left, right.element):
            report(f"{left} is looked for in a {right}", "the list holds other values")
    elif right.kind in TEXTUAL:
        _need(left, TEXTUAL, "'in'", report)
    elif right.kind != "unknown":
        report(f"'in' looks into a {right}", "the right side is a list or a text")


def _is_none(expr: IsNone, scope: Scope, report: Report) -> Type:
    found = infer(expr.operand, scope, report)
    if not found.nullable and found.kind != "unknown":
        report(f"'{path(expr.operand) or 'the value'}' is never None", "remove the test")
    return BOOLEAN


def _logic(expr: Logic, scope: Scope, report: Report) -> Type:
    for operand in expr.operands:
        _need(infer(operand, scope, report), frozenset({"boolean"}), f"'{expr.op}'", report)
        scope = scope.narrowed(operand, expr.op == "and")
    return BOOLEAN


def _not(expr: Not, scope: Scope, report: Report) -> Type:
    _need(infer(expr.operand, scope, report), frozenset({"boolean"}), "'not'", report)
    return BOOLEAN


def _conditional(expr: Conditional, scope: Scope, report: Report) -> Type:
    _need(infer(expr.test, scope, report), frozenset({"boolean"}), "'if'", report)
    then = infer(expr.then, scope.narrowed(expr.test, True), report)
    otherwise = infer(expr.otherwise, scope.narrowed(expr.test, False), report)
    return _join_all([(expr.then, then), (expr.otherwise, otherwise)], "'if … else'", report)


def _join_all(parts: list[tuple[Expr, Type]], what: str, report: Report) -> Type:
    """The common type; a literal 0 counts as money beside money."""
    found = [item for expr, item in parts if expr != Constant(0)] or [item for _, item in parts]
    result = found[0]
    for item in found[1:]:
        joined = types.join(result, item)
        if joined is None:
            report(f"{what} gives {result} or {item}", "give values of one kind")
            return UNKNOWN
        result = joined
    if len(found) < len(parts) and result.kind not in NUMERIC | {"unknown", "null"}:
        report(f"{what} gives {result} or 0", "give values of one kind")
    return result


def _items(expr: Items, scope: Scope, report: Report) -> Type:
    if not expr.elements:
        return Type("list")
    parts = [(element, infer(element, scope, report)) for element in expr.elements]
    if {"integer", "number"} <= {found.kind for _, found in parts}:
        report("a list mixes integers and numbers", "write whole numbers with a point: 1.0")
    return types.list_of(_join_all(parts, "a list", report))


def _formatted(expr: Formatted, scope: Scope, report: Report) -> Type:
    for part in expr.parts:
        if isinstance(part, Slot):
            what = f"the format ':{part.spec}'" if part.spec else "a formatted text"
            _need(infer(part.value, scope, report), _formattable(part.spec), what, report)
    return TEXT


def _formattable(spec: str) -> frozenset[str]:
    """The kinds that a format takes: `f` forms every number, the other forms integers only."""
    if not spec:
        return types.SCALARS
    return frozenset({"integer", "number", "money"} if spec.endswith("f") else {"integer"})


def _slice(expr: Slice, scope: Scope, report: Report) -> Type:
    for bound in (expr.start, expr.stop):
        if bound is not None:
            _need(infer(bound, scope, report), frozenset({"integer"}), "a slice", report)
    value = _need(infer(expr.value, scope, report), TEXTUAL | {"list"}, "a slice", report)
    return TEXT if value.kind in TEXTUAL else value.plain()


def _case_map(expr: CaseMap, scope: Scope, report: Report) -> Type:
    subject = _need(infer(expr.subject, scope, report), frozenset({"enum"}), "a case map", report)
    if subject.kind == "enum" and set(subject.values) != set(expr.keys):
        report(f"a case map has the keys {', '.join(expr.keys)}", "its keys are exactly: " + ", ".join(subject.values))
    return _join_all([(item, infer(item, scope, report)) for item in expr.results], "a case map", report)


def source_type(source: Expr, scope: Scope, report: Report = silent) -> Type:
    """The element type of a comprehension's source: a list in scope, else an entity's rows."""
    if isinstance(source, Name):
        bound = scope.lookup(source.id)
        entity = scope.environment.entities.get(source.id)
        if (bound is None or bound.kind != "list") and entity is not None and not entity.singleton:
            return types.row(source.id)
    found = infer(source, scope, report)
    if found.nullable:
        report("a comprehension runs over a list that may be None", "test 'is not None' first")
    if found.kind not in ("list", "unknown"):
        report(f"a comprehension runs over a {found}", "the source is a list or an entity")
        return UNKNOWN
    return found.element


def comprehension_scope(expr: Comprehension, scope: Scope, report: Report = silent) -> Scope:
    """The scope of a comprehension's condition."""
    return scope.bind(expr.variable, source_type(expr.source, scope, report))


def _comprehension(expr: Comprehension, scope: Scope, report: Report) -> Type:
    inner = comprehension_scope(expr, scope, report)
    if expr.condition is not None:
        _need(infer(expr.condition, inner, report), frozenset({"boolean"}), "a comprehension's 'if'", report)
        inner = inner.narrowed(expr.condition, True)
    return types.list_of(infer(expr.element, inner, report))


def _call(expr: Call, scope: Scope, report: Report) -> Type:
    if expr.function not in TABLE:
        return _unknown_name(expr.function, "function", TABLE, report)
    return call_type(expr, [infer(argument, scope, report) for argument in expr.arguments], report)


_RULES: dict[type, Callable[..., Type]] = {
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
