"""The nodes of expressions: a closed set of frozen values, and how to walk them."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import get_args


@dataclass(frozen=True)
class Name:
    """A parameter, bound row, let, list, singleton, `actor`, or (as a comprehension's source) an entity."""

    id: str


@dataclass(frozen=True)
class Attribute:
    """`row.column`, or one hop further over a reference: `row.reference.column`."""

    base: "Name | Attribute"
    name: str


@dataclass(frozen=True)
class Constant:
    """A text, integer, number, True, False or None."""

    value: str | int | float | bool | None


@dataclass(frozen=True)
class Negate:
    """Unary minus."""

    operand: "Expr"


@dataclass(frozen=True)
class Arithmetic:
    """`+ - * / %`; `/` and `%` only by a non-zero constant."""

    op: str
    left: "Expr"
    right: "Expr"


@dataclass(frozen=True)
class Compare:
    """`== != < <= > >= in`, and `not in`."""

    op: str
    left: "Expr"
    right: "Expr"


@dataclass(frozen=True)
class IsNone:
    """`operand is None`, or `is not None` when `negated`."""

    operand: "Expr"
    negated: bool


@dataclass(frozen=True)
class Logic:
    """`and` / `or` over two or more operands, left to right, short-circuiting."""

    op: str
    operands: "tuple[Expr, ...]"


@dataclass(frozen=True)
class Not:
    """Boolean negation."""

    operand: "Expr"


@dataclass(frozen=True)
class Conditional:
    """`then if test else otherwise`."""

    test: "Expr"
    then: "Expr"
    otherwise: "Expr"


@dataclass(frozen=True)
class Items:
    """A tuple or list of expressions, as `in` and list defaults use it."""

    elements: "tuple[Expr, ...]"


@dataclass(frozen=True)
class Slot:
    """One `{value:spec}` of a formatted text."""

    value: "Expr"
    spec: str


@dataclass(frozen=True)
class Formatted:
    """An f-string: literal texts and slots in order."""

    parts: "tuple[Constant | Slot, ...]"


@dataclass(frozen=True)
class Slice:
    """`value[start:stop]` of a text or a list; never an index."""

    value: "Expr"
    start: "Expr | None"
    stop: "Expr | None"


@dataclass(frozen=True)
class CaseMap:
    """`{'a': x, 'b': y}[subject]`, whose keys are exactly the values of the subject's enum."""

    keys: tuple[str, ...]
    results: "tuple[Expr, ...]"
    subject: "Expr"


@dataclass(frozen=True)
class Comprehension:
    """`element for variable in source if condition`; the source is a list, or an entity (then it is one query)."""

    element: "Expr"
    variable: str
    source: "Expr"
    condition: "Expr | None"


@dataclass(frozen=True)
class Call:
    """A call of a function of the function table, with positional arguments only."""

    function: str
    arguments: "tuple[Expr, ...]"


Expr = (
    Name
    | Attribute
    | Constant
    | Negate
    | Arithmetic
    | Compare
    | IsNone
    | Logic
    | Not
    | Conditional
    | Items
    | Formatted
    | Slice
    | CaseMap
    | Comprehension
    | Call
)


def children(expr: "Expr | Slot") -> "Iterator[Expr | Slot]":
    """The direct sub-expressions, left to right."""
    for name in _FIELDS[type(expr)]:
        value = getattr(expr, name)
        if isinstance(value, tuple):
            yield from (item for item in value if not isinstance(item, str))
        elif value is not None and not isinstance(value, str | int | float | bool):
            yield value


def walk(expr: "Expr | Slot") -> "Iterator[Expr | Slot]":
    """The expression and everything in it, outermost first."""
    yield expr
    for child in children(expr):
        yield from walk(child)


def names(expr: "Expr | Slot") -> frozenset[str]:
    """Every free name: comprehension variables are left out."""
    if isinstance(expr, Name):
        return frozenset({expr.id})
    found = frozenset[str]().union(*(names(child) for child in children(expr)))
    return found - {expr.variable} if isinstance(expr, Comprehension) else found


def path(expr: Expr) -> str | None:
    """`a.b.c` for a name or attribute path, None for anything else."""
    if isinstance(expr, Name):
        return expr.id
    if isinstance(expr, Attribute):
        return f"{path(expr.base)}.{expr.name}"
    return None


_FIELDS: dict[type, tuple[str, ...]] = {
    node: tuple(field.name for field in fields(node)) for node in (*get_args(Expr), Slot)
}
