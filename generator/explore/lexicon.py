"""How names split into words: `taskListId`, `task-list-id` and, where the description tells, `tasklistId`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from generator.description import Description
from generator.english import plural, singular
from generator.words import Words as Words
from generator.words import plain_words as plain_words

_WHOLE = frozenset(
    "checklist database dataset email endpoint filename firewall folder hashtag hostname keyword livestream "
    "metadata namespace nickname offline online password payload payout playlist postcode repository screenshot "
    "shoutout signup subnet subscription template timeline timestamp timezone username videogame webhook website "
    "wishlist workflow workspace whitelist blacklist blocklist allowlist snapshot hotspot voicemail checkout "
    "feedback shortcut account".split()
)
"""Words that stay whole although some description writes them in two."""
_MIN_COMPOUND = 7


@dataclass(frozen=True)
class Lexicon:
    """The compounds of one description: "tasklist" is ("task", "list") because a schema is called TaskList."""

    compounds: Mapping[str, Words]
    addresses: Mapping[Words, Words] = field(default_factory=dict)
    """Names by which paths address things, as ids: ("zone", "key") is ("zone", "id") where /zones/{zoneKey} is one."""

    def words(self, name: str) -> Words:
        """The words of a name, compounds taken apart."""
        found = tuple(part for word in plain_words(name) for part in self.compounds.get(word, (word,)))
        return self.addresses.get(found, found)

    def snake(self, name: str) -> str:
        """The name in our spelling: lower-case words joined by underscores."""
        return "_".join(self.words(name))


def lexicon(description: Description) -> Lexicon:
    """Learn the compounds from the names of schemas, properties and path segments that mark their words."""
    compounds: dict[str, Words] = {}
    for words in _compounds(description):
        compounds.setdefault("".join(words), words)
        many = (*words[:-1], plural(words[-1]))
        compounds.setdefault("".join(many), many)
    kept = {whole: words for whole, words in compounds.items() if len(whole) >= _MIN_COMPOUND and not _whole(whole)}
    plain = Lexicon(kept)
    return replace(plain, addresses=_addresses(description, plain))


_MARKS = frozenset("key number".split())
"""Words that mean an id where a path addresses a thing so."""


def _addresses(description: Description, plain: Lexicon) -> dict[Words, Words]:
    found: dict[Words, Words] = {}
    for operation in description.operations:
        for literal, variable in pairwise(operation.path.strip("/").split("/")):
            words = plain.words(variable.strip("{}")) if variable.startswith("{") else ()
            noun = plain.words(literal)
            alike = words[:-1] and (*noun[:-1], singular(noun[-1])) if noun else ()
            if words[-1:] and words[-1] in _MARKS and alike and alike[-len(words) + 1 :] == words[:-1]:
                found[words] = (*words[:-1], "id")
    return found


def _whole(word: str) -> bool:
    return word in _WHOLE or word.removesuffix("s") in _WHOLE


def _compounds(description: Description) -> Iterator[Words]:
    """Names of two or three words, then the pairs inside longer ones."""
    found = [plain_words(name) for name in _names(description)]
    telling = [words for words in found if len(words) > 1]
    yield from (words for words in telling if len(words) < 4 and all(len(word) > 2 for word in words))
    yield from (words for words in map(plain_words, description.schemas) if len(words) == 2 and len(words[1]) > 2)
    for words in telling:
        yield from (pair for pair in pairwise(words) if all(len(word) > 2 for word in pair))


def _names(description: Description) -> Iterator[str]:
    for name, schema in description.schemas.items():
        yield name
        yield from schema.properties
    for operation in description.operations:
        yield from (segment for segment in operation.path.split("/") if not segment.startswith("{"))
