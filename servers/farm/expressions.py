"""The expression language of the behaviour model: Python syntax, parsed into a closed set of nodes (`nodes`).

Nothing is ever evaluated here. `parse` reads a text with `ast.parse` and accepts only what MODEL.md §1 lists; every
other construct (calls of unknown names, attributes of calls, dunder names, nested comprehensions, powers, lambdas,
subscripts other than slices and case maps, …) is refused with a reason. What the nodes mean is decided in three
places that share nothing but these nodes: the type rules (`inference`), the interpreter and the emitter.
"""

import ast
import keyword
import re
from collections.abc import Callable
from functools import lru_cache
from warnings import catch_warnings, simplefilter

from servers.farm.nodes import (
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
    children,
    names,
    path,
    walk,
)

__all__ = [
    "FORMAT_SPECS",
    "MAX_DEPTH",
    "MAX_INTEGER",
    "MAX_LENGTH",
    "NO_EXPRESSION",
    "Arithmetic",
    "Attribute",
    "Call",
    "CaseMap",
    "Compare",
    "Comprehension",
    "Conditional",
    "Constant",
    "Expr",
    "ExpressionError",
    "Formatted",
    "IsNone",
    "Items",
    "Logic",
    "Name",
    "Negate",
    "Not",
    "Slice",
    "Slot",
    "children",
    "names",
    "parse",
    "path",
    "walk",
]

NO_EXPRESSION = "not an expression"
MAX_LENGTH = 2_000
MAX_DEPTH = 24
MAX_INTEGER = 2**53
FORMAT_SPECS = frozenset({"", ".0f", ".1f", ".2f", ",.0f", ",.2f", "02d", "03d", "04d", "05d", "06d", "d", ",", ",d"})


class ExpressionError(ValueError):
    """A text that is not an expression of the language; the message says which part and why."""


@lru_cache(maxsize=16_384)
def parse(text: str) -> Expr:
    """The expression that `text` writes, or `ExpressionError`."""
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"longer than {MAX_LENGTH} characters")
    if any(map(keyword.iskeyword, text.split("."))) and _PATH.fullmatch(text):
        return _reserved_path(text.split("."))
    try:
        with catch_warnings():
            simplefilter("error")  # what Python only warns of ('\\d', 1if) it will refuse one day
            tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ExpressionError(f"{NO_EXPRESSION}: {text!r}") from error
    return _convert(tree.body, 0)


_PATH = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,3}")


def _reserved_path(parts: list[str]) -> Expr:
    """A path alone, as views and details write it, may have columns that are words of Python: `order.from`."""
    found: Name | Attribute = Name(parts[0])
    for part in parts[1:]:
        found = Attribute(found, part)
    return found


_ARITHMETIC = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Mod: "%"}
_COMPARE = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
}


def _convert(node: ast.expr, depth: int) -> Expr:
    if depth > MAX_DEPTH:
        raise ExpressionError(f"nested deeper than {MAX_DEPTH}")
    rule = _RULES.get(type(node))
    if rule is None:
        raise ExpressionError(f"{type(node).__name__} is not part of the language: {_shown(node)}")
    return rule(node, depth + 1)


def _shown(node: ast.expr) -> str:
    """The beginning of a part as it was written; a part may be too deep for `ast` to write it down."""
    try:
        return ast.unparse(node)[:60]
    except RecursionError:
        return "…"


def _name(node: ast.Name, _depth: int) -> Expr:
    return Name(_plain(node.id))


def _plain(name: str) -> str:
    """The declared name: a word of Python (`from`, `class`) is written `from_` in expressions, as in emitted code."""
    if name.startswith("_") or not name.isascii():
        raise ExpressionError(f"the name '{name}' is not allowed")
    return name[:-1] if name.endswith("_") and keyword.iskeyword(name[:-1]) else name


def _attribute(node: ast.Attribute, depth: int) -> Expr:
    base = _convert(node.value, depth)
    if not isinstance(base, Name | Attribute):
        raise ExpressionError("only rows have columns: " + _shown(node))
    if isinstance(base, Attribute) and isinstance(base.base, Attribute) and isinstance(base.base.base, Attribute):
        raise ExpressionError("at most two references are followed: " + _shown(node))
    return Attribute(base, _plain(node.attr))


def _constant(node: ast.Constant, _depth: int) -> Expr:
    value = node.value
    if value is not None and not isinstance(value, str | int | float | bool):
        raise ExpressionError(f"{type(value).__name__} constants are not part of the language")
    if isinstance(value, str):
        return Constant(_kept(value))
    if isinstance(value, int) and abs(value) > MAX_INTEGER:
        raise ExpressionError("an integer beyond 2**53")
    if isinstance(value, float) and (value != value or abs(value) > 1e15):
        raise ExpressionError("a number beyond 1e15")
    return Constant(value)


def _kept(text: str) -> str:
    """A text that a database and a file can hold."""
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ExpressionError("a text has no NUL character and no unpaired surrogate")
    return text


def _unary(node: ast.UnaryOp, depth: int) -> Expr:
    operand = _convert(node.operand, depth)
    if isinstance(node.op, ast.Not):
        return Not(operand)
    if isinstance(node.op, ast.USub):
        value = operand.value if isinstance(operand, Constant) else None
        return Negate(operand) if isinstance(value, bool | str | None) else Constant(-value)
    raise ExpressionError("of the unary operators only '-' and 'not' exist")


