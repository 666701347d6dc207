"""Makers for short lists: keys of other entities, enum values, tags, and what the name of the column says is listed."""

import re
from collections.abc import Callable, Sequence

from generator.seed.families import PERSON, family_of, family_of_noun
from generator.seed.making import Maker, Making
from generator.seed.meanings import meaning
from generator.seed.words import family
from generator.seed.words.choices import choice_of, choices
from generator.seed.words.makings import (
    CODE_TAGS,
    GENRES,
    LOCALES,
    MIME_TYPES,
    MODIFIERS,
    RECURRENCES,
    TAGS,
    TRADE_TAGS,
)
from generator.seed.words.people import PLACES, STREETS
from servers.farm.model import ListColumn
from servers.farm.names import spoken
from servers.farm.state import Scalar, Value

_HOSTS = ("fernhill", "northquay", "cedarworks", "lumen", "oldmill", "kestrel")


def tags_text(making: Making) -> str:
    """One to three tags, joined by commas."""
    return ", ".join(making.random.sample(_pool(making), making.random.choice((1, 2, 2, 3))))


def several(making: Making) -> tuple[Scalar, ...]:
    """A short list of the column's element kind: keys of an entity that the name names, enum values, tags, numbers."""
    column = making.column
    if not isinstance(column, ListColumn):
        return ()
    count = making.random.choice((0, 1, 1, 2, 2, 3))
    if column.of in ("integer", "number"):
        number = float if column.of == "number" else int
        return tuple(number(making.random.randint(1, 9)) for _ in range(count))
    if column.of in ("date", "datetime", "boolean"):
        return ()
    if column.of == "enum":
        return _sample(making, column.values, count)
    if re.fullmatch(r"(parent|ancestor)s?(_ids)?", making.name):
        own = making.environment.entities[making.entity].key
        return _sample(making, [row[own.column] for row in making.earlier] if own is not None else [], count)
    return _sample(making, making.keys_named(making.name) or _pool(making), count)


def _sample(making: Making, pool: Sequence[Value], count: int) -> tuple[Scalar, ...]:
    return tuple(making.random.sample([str(item) for item in pool], min(count, len(pool))))


def _pool(making: Making) -> tuple[str, ...]:
    """What the elements of a list may be, by its name: keys of a noun's family, short words, else tags."""
    single = _SINGULAR.sub(lambda match: "y" if match.group() == "ies" else "", making.name)
    listed = next((words for pattern, words in _LISTED if re.search(pattern, making.name)), None)
    if listed is not None:
        return listed
    noun = re.sub("_(name|title|label|display_name|key)$", "", single)
    known = family_of_noun(noun)
    if not known and (last := family_of_noun(noun.rpartition("_")[2].removeprefix("sub"))):
        known = last
    element = meaning("text", single)
    made = element.make if element is not None else ""
    if made in ("phone", "text"):
        return _MADE_OF[made](making)
    if made == "company":
        return family("company").titles
    if known == PERSON or made == "person_name":
        return tuple(making.persona(f"{making.name} {place}").name for place in range(6))
    if (chosen := choice_of(single)) is not None:
        return tuple(dict.fromkeys(choices()[chosen][1]))
    if known and known != "label":
        return family(known).titles
    if made in _MADE_OF and not known and not _ARE_TAGS.search(making.name):
        return _MADE_OF[made](making)
    return tuple(_TAGS.get(family_of(making.entity), TAGS))


def _addresses(_making: Making) -> tuple[str, ...]:
    return tuple(f"{street} {at * 7 + 3}, {place[4]} {place[0]}" for at, (street, place) in
                 enumerate(zip(STREETS, PLACES, strict=False)))  # fmt: skip


def _sentences(_making: Making) -> tuple[str, ...]:
    return family("remark").titles


_MADE_OF: dict[str, Callable[[Making], tuple[str, ...]]] = {
    "address_part": _addresses,
    "text": _sentences,
    "title": lambda making: tuple(f"{before} {spoken(making.entity)}" for before in MODIFIERS[:12]),
    "phone": lambda making: tuple(making.persona(f"{making.name} {place}").phone for place in range(6)),
    "username": lambda making: tuple(making.persona(f"{making.name} {place}").username for place in range(6)),
}
"""What lists hold whose elements are made like a column's values."""
_ARE_TAGS = re.compile("tag|label|keyword|categor|topic|interest")

_SINGULAR = re.compile("(?<=[^s])(ies|s)$")
_LISTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("recurr|rrule", RECURRENCES),
    ("genre|style|mood", tuple(GENRES)),
    ("lang|locale", tuple(LOCALES)),
    ("countr(y|ies)(_codes?)?$", tuple(dict.fromkeys(place[3] for place in PLACES))),
    ("currenc(y|ies)(_codes?)?$", ("EUR", "USD", "GBP", "CAD")),
    ("cit(y|ies)$|regions?(_names?)?$", tuple(place[0] for place in PLACES)),
    ("ur[il]s?$|links?$|hrefs?$|websites?$", tuple(f"https://www.{name}.example/" for name in _HOSTS)),
    ("domains?$|hosts?$|name_?servers?|nameservers|origins?$", tuple(f"{name}.example" for name in _HOSTS)),
    ("(^|_)ips?$|addresses$|cidrs?$", ("192.0.2.10", "192.0.2.24", "198.51.100.7", "203.0.113.40")),
    ("ports?$", ("22", "80", "443", "8080")),
    ("days?$|weekdays", ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")),
    ("coordinates?$", ("38.7223", "-9.1393", "52.52", "13.405")),
    ("(^|_)(ids?|keys?|codes?|tokens?|barcodes?|gtins?|skus?)$", tuple(f"{name[:2].upper()}-{len(name):02d}7{at}"
                                                                        for at, name in enumerate(_HOSTS))),
    ("emails?$|recipients?$", tuple(f"{name}@mail.example" for name in ("grace.weber", "omar.silva", "julia.park"))),
    ("versions?$", ("1.0.0", "1.1.0", "1.2.3", "2.0.0")),
    ("mime|content_type|media_type", tuple(MIME_TYPES.values())),
    ("extensions?$|formats?$", ("pdf", "png", "csv", "docx")),
    ("paths?$|patterns?$|files?name", ("/reports", "/shared/plans", "/photos/2026", "/exports")),
)  # fmt: skip
_TAGS = dict.fromkeys("issue repository branch commit release workflow server service app".split(), CODE_TAGS)
_TAGS |= dict.fromkeys("product order discount company deal plan".split(), TRADE_TAGS)


MAKERS: dict[str, Maker] = {"tags_text": tags_text, "several": several}
