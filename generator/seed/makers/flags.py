"""Makers for enums and booleans: every value occurs, the usual ones more often."""

from generator.seed.making import Maker, Making
from servers.farm.model import Column, EnumColumn


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
    """True for about `share` of the rows, and both values occur; with `of` where that column's value is one of `is`."""
    if "of" in making.rule.options:
        return making.sibling("of") in tuple(making.rule.options.get("is") or ())  # type: ignore[arg-type]
    share = making.number("share", 0.4)
    return making.dealt({"true": share, "false": 1 - share}) == "true"


def first_only(making: Making) -> bool:
    """True for the first row of each parent, or of the table if it has none."""
    columns = making.environment.entities[making.entity].columns
    parent = next((name for name, item in columns.items() if item.kind == "reference" and not is_nullable(item)), None)
    if parent is None:
        return not making.earlier
    return all(row[parent] != making.row[parent] for row in making.earlier)


def is_nullable(column: Column) -> bool:
    """Whether a column may be empty."""
    return bool(getattr(column, "nullable", False))


MAKERS: dict[str, Maker] = {"spread": spread_value, "flag": flag, "first_only": first_only}
