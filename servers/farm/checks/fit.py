"""Whether a written value fits where it is stored: the assignable types, and literals that stand for another kind."""

from servers.farm.expressions import Call, Conditional, Constant, Expr
from servers.farm.inference import literal_fits
from servers.farm.types import Type, assignable


def fits(expr: Expr, found: Type, wanted: Type) -> bool:
    """`assignable`, and besides: 0 is money, a text in the right form is a date or time, `[]` is any list.

    `money(…)` that is stored as it is rounds to the decimals of its column.
    """
    if assignable(found, wanted) or (wanted.kind == found.kind == "money" and _rounds(expr)):
        return True
    if isinstance(expr, Conditional):
        return False
    zero = expr == Constant(0) and wanted.kind == "money"
    moment = isinstance(expr, Constant) and isinstance(expr.value, str) and literal_fits(expr, wanted)
    return zero or moment


def _rounds(expr: Expr) -> bool:
    return isinstance(expr, Call) and expr.function == "money"
