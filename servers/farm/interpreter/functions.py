"""The bodies of the function table, written a second time: nothing here is shared with what an emitted server runs.

Values are the canonical ones of `servers.farm.state`: times are ISO texts in UTC, money is Decimal. `now`, `today` and
the functions that look at a list lazily (`any`, `all`, `coalesce`) are compiled in `evaluation`.
"""

import math
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any

Number = int | float | Decimal

_ROOMY = Context(prec=400, rounding=ROUND_HALF_UP)


# --- numbers --------------------------------------------------------------------------------------------------------


def exact(value: Number) -> Decimal:
    """The number as it is written: `exact(0.1)` is one tenth."""
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def money(value: Number, scale: int = 2) -> Decimal:
    """The amount with `scale` decimals, halves away from zero. Raises InvalidOperation for what is not finite."""
    return exact(value).quantize(Decimal(1).scaleb(-scale), context=_ROOMY)


def round_half_up(value: Number, digits: int) -> float:
    """Rounded to `digits` decimals, halves away from zero, judged by the decimal text of the number."""
    return float(exact(value).quantize(Decimal(1).scaleb(-digits), context=_ROOMY))


def floor(value: Number) -> int:
    """The whole number at or below. Raises OverflowError for infinity."""
    return math.floor(value)


def ratio(dividend: Number, divisor: Number) -> float:
    """`dividend / divisor`, 0.0 if the divisor is 0."""
    if not divisor:
        return 0.0
    if isinstance(dividend, Decimal) or isinstance(divisor, Decimal):
        return float(_ROOMY.divide(exact(dividend), exact(divisor)))
    return dividend / divisor


# --- lists ----------------------------------------------------------------------------------------------------------


def count(items: Sequence[object]) -> int:
    """How many."""
    return len(items)


def total(items: Iterable[Any]) -> Any:
    """The sum from left to right; the integer 0 for none (no compensation, so that every Python gives the same)."""
    result = 0
    for item in items:
        result = result + item
    return result


def average(items: Sequence[Number]) -> float:
    """The mean, 0.0 for none."""
    return ratio(total(items), len(items)) if items else 0.0


def percentile(items: Iterable[Number], percent: Number) -> float:
    """The value at rank ceil(percent / 100 · n) of the sorted values, the rank kept within 1 and n; 0.0 for none."""
    values = sorted(items)
    if not values:
        return 0.0
    rank = math.ceil(Fraction(exact(percent)) * len(values) / 100)
    return float(values[max(1, min(rank, len(values))) - 1])


# --- time -----------------------------------------------------------------------------------------------------------


def date_of(moment: str) -> str:
    """The date of a time."""
    return moment[:10]


def days_between(first: str, second: str) -> int:
    """Days from the date of the first to the date of the second, negative when it is earlier."""
    return _day(second).toordinal() - _day(first).toordinal()


def hours_between(first: str, second: str) -> float:
    """Hours from the first to the second; a date is its midnight."""
    return (_second(second) - _second(first)) / 3600


def add_days(moment: str, days: int) -> str:
    """So many days later, a date or a time as it was. Raises OverflowError outside of the years 1 to 9999."""
    later = _day(moment).toordinal() + days
    if not 1 <= later <= date.max.toordinal():
        raise OverflowError("a date beyond the years 1 to 9999")
    return date.fromordinal(later).isoformat() + moment[10:]


def add_hours(moment: str, hours: Number) -> str:
    """So many hours later, to the nearest second (halves away from zero). Raises OverflowError likewise."""
    seconds = int(_ROOMY.multiply(exact(hours), Decimal(3600)).to_integral_value(context=_ROOMY))
    return shifted(moment, seconds)


def shifted(moment: str, seconds: int) -> str:
    """A time so many seconds later."""
    days, rest = divmod(_second(moment) + seconds, 86_400)
    return (
        add_days(moment[:10], days - _day(moment).toordinal())
        + f"T{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}Z"
    )


def add_months(moment: str, months: int) -> str:
    """The same day of a later month, or that month's last day. Raises OverflowError likewise."""
    year, month, day = (int(part) for part in moment[:10].split("-"))
    count_of_months = year * 12 + (month - 1) + months
    year, month = count_of_months // 12, count_of_months % 12 + 1
    if not 1 <= year <= 9999:
        raise OverflowError("a date beyond the years 1 to 9999")
    return f"{year:04d}-{month:02d}-{min(day, monthrange(year, month)[1]):02d}" + moment[10:]


