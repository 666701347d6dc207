"""One argument against its flat property schema, strictly, and in the canonical form of `state.Value`.

Written for the interpreter, independently of `frame/arguments.py`, which does the same in emitted servers.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from servers.farm.state import Scalar, Value

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Schema = dict[str, Json]

MAX_TEXT = 100_000
MAX_INTEGER = 2**53
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DATETIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)


class ArgumentProblem(Exception):
    """A call whose arguments are not what the tool takes; the message names the parameter."""


def canonical(name: str, value: object, schema: Schema, scale: int | None) -> Value:
    """The value as the steps see it; `scale` is that of money, None for anything else. Raises `ArgumentProblem`."""
    if schema["type"] == "array":
        return _array(name, value, schema, scale)
    return _scalar(name, value, schema, scale)


def _array(name: str, value: object, schema: Schema, scale: int | None) -> Value:
    if not isinstance(value, list | tuple):
        raise ArgumentProblem(f"{name} must be a list")
    least, most = schema.get("minItems", 0), schema.get("maxItems", 1_000)
    if not (isinstance(least, int) and isinstance(most, int) and least <= len(value) <= most):
        raise ArgumentProblem(f"{name} must have {least} to {most} elements, not {len(value)}")
    items = schema["items"]
    assert isinstance(items, dict)
    return tuple(_scalar(f"{name}[{index}]", item, items, scale) for index, item in enumerate(value))


def _scalar(name: str, value: object, schema: Schema, scale: int | None) -> Scalar:
    form = schema.get("format") or ("money" if scale is not None else schema["type"])
    found = _FORMS[str(form)](name, value, scale)
    allowed = schema.get("enum")
    if isinstance(allowed, list) and found not in allowed:
        raise ArgumentProblem(f"{name} must be one of {', '.join(map(str, allowed))}")
    _check_bounds(name, found, schema)
    return found


def _check_bounds(name: str, value: Scalar, schema: Schema) -> None:
    if isinstance(value, str):
        limit = schema.get("maxLength", MAX_TEXT)
        if isinstance(limit, int) and len(value) > limit:
            raise ArgumentProblem(f"{name} must have at most {limit} characters")
        return
    low, high = schema.get("minimum"), schema.get("maximum")
    if isinstance(low, int | float) and _decimal(value) < _decimal(low):
        raise ArgumentProblem(f"{name} must be at least {low}")
    if isinstance(high, int | float) and _decimal(value) > _decimal(high):
        raise ArgumentProblem(f"{name} must be at most {high}")


_NO_TEXT = re.compile("[\0\ud800-\udfff]")


def _decimal(value: object) -> Decimal:
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)  # type: ignore[arg-type]


def _text(name: str, value: object, _scale: int | None) -> str:
    if not isinstance(value, str):
        raise ArgumentProblem(f"{name} must be a text")
    if _NO_TEXT.search(value):
        raise ArgumentProblem(f"{name} must not contain NUL characters or unpaired surrogates")
    return value


def _boolean(name: str, value: object, _scale: int | None) -> bool:
    if not isinstance(value, bool):
        raise ArgumentProblem(f"{name} must be true or false")
    return value


def _number(name: str, value: object, _scale: int | None) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ArgumentProblem(f"{name} must be a number")
    if not -MAX_INTEGER <= value <= MAX_INTEGER:
        raise ArgumentProblem(f"{name} must lie between -2**53 and 2**53")
    return float(value)


def _integer(name: str, value: object, _scale: int | None) -> int:
    number = _number(name, value, None)
    if not number.is_integer():
        raise ArgumentProblem(f"{name} must be an integer")
    return int(number)


def _money(name: str, value: object, scale: int | None) -> Decimal:
    _number(name, value, None)
    amount = _decimal(value)
    try:
        rounded = amount.quantize(Decimal(1).scaleb(-(scale or 0)))
    except InvalidOperation:
        raise ArgumentProblem(f"{name} must be a smaller amount") from None
    if rounded != amount:
        raise ArgumentProblem(f"{name} must be an amount with at most {scale} decimals")
    if abs(rounded.scaleb(scale or 0)) > MAX_INTEGER:
        raise ArgumentProblem(f"{name} must be a smaller amount")
    return rounded


def _date(name: str, value: object, _scale: int | None) -> str:
    text = _text(name, value, None)
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise ArgumentProblem(f"{name} must be a date such as 2026-03-31")


def _datetime(name: str, value: object, _scale: int | None) -> str:
    text = _text(name, value, None)
    try:
        if _DATETIME.fullmatch(text):
            moment = datetime.fromisoformat(text).astimezone(UTC)
            return moment.replace(tzinfo=None, microsecond=0).isoformat() + "Z"
    except (ValueError, OverflowError):
        pass
    raise ArgumentProblem(f"{name} must be a date-time with a zone, such as 2026-03-31T09:00:00Z")


_FORMS: dict[str, Callable[[str, object, int | None], Scalar]] = {
    "string": _text,
    "boolean": _boolean,
    "number": _number,
    "integer": _integer,
    "money": _money,
    "date": _date,
    "date-time": _datetime,
}
