"""Checks what a caller sends against a tool's flat input schema, strictly, and brings it into one canonical form.

This file is the same in every server. Nothing is guessed: `"7"` is no integer, `true` is no number, an unknown name is
refused. Canonical means: a whole number such as `5.0` becomes `5`, a number a float, money a `Decimal` of its scale, a
date-time UTC with whole seconds and `Z`; `null` for what may be left out counts as not given.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from difflib import get_close_matches
from inspect import signature
from typing import Literal

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from .functions import exact, money, valid_email

Scalar = str | int | float | Decimal
Value = Scalar | list[Scalar]
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

TEXT_LIMIT = 100_000  # characters, where a schema gives no maxLength
ITEM_LIMIT = 1_000  # elements, where a schema gives no maxItems
SAFE_INTEGER = 2**53  # beyond it, a JSON reader may round the number

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_TIME = re.compile(_DATE.pattern + r"T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})")


class InvalidArgument(Exception):
    """The call's arguments are not what the tool takes; the message names the parameter and what it expects."""

    def __init__(self, parameter: str, expected: str) -> None:
        super().__init__(f"{parameter} {expected}")
        self.parameter = parameter


class Property(BaseModel):
    """One parameter's schema: JSON Schema cut down to what is flat. Anything else in tools.json fails to load."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel)

    type: Literal["string", "integer", "number", "boolean", "array"]
    title: str = ""
    description: str = ""
    enum: tuple[str | int | float, ...] = ()
    format: Literal["date", "date-time", "email", ""] = ""
    pattern: str = ""
    min_length: int = 0
    max_length: int = TEXT_LIMIT
    minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_minimum: int | float | None = None
    exclusive_maximum: int | float | None = None
    items: "Property | None" = None
    min_items: int = 0
    max_items: int = ITEM_LIMIT
    unique_items: bool = False
    default: str | int | float | bool | list[str | int | float | bool] | None = None


class InputSchema(BaseModel):
    """A tool's input schema: an object of flat properties that takes nothing else."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel)

    type: Literal["object"]
    properties: dict[str, Property] = {}
    required: tuple[str, ...] = ()
    additional_properties: Literal[False]


class Arguments:
    """The checks of one tool. `scales`: which parameters are money, and how many decimals they have."""

    def __init__(self, schema: InputSchema, scales: Mapping[str, int], function: Callable[..., object]) -> None:
        self._properties = schema.properties
        self._checks = {name: _compile(one, scales.get(name)) for name, one in schema.properties.items()}
        self._required = schema.required
        self._defaults = {name: one.default for name, one in schema.properties.items() if one.default is not None}
        # What Python cannot call so (`from`, `class`) has a trailing underscore there.
        known = signature(function).parameters
        self._names = {name: f"{name}_" if f"{name}_" in known else name for name in schema.properties}

    def check(self, given: object) -> dict[str, Value]:
        """The function's canonical arguments, without those that were not given. Raises InvalidArgument."""
        if not isinstance(given, Mapping):
            raise InvalidArgument("arguments", "must be an object with one member for each parameter.")
        for name in given:
            if name not in self._checks:
                raise InvalidArgument(_shown(name), self._unknown(name))
        present = self._defaults | {name: value for name, value in given.items() if value is not None}
        for name in self._required:
            if name not in present:
                raise InvalidArgument(name, f"is required: {self._properties[name].description}".rstrip(" :"))
        return {
            self._names[name]: check(name, present[name]) for name, check in self._checks.items() if name in present
        }

    def _unknown(self, name: object) -> str:
        near = get_close_matches(str(name)[:100], self._checks, n=1)
        hint = f"did you mean {near[0]}?" if near else f"it takes {', '.join(self._checks) or 'none'}."
        return f"is not a parameter of this tool; {hint}"


Check = Callable[[str, object], Value]


def _compile(schema: Property, scale: int | None) -> Check:
    match schema.type:
        case "array":
            return _array(schema, scale)
        case "string":
            return _text(schema)
        case "boolean":
            return _boolean
        case "integer":
            return _number(schema, _integer)
        case "number":
            return _number(schema, _float if scale is None else _amount(scale))


def _boolean(name: str, value: object) -> Value:
    if not isinstance(value, bool):
        raise InvalidArgument(name, f"must be true or false, not {_shown(value)}.")
    return value