def start_of_month(moment: str) -> str:
    """The month's first day."""
    return moment[:7] + "-01"


def end_of_month(moment: str) -> str:
    """The month's last day."""
    return moment[:7] + f"-{monthrange(int(moment[:4]), int(moment[5:7]))[1]:02d}"


def _day(moment: str) -> date:
    return date(int(moment[:4]), int(moment[5:7]), int(moment[8:10]))


def _second(moment: str) -> int:
    """Seconds since the first day that there is; a date is its midnight."""
    hours, minutes, seconds = (int(part) for part in (moment[11:19] or "00:00:00").split(":"))
    return _day(moment).toordinal() * 86_400 + hours * 3600 + minutes * 60 + seconds


# --- text -----------------------------------------------------------------------------------------------------------


def contains(text: str | None, part: str) -> bool:
    """Whether the part is in the text when both are case-folded; None has no parts."""
    return text is not None and text.casefold().find(part.casefold()) >= 0


def starts_with(text: str | None, part: str) -> bool:
    """Whether the text begins with exactly this."""
    return text is not None and text[: len(part)] == part


def same_text(first: str | None, second: str | None) -> bool:
    """Whether both are None, or equal once stripped and case-folded."""
    if first is None or second is None:
        return first is None and second is None
    return first.strip().casefold() == second.strip().casefold()


def glob_match(text: str | None, pattern: str) -> bool:
    """Whether the whole text matches; `*` is any run of characters, `?` is one, all else is itself."""
    if text is None:
        return False
    at = index = 0
    star, retry = -1, 0
    while at < len(text):
        if index < len(pattern) and pattern[index] == "*":
            star, retry = index, at
            index += 1
        elif index < len(pattern) and pattern[index] in ("?", text[at]):
            at, index = at + 1, index + 1
        elif star >= 0:
            retry += 1
            at, index = retry, star + 1
        else:
            return False
    return not pattern[index:].strip("*")


def lines(text: str) -> list[str]:
    """The lines without their ends; none for the empty text."""
    return text.splitlines()


def words(text: str) -> list[str]:
    """What white space separates."""
    return text.split()


def replace(text: str, old: str, new: str) -> str:
    """Every occurrence replaced, left to right; an empty `old` occurs nowhere."""
    return new.join(text.split(old)) if old else text


def join_path(folder: str, path: str) -> str:
    """`path` seen from `folder`, without `.`, `..` and double slashes; `..` stops at the root."""
    rooted = path.startswith("/") or folder.startswith("/")
    parts: list[str] = []
    for part in (path if path.startswith("/") else f"{folder}/{path}").split("/"):
        if part in ("", "."):
            continue
        if part != "..":
            parts.append(part)
        elif parts and parts[-1] != "..":
            parts.pop()
        elif not rooted:
            parts.append(part)
    return "/" + "/".join(parts) if rooted else "/".join(parts) or "."


def valid_email(text: str) -> bool:
    """Whether it reads name@domain.tld: one @, a dotted domain without empty labels, no white space."""
    name, at, domain = text.partition("@")
    labels = domain.split(".")
    spaced = any(character.isspace() for character in text)
    return bool(name and at) and "@" not in domain and not spaced and len(labels) > 1 and all(labels)


def valid_phone(text: str) -> bool:
    """Whether it is 7 to 15 ASCII digits, `+` before them if any, with spaces, dots, hyphens, brackets between."""
    body = text.removeprefix("+")
    digits = sum(character in _DIGITS for character in body)
    plain = all(character in _DIGITS or character in " ().-" for character in body)
    return 7 <= digits <= 15 and plain and body[0] in _DIGITS and body[-1] in _DIGITS


def valid_file_name(text: str) -> bool:
    """Whether it can name one file: 1 to 255 characters, no slash, control character or outer space, not . or .."""
    forbidden = any(character in "/\\\x7f" or character < " " for character in text)
    return 0 < len(text) <= 255 and not forbidden and text not in (".", "..") and text == text.strip()


_DIGITS = frozenset("0123456789")

BODIES: dict[str, Callable[..., Any]] = {
    body.__name__: body
    for body in (
        date_of, days_between, hours_between, add_days, add_hours, add_months, start_of_month, end_of_month,
        count, total, average, percentile, floor, round_half_up, ratio, money, len, abs, min, max,
        contains, starts_with, same_text, glob_match, lines, words, replace, join_path,
        valid_email, valid_phone, valid_file_name,
    )
}  # fmt: skip
"""Name to body, for every function whose arguments are all evaluated first."""
