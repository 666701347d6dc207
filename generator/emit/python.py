"""Expressions of the model as Python source: one rule per node, typed by `servers.farm.inference`.

Rows are attribute access, records are TypedDicts, references are looked up, computed columns are functions, and a
comprehension over an entity is a query. Where money meets a number, the number becomes the Decimal it is written as.
"""

from collections.abc import Callable
from dataclasses import replace

from generator.emit.calls import write_call
from generator.emit.negation import negated
from generator.emit.place import MONEY, Place
from generator.emit.queries import row_loop
from generator.emit.text import (
    ADD,
    AND,
    ATOM,
    COMPARE,
    CONDITIONAL,
    MULTIPLY,
    NOT,
    OR,
    UNARY,
    Code,
    literal,
)
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
from servers.farm.inference import infer
from servers.farm.model import ComputedColumn
from servers.farm.names import attribute
from servers.farm.scopes import reference_of
from servers.farm.sql_subset import row_type


def python(expr: Expr, place: Place) -> str:
    """The Python source of an expression, not in parentheses."""
    return write(expr, place).text


def python_text(text: str, place: Place) -> str:
    """The Python source of an expression given as text."""
    return python(parse(text), place)


def write(expr: Expr, place: Place) -> Code:
    """The Python source of an expression and how tightly it binds."""
    return _RULES[type(expr)](expr, place)


def write_money(expr: Expr, place: Place) -> Code:
    """The same as a Decimal, whatever kind of number it is."""
    if isinstance(expr, Constant) and isinstance(expr.value, int | float):
        return Code(f"Decimal({expr.value})" if isinstance(expr.value, int) else f'Decimal("{expr.value!r}")')
    found = write(expr, place)
    return found if infer(expr, place.scope).kind in MONEY | {"null"} else Code(f"exact({found.text})")


def write_as(expr: Expr, place: Place, money: bool) -> Code:
    """The expression, as a Decimal where its result is money."""
    return write_money(expr, place) if money and infer(expr, place.scope).kind != "null" else write(expr, place)


def _name(expr: Name, place: Place) -> Code:
    return Code(place.text(expr.id))


def _attribute(expr: Attribute, place: Place) -> Code:
    found = _column(expr, place)
    declared = infer(expr, replace(place.scope, solid=frozenset()))
    if declared.nullable and path(expr) in place.scope.solid and "(" in found.text:
        return Code(f"coalesce({found.text})")  # mypy narrows names and their attributes, but no calls
    return found


def _column(expr: Attribute, place: Place) -> Code:
    base = row_type(expr.base, place.scope)
    if base.kind != "row":
        return Code(f"{write(expr.base, place).text}[{expr.name!r}]")
    if expr.base == Name("actor") and place.may_be_nobody:
        signed_in = f"{place.module.signed_in}(db)"
        return Code(f"actor.{attribute(expr.name)} if (actor := {signed_in}) is not None else None", CONDITIONAL)
    row = row_text(expr.base, place)
    if isinstance(place.scope.environment.entities[base.entity].columns.get(expr.name), ComputedColumn):
        return Code(computed_call(place, base.entity, expr.name, row))
    return Code(f"{row}.{attribute(expr.name)}")


def computed_call(place: Place, entity: str, column: str, row: str) -> str:
    """The call of a computed column's function."""
    database = "db, " if place.module.needs_database(entity, column) else ""
    return f"{place.module.computed(entity, column)}({database}{row})"


def row_text(base: Expr, place: Place) -> str:
    """The row before a dot: a name, or what a reference leads to."""
    if not isinstance(base, Attribute):
        return write(base, place).text
    outer = row_type(base.base, place.scope)
    reference = reference_of(place.scope.environment, outer.entity, base.name)
    if reference is None:
        raise KeyError(f"{outer.entity}.{base.name} is no reference")
    column, target = reference
    row = row_text(base.base, place)
    return f"db.get({place.module.entity(target.to)}, {row}.{attribute(column)})"


def _constant(expr: Constant, _place: Place) -> Code:
    negative = isinstance(expr.value, int | float) and expr.value < 0
    return Code(literal(expr.value), UNARY if negative else ATOM)


def _negate(expr: Negate, place: Place) -> Code:
    return Code(f"-{write(expr.operand, place).at(UNARY)}", UNARY)


def _arithmetic(expr: Arithmetic, place: Place) -> Code:
    level = ADD if expr.op in "+-" else MULTIPLY
    kinds = {infer(side, place.scope).kind for side in (expr.left, expr.right)}
    left, right = (_operand(side, place, bool(kinds & MONEY)) for side in (expr.left, expr.right))
    return Code(f"{left.at(level)} {expr.op} {right.at(level + 1)}", level)


def _operand(expr: Expr, place: Place, money: bool) -> Code:
    """An operand: beside money a number becomes a Decimal, an integer may stay."""
    inexact = infer(expr, place.scope).kind == "number"
    return write_money(expr, place) if money and inexact else write(expr, place)


def _compare(expr: Compare, place: Place) -> Code:
    left, right = expr.left, expr.right
    if isinstance(left, Constant) and not isinstance(right, Constant) and expr.op in _FLIPPED:
        return _compare(Compare(_FLIPPED[expr.op], right, left), place)
    money = any(infer(side, place.scope).kind in MONEY for side in (left, right))
    if isinstance(right, Constant) and isinstance(right.value, bool) and expr.op in ("==", "!="):
        return _compare_boolean(left, right.value, expr.op == "==", place)
    first, second = _operand(left, place, money), _compared(expr.op, right, money, place)
    return Code(f"{first.at(COMPARE + 1)} {expr.op} {second.at(COMPARE + 1)}", COMPARE)


