"""What a column's name says about its values: one table, read from the top, first match wins.

A line is (kinds, pattern, maker, options). The pattern is searched in the column's name; `@` in front means that it
must match the whole name. An option whose value is `$role` becomes the part of the name before the match.

A text that no line for texts knows may be a word of a short list, a moment or a number written as text; a number may be
a moment in seconds.
"""

import re
from functools import lru_cache

from generator.seed.meanings import moments, numbers, particular, people, speech, technical
from generator.seed.meanings.lines import Meaning, Options, line
from generator.seed.words.choices import choice_of
from servers.farm.model import SeedRule

__all__ = ["TABLE", "Meaning", "Options", "meaning"]

_REST: tuple[Meaning, ...] = (
    line("text", "", "word"),
    line("integer", "", "whole", low=1, high=24),
    line("number", "", "decimal", low=1.0, high=90.0),
    line("boolean", "", "flag", share=0.4),
    line("enum", "", "spread"),
    line("list", "", "several"),
)
TABLE: tuple[Meaning, ...] = (
    *particular.LINES,
    *people.LINES,
    *technical.LINES,
    *speech.LINES,
    *moments.LINES,
    *numbers.LINES,
    *_REST,
)

_MOMENT = re.compile(
    r"_(at|on|ts)$|(^|_)(date|datetime|timestamp|expiry|expires|expiration|dob|birthday|since|until|ts)(_|$)|_time$|"
    r"^(created|updated|modified|start|end|last_(updated?|access|login|modified|seen))$"
)
_DAY = re.compile(r"(^|_)(date|day|dob|birthday|birth)(_|$)")
_AMOUNT = re.compile(
    r"(^|_)(amount|total|sum|price|cost|balance|fee|sub_?total|revenue|income|turnover|budget|salary|value_in_\w+)s?(_|$)|"
    r"_(amount|price|value|fee)$"
)
_NUMBER = re.compile(
    r"(^|_)(percent\w*|pct|quantity|qty|count|number_of|num|no_of|nr_of|weight|height|width|length|depth|distance|score|"
    r"points|rating|stars|speed|year|vintage|size|bytes|port|age|rate|limit|max|min|minutes|seconds|hours|days|pages?|"
    r"used|usage|supply|latitude|longitude|level|offset|decimals|votes|hits)(_|$)"
)

_SAID_WITH_MORE = re.compile(r"^(\w+?)_?\d+$|^(\w+)_(?:string|str|raw|formatted|display|value)$")
_SAID_FIRST = re.compile(
    r"^(phone|e?mail|url|ip|date|colou?r|image|amount|price|currency|country|city|hash|token|uuid|path)_\w+$"
)
"""Names that add to one that says more: `address3`, `barcode_value`, `phone_home`."""


@lru_cache(maxsize=8192)
def meaning(kind: str, name: str) -> SeedRule | None:
    """The rule that a column's name and kind suggest; None for kinds that no maker fills (references, positions).

    The rule is the same object each time: copy its options before changing them.
    """
    found = _first(kind, name)
    if found is None or found.pattern.pattern:
        return found.rule(name) if found else None
    return _written_otherwise(kind, name) or found.rule(name)


def _first(kind: str, name: str) -> Meaning | None:
    return next((item for item in TABLE if kind in item.kinds and item.pattern.search(name)), None)


def _written_otherwise(kind: str, name: str) -> SeedRule | None:
    """The rule of a moment or number that is kept in a column of another kind."""
    if kind in ("text", "integer", "number") and _MOMENT.search(name) and not name.endswith("_per_time"):
        found = _first("datetime", name)
        form = {"form": "date"} if kind == "text" and _DAY.search(name) and "time" not in name else {}
        return SeedRule(make=found.make, options={**found.rule(name).options, **form}) if found else None
    if kind != "text":
        return None
    if (known := _shorter(_SAID_WITH_MORE, name)) is not None:
        return known
    if (chosen := choice_of(name)) is not None:
        return SeedRule(make="pick_from", options={"list": chosen})
    if (known := _shorter(_SAID_FIRST, name)) is not None:
        return known
    for pattern, other in ((_AMOUNT, "money"), (_NUMBER, "integer")):
        if pattern.search(name):
            return (_first(other, name) or _REST[1]).rule(name)
    return None


def _shorter(pattern: re.Pattern[str], name: str) -> SeedRule | None:
    """The rule of the name that is left without what it adds, if that says something."""
    found = pattern.search(name)
    known = meaning("text", next(part for part in found.groups() if part)) if found else None
    return known if known is not None and known.make not in ("word", "title") else None
