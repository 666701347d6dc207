"""The opposite of a condition, written as a person would."""

from servers.farm.expressions import Compare, Constant, Expr, IsNone, Logic, Not

_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">", "in": "not in", "not in": "in"}


def negated(expr: Expr) -> Expr:
    """`not expr`, pushed inwards where that makes it shorter; orders are total, so `not a < b` is `a >= b`."""
    match expr:
        case Not(operand=operand):
            return operand
        case Compare(op=op, left=left, right=right):
            return Compare(_OPPOSITE[op], left, right)
        case IsNone(operand=operand, negated=was):
            return IsNone(operand, not was)
        case Constant(value=bool(value)):
            return Constant(not value)
        case Logic(op=op, operands=operands) if all(_is_light(item) for item in operands):
            return Logic("or" if op == "and" else "and", tuple(negated(item) for item in operands))
        case _:
            return Not(expr)


def conjuncts(expr: Expr) -> tuple[Expr, ...]:
    """The operands of an outermost `and`, or the expression itself."""
    return expr.operands if isinstance(expr, Logic) and expr.op == "and" else (expr,)


def _is_light(expr: Expr) -> bool:
    """Whether the opposite is no longer than the condition."""
    return isinstance(expr, Compare | IsNone | Not)