_FLIPPED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def _compared(op: str, right: Expr, money: bool, place: Place) -> Code:
    if isinstance(right, Items) and op in ("in", "not in"):
        parts = [write_as(part, place, money).text for part in right.elements]
        return Code(f"({', '.join(parts)}{',' if len(parts) == 1 else ''})")
    return _operand(right, place, money)


def _compare_boolean(operand: Expr, value: bool, equal: bool, place: Place) -> Code:
    found = write(operand, place)
    if infer(operand, place.scope).nullable:
        return Code(f"{found.at(COMPARE + 1)} {'is' if equal else 'is not'} {value}", COMPARE)
    return found if value == equal else Code(f"not {found.at(NOT)}", NOT)


def _is_none(expr: IsNone, place: Place) -> Code:
    operand = write(expr.operand, place).at(COMPARE + 1)
    return Code(f"{operand} is {'not ' if expr.negated else ''}None", COMPARE)


def _logic(expr: Logic, place: Place) -> Code:
    level = AND if expr.op == "and" else OR
    parts = []
    for operand in expr.operands:
        parts.append(write(operand, place).at(level + 1))
        place = place.narrowed(operand, expr.op == "and")
    return Code(f" {expr.op} ".join(parts), level)


def _not(expr: Not, place: Place) -> Code:
    opposite = negated(expr.operand)
    if not isinstance(opposite, Not):
        return write(opposite, place)
    return Code(f"not {write(expr.operand, place).at(NOT)}", NOT)


def _conditional(expr: Conditional, place: Place) -> Code:
    if (expr.then, expr.otherwise) == (Constant(True), Constant(False)):
        return write(expr.test, place)
    if (expr.then, expr.otherwise) == (Constant(False), Constant(True)):
        return write(Not(expr.test), place)
    money = infer(expr, place.scope).kind in MONEY
    then = write_as(expr.then, place.narrowed(expr.test, True), money).at(CONDITIONAL + 1)
    otherwise = write_as(expr.otherwise, place.narrowed(expr.test, False), money).at(CONDITIONAL)
    return Code(f"{then} if {write(expr.test, place).at(OR)} else {otherwise}", CONDITIONAL)


def _items(expr: Items, place: Place) -> Code:
    money = infer(expr, place.scope).element.kind in MONEY
    return Code(f"[{', '.join(write_as(element, place, money).text for element in expr.elements)}]")


def _formatted(expr: Formatted, place: Place) -> Code:
    slots = [(part.spec, python(part.value, place)) for part in expr.parts if isinstance(part, Slot)]
    if any('"' in text or "\\" in text or "{" in text for _, text in slots):
        return _format_call(expr, [text for _, text in slots])
    pieces = [_braced(part) if isinstance(part, Constant) else "" for part in expr.parts]
    filled = iter(slots)
    for index, part in enumerate(expr.parts):
        if isinstance(part, Slot):
            spec, text = next(filled)
            pieces[index] = f"{{{text}{':' if spec else ''}{spec}}}"
    return Code(f'f"{"".join(pieces)}"')


def _braced(part: Constant) -> str:
    """A literal part of an f-string in double quotes."""
    inner = repr("'" + str(part.value))[2:-1].replace('"', '\\"')
    return inner.replace("{", "{{").replace("}", "}}")


def _format_call(expr: Formatted, values: list[str]) -> Code:
    """The same by `format`: in Python 3.11 a slot cannot hold the quotes of its f-string."""
    parts = [
        f"{{{':' if part.spec else ''}{part.spec}}}"
        if isinstance(part, Slot)
        else str(part.value).replace("{", "{{").replace("}", "}}")
        for part in expr.parts
    ]
    return Code(f"{literal(''.join(parts))}.format({', '.join(values)})")


def _slice(expr: Slice, place: Place) -> Code:
    start, stop = ("" if bound is None else python(bound, place) for bound in (expr.start, expr.stop))
    return Code(f"{write(expr.value, place).at(ATOM)}[{start}:{stop}]")


def _case_map(expr: CaseMap, place: Place) -> Code:
    money = infer(expr, place.scope).kind in MONEY
    results = [write_as(result, place, money).text for result in expr.results]
    cases = ", ".join(f"{literal(key)}: {result}" for key, result in zip(expr.keys, results, strict=True))
    return Code(f"{{{cases}}}[{python(expr.subject, place)}]")


def _comprehension(expr: Comprehension, place: Place) -> Code:
    if expr.element == Name(expr.variable) and expr.condition is None:
        rows = row_loop(expr, place, write)
        return Code(rows.source if rows.is_query else f"list({rows.source})")
    return Code(f"[{generator(expr, place)}]")


def generator(expr: Comprehension, place: Place) -> str:
    """`element for variable in source if condition`, without brackets."""
    loop = row_loop(expr, place, write)
    kept = f" if {write(loop.condition, loop.place).at(OR)}" if loop.condition is not None else ""
    inner = loop.place if expr.condition is None else loop.place.narrowed(expr.condition, True)
    money = infer(expr.element, inner.scope).kind in MONEY
    return f"{write_as(expr.element, inner, money).text} for {loop.variable} in {loop.source}{kept}"


def _call(expr: Call, place: Place) -> Code:
    return write_call(expr, place, write, generator)


_RULES: dict[type, Callable[..., Code]] = {
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
