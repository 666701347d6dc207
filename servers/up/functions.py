"""What business rules may call: time, numbers, money and text. One meaning, in Python and, where marked, in SQL too.

This file is the same in every server. Times are ISO text, so that comparing text compares time: a date is `YYYY-MM-DD`,
a datetime `YYYY-MM-DDTHH:MM:SSZ` (UTC, whole seconds); a moment is either. Money is a `Decimal` of its column's scale.
`abs min max any all len` are Python's own; `now` and `today` are methods of the database, which holds the clock.
"""

import math
import posixpath
import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from fnmatch import fnmatchcase
from functools import reduce
from operator import add
from typing import TypeVar, cast

T = TypeVar("T")
Number = int | float | Decimal

_WIDE = Context(prec=400)  # room for every float, so that rounding to cents never overflows
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_PHONE = re.compile(r"\+?[0-9][0-9 ().-]*[0-9]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


# --- time ---------------------------------------------------------------------------------------------------------


def date_of(moment: str) -> str:
    """The date of a time, in UTC."""
    return moment[:10]


def days_between(first: str, second: str) -> int:
    """Whole days from the date of `first` to the date of `second`; negative when `second` is earlier."""
    return (_date(second) - _date(first)).days


def hours_between(first: str, second: str) -> float:
    """Hours from `first` to `second`; a date counts as its midnight."""
    return (_instant(second) - _instant(first)).total_seconds() / 3600


def add_days(moment: str, days: int) -> str:
    """So many days later; a date stays a date. Raises OverflowError beyond the years 1 to 9999."""
    return (_date(moment) + timedelta(days=days)).isoformat() + moment[10:]


def add_hours(moment: str, hours: int | float) -> str:
    """So many hours later, rounded half up to the second. Raises OverflowError beyond the years 1 to 9999."""
    seconds = int((exact(hours) * 3600).to_integral_value(ROUND_HALF_UP))
    later = _instant(moment) + timedelta(seconds=seconds)
    return later.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def add_months(moment: str, months: int) -> str:
    """The same day so many months later, or that month's last day if it has no such day; the time of day stays."""
    day = _date(moment)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("date beyond the years 1 to 9999")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])).isoformat() + moment[10:]


def start_of_month(moment: str) -> str:
    """The first day of the month, a date."""
    return moment[:8] + "01"


def end_of_month(moment: str) -> str:
    """The last day of the month, a date."""
    day = _date(moment)
    return f"{moment[:8]}{monthrange(day.year, day.month)[1]:02d}"


def _date(moment: str) -> date:
    return date.fromisoformat(moment[:10])


def _instant(moment: str) -> datetime:
    return datetime.combine(_date(moment), time.fromisoformat(moment[11:19] or "00:00:00"), UTC)


# --- numbers and money --------------------------------------------------------------------------------------------


def exact(value: Number) -> Decimal:
    """The number as written: `exact(0.1)` is 0.1. Arithmetic that mixes money and numbers goes through it."""
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def money(value: Number, scale: int = 2) -> Decimal:
    """The amount in whole minor units, rounded half up (away from zero)."""
    return exact(value).quantize(Decimal(1).scaleb(-scale), ROUND_HALF_UP, _WIDE)


def minor_units(value: Number | None, scale: int = 2) -> int | float | None:
    """The amount as the database holds it (cents for scale 2), to be bound beside a money column.

    A fraction of a minor unit stays, as a float, so that a comparison with it keeps its meaning. None stays None.
    """
    if value is None:
        return None
    units = _WIDE.scaleb(exact(value), scale)
    return int(units) if units == units.to_integral_value() else float(units)


def floor(value: Number) -> int:
    """The next whole number at or below."""
    return math.floor(value)


def round_half_up(value: Number, digits: int = 0) -> float:
    """The number rounded to so many decimal digits, halves away from zero, judged on the number as written."""
    return float(exact(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _WIDE))


def ratio(dividend: Number, divisor: Number) -> float:
    """The quotient; 0.0 when the divisor is 0."""
    if divisor == 0:
        return 0.0
    if isinstance(dividend, Decimal) or isinstance(divisor, Decimal):
        return float(_WIDE.divide(exact(dividend), exact(divisor)))
    return dividend / divisor


# --- lists --------------------------------------------------------------------------------------------------------


def count(items: Iterable[object]) -> int:
    """How many."""
    return sum(1 for _ in items)


