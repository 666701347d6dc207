"""The name of a call as it is said: a verb, a noun, and what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.description import Schema
from generator.english import is_plural, singular
from generator.readers.calls.verbs import BULK, ENDING, FAMILIES, HOMOGRAPHS, PREPOSITIONS, QUALIFIERS, VERBS, Family
from generator.readers.calls.words import Words, one

_MOST = 0.7
_READING = ("list", "get", "search")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One entry of a document. `words` are those of its name, without a prefix that all names have.

    `noun`: what it answers with, where the document says so by a type, singular. `many`: whether it answers with a
    list, where that is known. `reads`: whether it only reads, where the document says so. `closed`: whether its inputs
    are all that it takes.
    """

    id: str
    words: Words
    inputs: Mapping[str, Schema] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    noun: Words = ()
    many: bool | None = None
    reads: bool | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A call with its name taken apart: "AddTagsToStream" is add, (tag), about (stream).

    `several` says that the noun stood in the plural, `bulk` that the name speaks of many at once.
    """

    call: Call
    verb: str
    family: Family
    noun: Words
    about: Words = ()
    several: bool = False
    bulk: bool = False


Order = Literal["verbs", "nouns", ""]
"""What the names of a document begin with, if most begin alike."""


def order_of(calls: Iterable[Call]) -> Order:
    """Whether names are like "CreateIssue" or like "issueCreate", by those that can be read in one way only."""
    names = [call.words for call in calls if call.words]
    plain = VERBS - HOMOGRAPHS
    begin = sum(words[0] in plain for words in names)
    end = sum(len(words) > 1 and words[-1] in plain and words[0] not in plain for words in names)
    return "nouns" if end > begin else "verbs" if begin > _MOST * len(names) else ""


def said(call: Call, order: Order = "") -> Said:
    """Take a name apart. Where names begin with verbs, a first word that no table knows is one too."""
    parts = list(call.words) or ["thing"]
    bulk = False
    while len(parts) > 1 and parts[0] in BULK:
        parts, bulk = parts[1:], True
    verb, rest = _verb(parts, call, order)
    while len(rest) > 2 and rest[0] in ("or", "and"):  # "create_or_update_file"
        rest = rest[2:]
    while len(rest) > 1 and rest[0] in BULK | QUALIFIERS:
        bulk = bulk or rest[0] in BULK
        rest = rest[1:]
    while len(rest) > 1 and rest[-1] in BULK:
        rest, bulk = rest[:-1], True
    noun, about = _around_preposition(rest)
    family = _family(verb, call)
    return Said(call, verb, family, one(noun), one(about), bool(noun) and is_plural(noun[-1]), bulk)


def _verb(parts: list[str], call: Call, order: Order) -> tuple[str, list[str]]:
    """The verb and the rest: the first word, else one that comes later ("issueCreate"); else none, which reads."""
    plain = VERBS - HOMOGRAPHS if order != "nouns" else VERBS
    if call.reads and not any(
        FAMILIES.get(word) in _READING for word in parts[: 2 if order == "verbs" else len(parts)]
    ):
        return "get", parts
    if parts[0] in VERBS and not (order == "nouns" and parts[0] in HOMOGRAPHS and set(parts[1:]) & plain):
        return parts[0], parts[1:]
    if order == "verbs":
        split = len(parts) > 2 and parts[1] in FAMILIES  # "AdminGetUser"
        return (parts[1], parts[2:]) if split else (parts[0], parts[1:])
    inner = [index for index, word in enumerate(parts) if index and word in plain]
    if inner or (len(parts) > 1 and parts[-1] in VERBS):
        index = inner[0] if inner else len(parts) - 1
        return parts[index], _around_verb(parts[:index], parts[index + 1 :])
    if call.reads is False and len(parts) > 1:
        return parts[0], parts[1:]
    return ("get" if call.reads else ""), parts


def _around_verb(before: list[str], after: list[str]) -> list[str]:
    """What "stories-create-comment" is about: a story comment; "apps-create-app" is about an app alone."""
    if not after or after[0] in PREPOSITIONS:
        return [*before, *after]
    alone = singular(before[-1])
    rest = after[1:] if singular(after[0]) == alone else after
    return [*before[:-1], alone, *rest] if rest else [*before[:-1], after[0]]


def _around_preposition(rest: list[str]) -> tuple[Words, Words]:
    """The noun before the first preposition and the words after it, without qualifiers and "id"."""
    for index, word in enumerate(rest):
        if word in PREPOSITIONS and index:
            after = [item for item in rest[index + 1 :] if item not in QUALIFIERS | PREPOSITIONS | {"id", "name"}]
            return tuple(rest[:index]), tuple(after)
    return tuple(word for word in rest if word not in PREPOSITIONS), ()


def _family(verb: str, call: Call) -> Family:
    found: Family = "delete" if verb in ENDING else FAMILIES.get(verb, "act")
    reading = found in _READING
    if call.reads is False and reading:
        return "act"
    if call.reads is True and not reading:
        return "list" if call.many else "get"
    if found == "get" and call.many:
        return "list"
    return found