def _integer(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1:
        raise InvalidArgument(name, f"must be an integer, not {_shown(value)}.")
    return int(_safe(name, value))


def _float(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise InvalidArgument(name, f"must be a number, not {_shown(value)}.")
    return float(_safe(name, value))


def _amount(scale: int) -> Callable[[str, object], Decimal]:
    def check(name: str, value: object) -> Decimal:
        _float(name, value)
        written = value if isinstance(value, int) else _float(name, value)
        amount = money(written, scale)
        if amount != exact(written):
            raise InvalidArgument(name, f"must be an amount with at most {scale} decimals, not {_shown(value)}.")
        _safe(name, int(amount.scaleb(scale)))
        return amount

    return check


def _safe(name: str, value: int | float) -> int | float:
    if not -SAFE_INTEGER <= value <= SAFE_INTEGER:
        raise InvalidArgument(name, f"must lie between -{SAFE_INTEGER} and {SAFE_INTEGER}.")
    return value


def _number(schema: Property, convert: Callable[[str, object], int | float | Decimal]) -> Check:
    bounds = [
        (text, holds, exact(limit))
        for text, holds, limit in (
            ("at least", Decimal.__ge__, schema.minimum),
            ("at most", Decimal.__le__, schema.maximum),
            ("more than", Decimal.__gt__, schema.exclusive_minimum),
            ("less than", Decimal.__lt__, schema.exclusive_maximum),
        )
        if limit is not None
    ]

    def check(name: str, value: object) -> Value:
        number = convert(name, value)
        for text, holds, limit in bounds:
            if not holds(exact(number), limit):
                raise InvalidArgument(name, f"must be {text} {limit}, not {_shown(value)}.")
        _among(schema, name, number)
        return number

    return check


def _text(schema: Property) -> Check:
    pattern = re.compile(schema.pattern)
    convert = {"date": _date, "date-time": _date_time, "email": _email}.get(schema.format)

    def check(name: str, value: object) -> Value:
        if not isinstance(value, str):
            raise InvalidArgument(name, f"must be a text, not {_shown(value)}.")
        if "\0" in value or _has_surrogate(value):
            raise InvalidArgument(name, "must not contain NUL characters or unpaired surrogates.")
        _among(schema, name, value)
        if not schema.min_length <= len(value) <= schema.max_length:
            limits = f"{schema.min_length} to {schema.max_length}"
            raise InvalidArgument(name, f"must have {limits} characters, not {len(value)}.")
        if not pattern.search(value):
            raise InvalidArgument(name, f"must match the pattern {schema.pattern}, unlike {_shown(value)}.")
        return convert(name, value) if convert else value

    return check


def _has_surrogate(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _date(name: str, value: str) -> str:
    try:
        if not _DATE.fullmatch(value):
            raise ValueError(value)
        date.fromisoformat(value)
    except ValueError:
        raise InvalidArgument(name, f"must be a date such as 2026-03-31, not {_shown(value)}.") from None
    return value


def _date_time(name: str, value: str) -> str:
    try:
        if not _DATE_TIME.fullmatch(value):
            raise ValueError(value)
        moment = datetime.fromisoformat(value).astimezone(UTC)
    except (ValueError, OverflowError):
        expected = "must be a date-time with a zone, such as 2026-03-31T09:00:00Z or 2026-03-31T09:00:00+02:00"
        raise InvalidArgument(name, f"{expected}, not {_shown(value)}.") from None
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _email(name: str, value: str) -> str:
    if not valid_email(value):
        raise InvalidArgument(name, f"must be an email address such as ada@example.org, not {_shown(value)}.")
    return value


def _array(schema: Property, scale: int | None) -> Check:
    if schema.items is None or schema.items.type == "array":
        raise ValueError("an array parameter needs scalar items")
    element = _compile(schema.items, scale)

    def check(name: str, value: object) -> Value:
        if not isinstance(value, list | tuple):
            raise InvalidArgument(name, f"must be a list, not {_shown(value)}.")
        if not schema.min_items <= len(value) <= schema.max_items:
            limits = f"{schema.min_items} to {schema.max_items}"
            raise InvalidArgument(name, f"must have {limits} elements, not {len(value)}.")
        elements = [element(f"{name}[{index}]", one) for index, one in enumerate(value)]
        if schema.unique_items and len({*map(repr, elements)}) < len(elements):
            raise InvalidArgument(name, "must not name an element twice.")
        return elements  # type: ignore[return-value]  # an element is never a list: checked above

    return check


def _among(schema: Property, name: str, value: object) -> None:
    if schema.enum and value not in schema.enum:
        raise InvalidArgument(name, f"must be one of {', '.join(map(str, schema.enum))}; not {_shown(value)}.")


def _shown(value: object) -> str:
    match value:
        case None | bool():
            text = {None: "null", True: "true", False: "false"}[value]
        case str():
            text = json.dumps(value[:80], ensure_ascii=not value[:80].isprintable())
        case int() | float():
            text = f"{value!r}" if abs(value) < 1e60 else "a number that large"
        case list() | tuple():
            text = "a list"
        case _:
            text = "an object"
    return text if len(text) <= 60 else text[:59] + "…"
