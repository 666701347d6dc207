"""Makers for what people write: titles by family of nouns, the texts that go with them, names of firms, tags."""

import re
from datetime import datetime

from generator.seed.cast import ascii_word
from generator.seed.chance import chance
from generator.seed.families import PERSON, family_of
from generator.seed.making import Maker, Making, moment
from generator.seed.words import Family, family
from generator.seed.words.catalogues import CATALOGUES
from generator.seed.words.choices import choices
from generator.seed.words.makings import (
    AFTERTHOUGHTS,
    GENRES,
    LONG_AFTERTHOUGHTS,
    MODIFIERS,
    NEUTRAL,
    NEUTRAL_WORDS,
    RECURRENCES,
    UNITS,
    WORDS_OF_STATE,
)
from generator.seed.words.people import LAST_NAMES
from servers.farm.names import spoken
from servers.farm.state import Value


def title(making: Making) -> str:
    """What a person would call this row: from the family of the entity's noun, or a phrase with the noun itself."""
    name = making.text("family") or family_of(making.entity)
    if name == PERSON:
        return making.persona().name
    if not name:
        return phrase(making)
    return _at_length(making, _varied(making, family(name), name), name)


def fact(making: Making) -> Value:
    """What is so of this row's currency, country or language; the columns of a row agree."""
    facts = CATALOGUES[making.text("catalogue")]
    of_row, lap = making.draw(facts, f"catalogue {making.text('catalogue')}")
    found = of_row[making.text("fact")]
    if getattr(making.column, "kind", "text") in ("integer", "number"):
        return int(found)
    return f"{found} {lap + 1}" if lap and making.text("fact") in ("name", "code") else found


def family_title(making: Making) -> str:
    """A title of a named family, whatever the entity."""
    name = making.text("family", "label")
    return _varied(making, family(name), name)


def _varied(making: Making, words: Family, name: str) -> str:
    """A title; after all were used once, with an afterthought that tells it from the first."""
    item, lap = making.draw_words(words.titles, name)
    if lap == 0:
        return item
    place = making.index + making.attempt * making.count
    extra = AFTERTHOUGHTS[(place * 7 + lap) % len(AFTERTHOUGHTS)]
    extra += f" {lap // 3 + 1}" if lap > 2 else ""
    stem, dot, extension = item.rpartition(".")
    if dot and re.fullmatch(r"\w{2,4}", extension):
        return f"{stem} {extra}.{extension}"
    return re.sub(r"\W+", "-", f"{item} {extra}") if _TECHNICAL.fullmatch(item) else f"{item}, {extra}"


def _at_length(making: Making, item: str, name: str) -> str:
    """One title of a table of tasks, issues or messages is long: somebody always writes a whole sentence into it."""
    most = getattr(making.column, "max_length", None) or 200
    if making.index != _LONG_ROW or making.count <= _LONG_ROW or name not in _WRITTEN or most < _LONG:
        return item
    chosen = chance(making.seed, making.entity, "long").choice(LONG_AFTERTHOUGHTS)
    return f"{item}, {chosen}"


_TECHNICAL = re.compile(r"[a-z0-9_/.\-]+")
_LONG_ROW, _LONG = 6, 160
_WRITTEN = frozenset(("task", "issue", "message"))
"""Families whose titles people type themselves."""


def kind(making: Making) -> str:
    """What goes with the row's title (a product's category, an event's place); from family `other` if nothing does."""
    name = family_of(making.entity)
    words = family(name) if name and name != PERSON else None
    if words is None or not words.kinds:
        other = making.text("other", "category")
        return making.draw(family(other).titles, f"{making.name} kind")[0]
    return making.draw_words(words.kinds, name)[0]


def text(making: Making) -> str:
    """Sentences that belong to the row's title; `length` cuts at a word."""
    name = making.text("family") or family_of(making.entity)
    words = family(name) if name and name != PERSON else family("remark")
    if not words.texts:
        name, words = "remark", family("remark")
    return shortened(making.draw_words(words.texts, name)[0], int(making.number("length", 10_000)))


