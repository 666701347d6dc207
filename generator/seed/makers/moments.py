"""Makers for dates and times around the environment's clock."""

from datetime import datetime, timedelta

from generator.seed.making import Maker, Making, moment


def past(making: Making) -> datetime:
    """A moment before the clock, later than the sibling `after` if there is one, at any minute of a waking hour."""
    earliest = _after(making)
    if earliest is not None:
        return _between(making, earliest, making.clock)
    start = making.clock + timedelta(days=making.number("from_days", -180))
    end = making.clock + timedelta(days=making.number("to_days", -1))
    return _waking(_between(making, start, end))


def after_past(making: Making) -> datetime:
    """When something was last changed: between the sibling `after` and the clock, sometimes at once."""
    earliest = _after(making) or making.clock - timedelta(days=120)
    if making.random.random() < 0.3:
        return earliest
    return _between(making, earliest, making.clock)


def around(making: Making) -> datetime:
    """A moment around the clock on a full or half hour; after the sibling `after` by a plausible span."""
    earliest = _after(making)
    if earliest is not None:
        return earliest + _span(making)
    start, end = making.number("from_days", -20), making.number("to_days", 40)
    day = making.clock.replace(minute=0, second=0) + timedelta(days=int(making.random.uniform(start, end)))
    return day.replace(hour=making.random.randint(8, 19), minute=making.random.choice((0, 0, 30)))


def time_of_day(making: Making) -> str:
    """Hours and minutes."""
    return f"{making.random.randint(7, 19):02d}:{making.random.choice((0, 15, 30, 45)):02d}"


def _after(making: Making) -> datetime | None:
    value = making.sibling("after")
    return moment(value) if isinstance(value, str) and value else None


def _span(making: Making) -> timedelta:
    if making.column is not None and making.column.kind == "date":
        return timedelta(days=making.random.choice((1, 1, 2, 3, 5, 7)))
    return timedelta(minutes=making.random.choice((30, 30, 45, 60, 60, 90, 120)))


def _between(making: Making, start: datetime, end: datetime) -> datetime:
    seconds = max(0, int((end - start).total_seconds()))
    return start + timedelta(seconds=making.random.randint(0, seconds))


def _waking(value: datetime) -> datetime:
    """Most people write between seven and twenty-two."""
    return value if 7 <= value.hour < 22 else value.replace(hour=9 + value.hour % 9)


MAKERS: dict[str, Maker] = {"past": past, "after_past": after_past, "around": around, "time_of_day": time_of_day}