def _binary(node: ast.BinOp, depth: int) -> Expr:
    op = _ARITHMETIC.get(type(node.op))
    if op is None:
        raise ExpressionError("of the binary operators only + - * / % exist")
    left, right = _convert(node.left, depth), _convert(node.right, depth)
    divisor = right.value if isinstance(right, Constant) else None
    if op in "/%" and (isinstance(divisor, bool | str | None) or not divisor):
        raise ExpressionError(f"'{op}' only by a non-zero constant; use ratio(a, b)")
    return Arithmetic(op, left, right)


def _compare(node: ast.Compare, depth: int) -> Expr:
    if len(node.ops) != 1:
        raise ExpressionError("comparisons are not chained; write them with 'and'")
    left, op, right = _convert(node.left, depth), node.ops[0], _convert(node.comparators[0], depth)
    if isinstance(op, ast.Is | ast.IsNot):
        if right != Constant(None):
            raise ExpressionError("'is' only with None")
        return IsNone(left, isinstance(op, ast.IsNot))
    if Constant(None) in (left, right):
        raise ExpressionError("None is compared with 'is'")
    return Compare(_COMPARE[type(op)], left, right)


def _logic(node: ast.BoolOp, depth: int) -> Expr:
    op = "and" if isinstance(node.op, ast.And) else "or"
    return Logic(op, tuple(_convert(value, depth) for value in node.values))


def _conditional(node: ast.IfExp, depth: int) -> Expr:
    return Conditional(_convert(node.test, depth), _convert(node.body, depth), _convert(node.orelse, depth))


def _items(node: ast.Tuple | ast.List, depth: int) -> Expr:
    return Items(tuple(_convert(element, depth) for element in node.elts))


def _formatted(node: ast.JoinedStr, depth: int) -> Expr:
    return Formatted(tuple(_part(value, depth) for value in node.values))


def _part(node: ast.expr, depth: int) -> Constant | Slot:
    if isinstance(node, ast.Constant):
        return Constant(_kept(str(node.value)))
    if not isinstance(node, ast.FormattedValue) or node.conversion != -1:
        raise ExpressionError("formatted texts have plain {value} or {value:spec} slots")
    spec = ""
    if node.format_spec is not None:
        parts = getattr(node.format_spec, "values", [])
        spec = "".join(str(part.value) if isinstance(part, ast.Constant) else "?" for part in parts)
    if spec not in FORMAT_SPECS:
        raise ExpressionError(f"the format '{spec}' is not one of {', '.join(sorted(FORMAT_SPECS - {''}))}")
    return Slot(_convert(node.value, depth), spec)


def _subscript(node: ast.Subscript, depth: int) -> Expr:
    if isinstance(node.value, ast.Dict):
        return _case_map(node.value, node.slice, depth)
    if not isinstance(node.slice, ast.Slice) or node.slice.step is not None:
        raise ExpressionError("a text or list is sliced [a:b], never indexed")
    bounds = [None if bound is None else _convert(bound, depth) for bound in (node.slice.lower, node.slice.upper)]
    return Slice(_convert(node.value, depth), bounds[0], bounds[1])


def _case_map(node: ast.Dict, subject: ast.expr, depth: int) -> Expr:
    keys = [key.value if isinstance(key, ast.Constant) else None for key in node.keys]
    if not keys or not all(isinstance(key, str) for key in keys) or len(set(keys)) != len(keys):
        raise ExpressionError("the keys of a case map are different texts")
    results = tuple(_convert(value, depth) for value in node.values)
    return CaseMap(tuple(str(key) for key in keys), results, _convert(subject, depth))


def _comprehension(node: ast.ListComp | ast.GeneratorExp, depth: int) -> Expr:
    loop = node.generators[0]
    if len(node.generators) != 1 or len(loop.ifs) > 1 or loop.is_async or not isinstance(loop.target, ast.Name):
        raise ExpressionError("a comprehension has one 'for' with one name and at most one 'if'")
    condition = _convert(loop.ifs[0], depth) if loop.ifs else None
    source, element = _convert(loop.iter, depth), _convert(node.elt, depth)
    for part in (element, source, condition):
        if part is not None and any(isinstance(inner, Comprehension) for inner in walk(part)):
            raise ExpressionError("comprehensions are not nested")
    return Comprehension(element, _plain(loop.target.id), source, condition)


def _call(node: ast.Call, depth: int) -> Expr:
    if not isinstance(node.func, ast.Name) or node.keywords:
        raise ExpressionError("only functions of the function table are called, with positional arguments")
    if any(isinstance(argument, ast.Starred) for argument in node.args):
        raise ExpressionError("arguments are not unpacked")
    return Call(_plain(node.func.id), tuple(_convert(argument, depth) for argument in node.args))


_RULES: dict[type[ast.expr], Callable[..., Expr]] = {
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.Constant: _constant,
    ast.UnaryOp: _unary,
    ast.BinOp: _binary,
    ast.Compare: _compare,
    ast.BoolOp: _logic,
    ast.IfExp: _conditional,
    ast.Tuple: _items,
    ast.List: _items,
    ast.JoinedStr: _formatted,
    ast.Subscript: _subscript,
    ast.ListComp: _comprehension,
    ast.GeneratorExp: _comprehension,
    ast.Call: _call,
}
