"""Makers for enums and booleans: every value occurs, the usual ones more often."""

from generator.seed.making import Maker, Making
from generator.seed.states import OFF, standing, tells_status, words
from servers.farm.model import Column, EnumColumn


def spread_value(making: Making) -> str | None:
    """One value of the enum, each at least once when there are rows enough; the default most often, then those in which
    most rows of a settled account are. `weights`, texts such as `paid=3`, say it otherwise."""
    column = making.column
    if not isinstance(column, EnumColumn):
        return None
    told = {
        name: float(weight) for name, _, weight in (item.rpartition("=") for item in making.texts("weights")) if name
    }
    usual = (column.default or "").strip("'\"")
    tells = tells_status(making.name, column.values)
    weights = {
        value: told.get(value, _DEFAULT if value == usual else _weight(value, place, tells))
        for place, value in enumerate(column.values)
    }
    return making.dealt(weights)


_DEFAULT = 3.0
_FEWER = frozenset("unknown unspecified other none undefined custom test unrecognized null".split())


def _weight(value: str, place: int, tells: bool) -> float:
    """How often a value occurs beside others: things that went well more often than those that went wrong."""
    found = words(value)
    if _FEWER.intersection(found):
        return 0.3
    if not tells:
        return 1.6 if place == 0 else 1.0
    known = next((item for word in reversed(found) if (item := standing(word))), None)
    if known is None:
        return 1.0
    if known.stage == OFF:
        return 0.35
    return 2.2 if known.stage >= _GOING or found[-1] == "open" else 0.9


_GOING = 3
"""The stage from which on something is under way."""


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