def shortened(value: str, length: int) -> str:
    """The text, cut before the word that crosses `length` characters."""
    if len(value) <= length:
        return value
    kept = value[: length + 1].rsplit(" ", 1)[0] if " " in value[: length + 1] else value[:length]
    return kept[:length].rstrip(" ,;:-") or value[:length]


def phrase(making: Making) -> str:
    """For nouns that no family knows: the entity's own noun with a name, a place or a season before it."""
    noun = spoken(making.entity)
    (before, lap), more = making.draw(MODIFIERS), making.index * 7 + making.attempt
    extra = AFTERTHOUGHTS[(more + lap) % len(AFTERTHOUGHTS)] if lap else ""
    extra += f" {lap // 3 + 1}" if lap > 2 else ""
    return f"{before} {noun}" + (f", {extra}" if extra else "")


def word(making: Making) -> str:
    """For columns that no line of the table knows: a short code where the name is one, else plain words of the column's
    own, which say little and are not wrong."""
    most = getattr(making.column, "max_length", None) or 99
    if len(making.name) < _NAME_OF_A_CODE or most < _ROOM_FOR_WORDS:
        return making.random.choice("ABCDEF") + str(making.random.randint(1, 9)) + str(making.attempt or "")
    chosen = chance(making.seed, making.environment.name, making.entity, making.name, "words").sample(
        NEUTRAL, NEUTRAL_WORDS
    )
    item, lap = making.draw(chosen)
    return f"{item}-{lap + 1}" if making.attempt else item


_NAME_OF_A_CODE, _ROOM_FOR_WORDS = 5, 9


def html(making: Making) -> str:
    """The sibling's text as a paragraph."""
    source = making.sibling("of")
    return f"<p>{source}</p>" if isinstance(source, str) else f"<p>{text(making)}</p>"


def company(making: Making) -> str:
    """A firm that does not exist."""
    item, lap = making.draw(family("company").titles, f"{making.name} company")
    if lap == 0:
        return item
    place = making.index + making.attempt * making.count
    kinds = ("& Partners", "Trading", "Supplies", "Studio", "& Sons", "Services", "Works", "Group")
    return f"{LAST_NAMES[(place * 11) % len(LAST_NAMES)]} {kinds[place % len(kinds)]}"


def slug(making: Making) -> str:
    """The title in lower case with hyphens."""
    source = making.sibling("of")
    words = source if isinstance(source, str) and source else title(making)
    found = ascii_word(re.sub(r"[\s_/]+", "-", words)).strip(".-")
    return (re.sub(r"-{2,}", "-", found) or "entry") + (f"-{making.attempt + 1}" if making.attempt else "")


def echoed(making: Making) -> Value | datetime:
    """What the sibling says, as this column keeps it: a moment as a date, a word of an enum as text."""
    value = making.sibling("of")
    is_moment = making.column is not None and making.column.kind in ("date", "datetime") and isinstance(value, str)
    return moment(str(value)) if is_moment else value


def page_path(making: Making) -> str:
    """The path of a page that is called after the sibling."""
    return f"/{slug(making)}"


def pick(making: Making) -> str:
    """One of `values`."""
    return making.random.choice(making.texts("values"))


def pick_from(making: Making) -> str:
    """One of a named short list."""
    lists = {"recurrences": RECURRENCES, "states": tuple(WORDS_OF_STATE), "genres": tuple(GENRES)}
    name = making.text("list", "states")
    return making.draw(lists[name] if name in lists else choices()[name][1])[0]


def unit(making: Making) -> str:
    """A unit of measure."""
    return making.random.choice(UNITS)


MAKERS: dict[str, Maker] = {
    "title": title,
    "fact": fact,
    "family_title": family_title,
    "kind": kind,
    "text": text,
    "phrase": phrase,
    "word": word,
    "html": html,
    "company": company,
    "slug": slug,
    "echoed": echoed,
    "page_path": page_path,
    "pick": pick,
    "pick_from": pick_from,
    "unit": unit,
}
