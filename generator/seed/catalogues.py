"""Entities that are catalogues of currencies, countries or languages: every row is another one, with its own facts."""

from __future__ import annotations

import re

from generator.english import singular
from generator.seed.words.catalogues import CATALOGUES
from servers.farm.model import SeedRule

_OF_ENTITIES = {"currency": "currency", "country": "country", "language": "language", "locale": "language"}
_NAME = r"(english_|display_|full_|long_)?(name|title|label)"
_CODE = r"(short_)?code|iso(_?(code|2|alpha_?2|639_1))?|cca2|alpha_?2(_code)?|abbreviation|short_name|symbol_code|tag"
_FACTS: dict[str, tuple[tuple[str, str], ...]] = {
    "currency": (
        ("plural", rf"{_NAME}_plural|plural(_name)?"),
        ("name", _NAME),
        ("code", rf"{_CODE}|text|currency"),
        ("symbol", r"symbol\w*"),
        ("digits", r"decimals|decimal_(digits|places)|minor_?units?|exponent|precision"),
        ("number", r"iso_?num(ber|eric)?|num(eric)?_?code|code_?num(eric)?"),
    ),
    "country": (
        ("name", rf"{_NAME}|country"),
        ("code3", r"code_?(3|long)|cca3|iso_?3|alpha_?3(_code)?|iso_alpha_?3|long_code"),
        ("code", _CODE),
        ("number", r"ccn3|iso_?num(ber|eric)?|num(eric)?_?code|code_?num(eric)?"),
        ("calling", r"(calling|phone|dial(ing)?|telephone)_?(code|prefix)"),
        ("currency", r"currency(_code)?"),
        ("continent_code", r"continent_code"),
        ("continent", r"continent(_name)?"),
    ),
    "language": (
        ("native", r"native(_name)?|local(_name|_title)?|endonym"),
        ("name", rf"{_NAME}|language"),
        ("code3", r"code_?3|iso_?(3|639_2|639_3)"),
        ("locale", r"locale(_code)?"),
        ("code", _CODE),
    ),
}


def fact_rule(entity: str, name: str, kind: str) -> SeedRule | None:
    """The rule of a column that says a fact of the currency, country or language that the row is; None for others."""
    noun = singular(entity.split("_")[-1])
    of = _OF_ENTITIES.get(noun)
    if of is None or kind not in ("text", "integer", "number"):
        return None
    bare = name.removeprefix(f"{noun}_")
    fact = next(
        (fact for fact, pattern in _FACTS[of] if re.fullmatch(pattern, bare) or re.fullmatch(pattern, name)), ""
    )
    fact = "locale" if (noun, fact) == ("locale", "code") else fact
    if not fact or (kind != "text" and not CATALOGUES[of][0][fact].isdigit()):
        return None
    return SeedRule(make="fact", options={"catalogue": of, "fact": fact, "null": 0.0})
