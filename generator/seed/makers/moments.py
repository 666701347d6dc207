"""Makers for dates and times around the environment's clock."""

from datetime import UTC, datetime, timedelta

from generator.seed.making import Maker, Making, moment
from servers.farm.state import Value

_SECONDS = 500_000_000
"""Numbers from here on may be seconds since 1970."""


def past(making: Making) -> datetime:
    """A moment before the clock. `after` and `since` say what it comes after: soon, more often than late.

    With `ascending` later rows have later moments, as in tables whose keys count up.
    """
    earliest = _earliest(making)
    start = making.clock + timedelta(days=making.number("from_days", -180))
    end = making.clock + timedelta(days=making.number("to_days", -1))
    if earliest is not None and earliest >= making.clock:
        return earliest + _span(making)  # What begins in the future ends there, whatever its name says.
    if making.rule.options.get("ascending"):
        return _waking(_ascending(making, start, end), earliest or start, making.clock)
    if earliest is not None:
        return _waking(_soon(making, earliest, making.clock), earliest, making.clock)
    return _waking(_between(making, start, end), start, making.clock)


def after_past(making: Making) -> datetime:
    """When something was last changed: between the sibling `after` and the clock, sometimes at once."""
    earliest = _earliest(making)
    if earliest is None:
        start = making.clock - timedelta(days=60)
        return _waking(_between(making, start, making.clock), start, making.clock)
    if making.random.random() < 0.3 or earliest >= making.clock:
        return earliest
    return _waking(_between(making, earliest, making.clock), earliest, making.clock)


def _ascending(making: Making, start: datetime, end: datetime) -> datetime:
    """The row's own slice of the time between, slices growing shorter towards the end; not before `since`."""
    part = (making.index + making.random.random()) / making.count
    value = start + (end - start) * (1 - (1 - part) ** 1.5)
    earliest = _earliest(making)
    return value if earliest is None or value > earliest else _soon(making, earliest, making.clock)


def around(making: Making) -> datetime:
    """A moment around the clock on a full or half hour; after the sibling `after` by a plausible span."""
    earliest = _earliest(making)
    if earliest is not None:
        return earliest + _span(making)
    start, end = making.number("from_days", -20), making.number("to_days", 40)
    day = making.clock.replace(minute=0, second=0) + timedelta(days=int(making.random.uniform(start, end)))
    return day.replace(hour=making.random.randint(8, 19), minute=making.random.choice((0, 0, 30)))


def in_turn(making: Making) -> datetime:
    """The start of a stretch of time that comes after those of the earlier rows with the same `by`, which end at their
    column `end`; the first is `from_days` (-20) from the clock. Rows of one parent never overlap."""
    found = [
        row.get(making.text("end")) for row in making.earlier if row.get(making.text("by")) == making.sibling("by")
    ]
    ends = [moment(end) for end in found if isinstance(end, str)]
    day = timedelta(days=1)
    if not ends:
        first = making.clock + day * making.number("from_days", -20)
        return first.replace(minute=0, second=0) + day * making.random.randint(0, 4)
    gap = making.random.choice((0, 0, 1, 2, 4))
    return max(ends) + (
        day * gap if gap or making.column is None or making.column.kind == "date" else timedelta(hours=2)
    )


def expiry(making: Making) -> datetime:
    """When something stops being valid: for about `past` (0.2) of the rows that was in the last `ago` (40) days, for
    the others it is within `ahead` (330); after the sibling `after`."""
    share = making.number("past", 0.2)
    over = making.dealt({"past": share, "ahead": 1 - share}) == "past"
    days = -making.number("ago", 40) if over else making.number("ahead", 330)
    value = making.clock + timedelta(days=days * (0.03 + 0.97 * making.random.random()))
    earliest = _earliest(making)
    value = max(value, earliest + _span(making)) if earliest is not None else value
    return value.replace(minute=0, second=0, microsecond=0)


def time_of_day(making: Making) -> str:
    """Hours and minutes."""
    return f"{making.random.randint(7, 19):02d}:{making.random.choice((0, 15, 30, 45)):02d}"


def _earliest(making: Making) -> datetime | None:
    """What the moment comes after: a moment of the same row, of the parent row, or neither."""
    values = (*making.siblings("after"), making.parent("since"))
    found = [known for value in values if (known := _told(value)) is not None]
    return max(found, default=None)


def _told(value: Value) -> datetime | None:
    """The moment that a value stands for: text, or seconds since 1970."""
    if isinstance(value, str) and value:
        return moment(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and value > _SECONDS:
        return datetime.fromtimestamp(int(value), UTC)
    return None


def _span(making: Making) -> timedelta:
    if making.column is not None and making.column.kind == "date":
        return timedelta(days=making.random.choice((1, 1, 2, 3, 5, 7)))
    return timedelta(minutes=making.random.choice((30, 30, 45, 60, 60, 90, 120)))


def _between(making: Making, start: datetime, end: datetime) -> datetime:
    seconds = max(0, int((end - start).total_seconds()))
    return start + timedelta(seconds=making.random.randint(0, seconds))


def _soon(making: Making, start: datetime, end: datetime) -> datetime:
    """Mostly within the first tenth of the time between."""
    return start + (end - start) * (0.002 + 0.9 * making.random.random() ** 4)


def _waking(value: datetime, start: datetime, end: datetime) -> datetime:
    """The same day between seven and twenty-two, if the bounds allow: that is when people do things."""
    value = value.replace(microsecond=0)
    moved = value if 7 <= value.hour < 22 else value.replace(hour=9 + value.hour % 9)
    return moved if start <= moved <= end else value


MAKERS: dict[str, Maker] = {
    "past": past,
    "after_past": after_past,
    "around": around,
    "in_turn": in_turn,
    "expiry": expiry,
    "time_of_day": time_of_day,
}
