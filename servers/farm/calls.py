"""The type of a call, from the signature of its function and the types of its arguments."""

from collections.abc import Callable

from servers.farm import types
from servers.farm.expressions import Call, Constant
from servers.farm.functions import TABLE, signature
from servers.farm.types import NUMERIC, SCALARS, TEXTUAL, UNKNOWN, Type

_MOMENT = frozenset({"date", "datetime"})
_KINDS: dict[str, frozenset[str]] = {
    "any": SCALARS | {"row", "record", "inexact", "list"},
    "text": frozenset(TEXTUAL),
    "integer": frozenset({"integer"}),
    "number": frozenset({"integer", "number"}),
    "numeric": frozenset(NUMERIC),
    "ordered": types.ORDERED,
    "boolean": frozenset({"boolean"}),
    "date": frozenset({"date"}),
    "datetime": frozenset({"datetime"}),
    "moment": _MOMENT,
    "T": frozenset(types.ORDERED | {"boolean", "list"}),
}


def call_type(expr: Call, arguments: list[Type], report: Callable[[str, str], None]) -> Type:
    """The result's type; reports wrong counts and kinds of arguments."""
    wanted = signature(expr.function)
    patterns = _spread(wanted.arguments, wanted.repeats, len(arguments))
    if patterns is None:
        report(f"{expr.function} gets {len(arguments)} arguments", f"its signature: {TABLE[expr.function].signature}")
        return UNKNOWN
    fits = [_fits(given, pattern) for given, pattern in zip(arguments, patterns, strict=True)]
    if not all(fits):
        wrong = arguments[fits.index(False)]
        report(f"{expr.function} gets a {wrong}", f"its signature: {TABLE[expr.function].signature}")
        return UNKNOWN
    return _result(expr, wanted.result, arguments, report)


def _spread(patterns: tuple[str, ...], repeats: bool, count: int) -> tuple[str, ...] | None:
    """One pattern per argument, or None when the count does not fit."""
    required = sum(not pattern.endswith("]?") for pattern in patterns)
    if count < required or (count > len(patterns) and not repeats):
        return None
    return (*patterns[:count], *patterns[-1:] * (count - len(patterns)))


def _fits(given: Type, pattern: str) -> bool:
    if given.kind == "unknown":
        return True
    if pattern.startswith("[") or "|" in pattern:
        alternatives = pattern.removesuffix("?").split("|")
        return any(_fits_list(given, item) if item.startswith("[") else _fits(given, item) for item in alternatives)
    optional = pattern.endswith("?")
    if given.kind == "null":
        return optional
    return given.kind in _KINDS[pattern.removesuffix("?")] and (optional or not given.nullable)


def _fits_list(given: Type, pattern: str) -> bool:
    if given.kind != "list" or given.nullable:
        return False
    element = given.element
    return element.kind == "unknown" or (element.kind in _KINDS[pattern.strip("[]")] and not element.nullable)


def _result(expr: Call, pattern: str, arguments: list[Type], report: Callable[[str, str], None]) -> Type:
    if pattern == "moment":
        return arguments[0].required().plain()
    if pattern.startswith("["):
        return types.list_of(Type("text"))
    if pattern != "T":
        return types.MONEY if pattern == "money" else Type(pattern)  # type: ignore[arg-type]
    if expr.function == "total":
        return arguments[0].element.plain()
    return _common(expr, arguments, report)


def _common(expr: Call, arguments: list[Type], report: Callable[[str, str], None]) -> Type:
    literal_zero = [argument == Constant(0) for argument in expr.arguments]
    typed = [item for item, zero in zip(arguments, literal_zero, strict=True) if not zero] or arguments
    result = typed[0]
    for item in typed[1:]:
        joined = types.join(result, item)
        if joined is None:
            report(f"{expr.function} gets {result} and {item}", "give values of one kind")
            return UNKNOWN
        result = joined
    nullable = all(item.nullable for item in arguments)
    return (result.or_none() if nullable else result.required()).plain()
