"""Whether a condition of a search surely holds for a row of which only some columns were shown."""

from collections.abc import Callable, Mapping
from typing import Any

from client.servers import Json
from servers.farm.expressions import Attribute, Compare, Constant, Expr, IsNone, Logic, Name, Not

UNKNOWN: Any = object()
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left is not None and left < right,
    "<=": lambda left, right: left is not None and left <= right,
    ">": lambda left, right: left is not None and left > right,
    ">=": lambda left, right: left is not None and left >= right,
}


def surely(condition: Expr, row: str, columns: Mapping[str, Json], arguments: Mapping[str, Any]) -> bool:
    """Whether a condition holds for the row of this name, whatever stands in the columns that are not known."""
    return _value(condition, row, columns, arguments) is True


def _value(expr: Expr, row: str, columns: Mapping[str, Json], arguments: Mapping[str, Any]) -> Any:
    """The value of an expression; UNKNOWN where it hangs on something else."""

    def inner(part: Expr) -> Any:
        return _value(part, row, columns, arguments)

    match expr:
        case Constant(value):
            return value
        case Name(name):
            return arguments.get(name, UNKNOWN)
        case Attribute(Name(base), name) if base == row:
            return columns.get(name, UNKNOWN)
        case Not(operand):
            return UNKNOWN if inner(operand) is UNKNOWN else not inner(operand)
        case IsNone(operand, negated):
            return UNKNOWN if inner(operand) is UNKNOWN else (inner(operand) is None) != negated
        case Compare(op, left, right) if op in COMPARE:
            known = UNKNOWN not in (inner(left), inner(right))
            return COMPARE[op](inner(left), inner(right)) if known else UNKNOWN
        case Logic(op, operands):
            return _logic(op, [inner(operand) for operand in operands])
        case _:
            return UNKNOWN


def _logic(op: str, values: list[Any]) -> Any:
    decisive = op == "or"
    if any(value is decisive for value in values):
        return decisive
    return UNKNOWN if UNKNOWN in values else not decisive
