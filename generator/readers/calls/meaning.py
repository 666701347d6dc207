"""What each call is about: which nouns name things that are kept, and which of them a name means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from generator.readers.calls.said import Said
from generator.readers.calls.verbs import ASPECTS, NOMINAL
from generator.readers.calls.words import Words

_READING = ("list", "get", "search")


@dataclass(frozen=True, slots=True)
class Meant:
    """A said call with the thing that it means; `rest` are words of its noun beyond the thing's own."""

    said: Said
    noun: Words
    rest: Words = ()


def meanings(calls: Iterable[Said]) -> tuple[list[Meant], frozenset[Words]]:
    """What each call means, and the nouns that are kept: those that are made, listed or looked up."""
    found = list(calls)
    kept = _kept(found)
    return [_meant(item, kept) for item in found], kept


def _kept(found: list[Said]) -> frozenset[Words]:
    """Nouns that something lists, looks up or makes; of "board labels" only the labels, where those are written."""
    families: dict[Words, set[str]] = defaultdict(set)
    for item in found:
        families[item.noun].add(item.family)
        if item.call.noun:
            families[item.call.noun].add(item.family)
    known = {noun for noun, has in families.items() if noun and has & {*_READING, "create"}}
    sure = {noun for noun in known if families[noun] & {"list", "create", "search"} or len(noun) == 1}
    written = {noun for noun, has in families.items() if noun and has & {"create", "update", "delete", "link"}}
    inner = {
        noun: parts
        for noun in known
        if not families[noun] & {"create", "update", "delete"} and (parts := _split(noun, sure, sure | written))
    }
    aspects = {noun for noun in known if _core(noun) in known | written and not families[noun] & {"create", "delete"}}
    shown = {_core(noun) for noun in aspects}
    return frozenset((known - inner.keys() - (aspects - shown)) | {parts[1] for parts in inner.values()} | shown)


def _core(noun: Words) -> Words:
    """A noun without a word for what it holds: "file contents" are a file's; () if there is no such word."""
    return noun[:-1] if len(noun) > 1 and noun[-1] in ASPECTS else ()


def _split(noun: Words, outer: Collection[Words], inner: Collection[Words]) -> tuple[Words, Words] | None:
    """A noun that is two known ones: "board label" is a label of a board."""
    for length in range(len(noun) - 1, 0, -1):
        if noun[:length] in outer and noun[length:] in inner:
            return noun[:length], noun[length:]
    return None


def _meant(item: Said, kept: frozenset[Words]) -> Meant:
    hint, reads = item.call.noun, item.family in _READING
    if hint in kept and (reads or item.noun not in kept):
        return Meant(item, hint, () if item.noun == hint else item.noun)
    if item.noun in kept:
        return Meant(item, item.noun)
    if _core(item.noun) in kept and item.family in (*_READING, "update"):
        whole = len(item.noun) == 2 or item.family == "update"
        return Meant(replace(item, several=item.several and not whole), _core(item.noun))
    if not item.noun and (NOMINAL.get(item.verb, ""),) in kept:
        return Meant(item, (NOMINAL[item.verb],))
    if reads and (parts := _split(item.noun, kept, kept)) is not None:
        return Meant(replace(item, about=item.about or parts[0]), parts[1])
    return Meant(item, item.noun) if reads else _within(item, kept)


def _within(item: Said, kept: frozenset[Words]) -> Meant:
    """What a write means whose noun is not kept: a part of a known thing, or a kind of it, or what it is about."""
    for length in range(len(item.noun) - 1, 0, -1):
        if item.noun[:length] in kept:
            return Meant(item, item.noun[:length], item.noun[length:])
    for start in range(1, len(item.noun)):
        if item.noun[start:] in kept:
            return Meant(item, item.noun[start:], item.noun[:start])
    return Meant(item, item.about, item.noun) if item.about in kept else Meant(item, item.noun)
