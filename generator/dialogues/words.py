"""Values in plain English: how a person says a date, an amount, a status, a text."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from generator.english import listing
from servers.farm.model import Column

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
MAX_BARE_ENUM = 1
"""A choice of more words stands in quotation marks: the role is "writer without access"."""


def value_words(value: object, column: Column | None = None) -> str:
    """A value as a person says it: texts quoted, choices in words, times without seconds."""
    kind = column.kind if column is not None else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return _text(value, kind)
    if isinstance(value, Sequence):
        return listing([value_words(item) for item in value])
    if kind == "money" and isinstance(value, float):
        return f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) and abs(value) >= 10_000 else f"{value}".removesuffix(".0")


def _text(value: str, kind: str) -> str:
    if kind == "enum":
        said = enum_words(value)
        return said if len(said.split()) <= MAX_BARE_ENUM else f'"{said}"'
    if kind == "date":
        return date_words(value)
    if kind == "datetime":
        return moment_words(value)
    return value if _BARE.fullmatch(value) else f'"{value}"'


def name_words(value: object) -> str:
    """What a thing is called: in quotation marks, unless it is an address."""
    text = f"{value}"
    return text if ADDRESS.fullmatch(text) else f'"{text}"'


ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+")
_BARE = re.compile(r"[\w.+-]+@[\w.-]+|\+?[\d -]{7,}")
"""Email addresses and phone numbers need no quotation marks."""


def enum_words(value: str) -> str:
    """`needsAction` → "needs action", `IN_PROGRESS` → "in progress"."""
    spaced = _CAMEL.sub(" ", value).replace("_", " ").replace("-", " ")
    return spaced.lower()


def date_words(value: str) -> str:
    """`2026-03-06` → "March 6, 2026"."""
    day = date.fromisoformat(value[:10])
    return f"{day:%B} {day.day}, {day.year}"


def moment_words(value: str) -> str:
    """`2026-03-06T15:30:00Z` → "March 6, 2026 at 15:30"; midnight has no time of day."""
    moment = datetime.fromisoformat(value)
    time = "" if (moment.hour, moment.minute) == (0, 0) else f" at {moment:%H:%M}"
    return date_words(value) + time


def span_words(start: str, end: str) -> str:
    """`from March 6, 2026 at 15:00 to 16:00`; the day is said once where it is one."""
    first, last = moment_words(start), moment_words(end)
    same_day = start[:10] == end[:10] and " at " in last
    return f"from {first} to {last.rpartition(' at ')[2] if same_day else last}"


def is_plain(text: str) -> bool:
    """Whether a text could stand in speech: no line breaks, not empty, not only signs."""
    return bool(text.strip()) and "\n" not in text and any(character.isalnum() for character in text)