def total(items: Iterable[T]) -> T:
    """The sum, added from left to right; the integer 0 when there is nothing to add."""
    # Python's own sum() compensates floats from 3.12 on, so it does not give the same bytes everywhere.
    return cast("T", reduce(add, items, 0))


def average(items: Iterable[Number]) -> float:
    """The mean (the sum from left to right, divided by the count); 0.0 when there is nothing."""
    values = list(items)
    return ratio(reduce(add, values, 0), len(values))


def percentile(items: Iterable[Number], percent: int | float) -> float:
    """The nearest-rank percentile: the value at rank ceil(percent / 100 * n), kept within 1 and n; 0.0 for none."""
    values = sorted(items)
    if not values:
        return 0.0
    rank = math.ceil(exact(percent) * len(values) / 100)
    return float(values[min(max(rank, 1), len(values)) - 1])


def coalesce(first: T | None, *others: T | None) -> T:
    """The first that is not None. Raises ValueError when all are."""
    for value in (first, *others):
        if value is not None:
            return value
    raise ValueError("coalesce: every value is None")


# --- text ---------------------------------------------------------------------------------------------------------


def contains(text: str | None, part: str) -> bool:
    """Whether the text has the part, compared by `casefold`. None has no part. Also in SQL."""
    return text is not None and part.casefold() in text.casefold()


def starts_with(text: str | None, part: str) -> bool:
    """Whether the text begins so, letter for letter. None does not. Also in SQL."""
    return text is not None and text.startswith(part)


def same_text(first: str | None, second: str | None) -> bool:
    """Whether the texts are equal after `strip` and `casefold`; None equals only None. Also in SQL."""
    if first is None or second is None:
        return first is second
    return first.strip().casefold() == second.strip().casefold()


def glob_match(text: str | None, pattern: str) -> bool:
    """Whether the whole text matches, letter for letter. `*` is any run of characters (none, and `/`, too), `?` one.

    Every other character stands for itself, brackets too. None matches nothing. Also in SQL.
    """
    return text is not None and fnmatchcase(text, pattern.replace("[", "[[]"))


def lines(text: str) -> list[str]:
    """The lines, as `str.splitlines` has them: without line ends, and none for the empty text."""
    return text.splitlines()


def words(text: str) -> list[str]:
    """The words: what white space separates."""
    return text.split()


def replace(text: str, old: str, new: str) -> str:
    """The text with every `old` replaced by `new`, from the left, without overlaps; unchanged when `old` is empty."""
    return text.replace(old, new) if old else text


def join_path(folder: str, path: str) -> str:
    """`path` as seen from `folder`, normalised: an absolute path stands alone, `.` and `..` and double slashes resolve.

    `..` stops at the root: `join_path("/a", "../../b")` is `/b`. The empty path is the folder itself.
    """
    joined = posixpath.normpath(posixpath.join(folder, path))
    return "/" + joined.lstrip("/") if joined.startswith("/") else joined


def valid_email(text: str) -> bool:
    """Whether it has the form name@domain.tld: one `@`, a dot inside the domain, no white space."""
    return _EMAIL.fullmatch(text) is not None


def valid_phone(text: str) -> bool:
    """Whether it is 7 to 15 ASCII digits, a `+` before them if any, with spaces, dots, hyphens or brackets between."""
    return _PHONE.fullmatch(text) is not None and 7 <= len(re.findall("[0-9]", text)) <= 15


def valid_file_name(text: str) -> bool:
    """Whether it can name a file: 1 to 255 characters, no slash, backslash, control or outer space, not `.` or `..`."""
    plain = not _CONTROL.search(text) and "/" not in text and "\\" not in text
    return plain and 0 < len(text) <= 255 and text not in (".", "..") and text == text.strip()


def _date_of_or_none(moment: str | None) -> str | None:
    # SQL may evaluate a part of a condition that Python would have skipped, so None has to pass.
    return None if moment is None else moment[:10]


SQL_FUNCTIONS: dict[str, tuple[int, Callable[..., str | bool | None]]] = {
    "contains": (2, contains),
    "starts_with": (2, starts_with),
    "same_text": (2, same_text),
    "glob_match": (2, glob_match),
    "date_of": (1, _date_of_or_none),
}
"""Name → (number of arguments, body): what `Database` registers on its connection, so that SQL runs the same code."""
