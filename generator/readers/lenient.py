"""Reading values of a document that may hold anything anywhere: the value if it has the type, else nothing.

Published descriptions break their own format in every way that a tool let pass. A reader that trusts no value needs no
exceptions: what has the wrong type is as good as absent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.description import Scalar

Node = Mapping[str, object]

_NOTHING: Node = {}


def mapping(value: object) -> Node:
    """The object, or an empty one."""
    return value if isinstance(value, dict) else _NOTHING


def sequence(value: object) -> Sequence[object]:
    """The list, or an empty one."""
    return value if isinstance(value, list) else ()


def text(value: object) -> str:
    """The text without blanks around it; a number as text; "" for anything else."""
    if isinstance(value, str):
        return value.strip()
    return scalar_text(value) if isinstance(value, int | float) else ""


def texts(value: object) -> tuple[str, ...]:
    """The texts of a list, without the empty ones."""
    return tuple(found for item in sequence(value) if (found := text(item)))


def flag(value: object) -> bool:
    """True for true and for "true"."""
    return value is True or (isinstance(value, str) and value.lower() == "true")


def number(value: object) -> float | None:
    """A finite number, also one that is written as text; integers stay integers."""
    if isinstance(value, str):
        return _number_in(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if abs(value) < float("inf") else None


def _number_in(value: str) -> float | None:
    try:
        return int(value)
    except ValueError:
        pass
    try:
        return number(float(value))
    except ValueError:
        return None


def whole(value: object) -> int | None:
    """A number without a fraction, also one that is written as text."""
    found = number(value)
    return int(found) if found is not None and found == int(found) else None


def scalar(value: object) -> Scalar | None:
    """A text, finite number or boolean as it is; None for anything else."""
    if isinstance(value, float):
        return number(value)
    return value if isinstance(value, str | int) else None


def scalar_text(value: Scalar) -> str:
    """A scalar as JSON would write it, a text without quotes: "a", "1", "2.5", "true"."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
