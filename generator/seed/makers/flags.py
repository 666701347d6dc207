"""Makers for enums and booleans: every value occurs, the usual ones more often."""

from generator.seed.making import Maker, Making
from servers.farm.model import EnumColumn


def spread_value(making: Making) -> str | None:
    """One value of the enum; the default most often, each at least once when there are rows enough."""
    column = making.column
    if not isinstance(column, EnumColumn):
        return None
    usual = (column.default or "").strip("'\"")
    weights = {
        value: 3.0 if value == usual else 1.6 if place == 0 else 1.0 for place, value in enumerate(column.values)
    }
    return making.dealt(weights)


def flag(making: Making) -> bool:
    """True for about `share` of the rows, and both values occur."""
    share = making.number("share", 0.4)
    return making.dealt({"true": share, "false": 1 - share}) == "true"


def first_only(making: Making) -> bool:
    """True for the first row only."""
    return making.index == 0


MAKERS: dict[str, Maker] = {"spread": spread_value, "flag": flag, "first_only": first_only}
