"""Which inputs name rows of things, and which things lie in others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.description import Schema
from generator.readers.calls.meaning import Meant
from generator.readers.calls.verbs import MAKING
from generator.readers.calls.words import Words, one, words

_FORMS: Mapping[str, int] = {
    "id": 0, "ids": 0, "identifier": 1, "identifiers": 1, "uuid": 1, "uuids": 1, "guid": 1, "gid": 1, "gids": 1,
    "sid": 1, "iid": 1, "": 2, "number": 3, "num": 3, "no": 3, "key": 4, "keys": 4, "name": 5, "names": 5, "slug": 5,
    "handle": 5, "login": 5, "arn": 6, "arns": 6, "url": 7, "urls": 7,
}  # fmt: skip
"""Words at the end of an input that say that it names something, the best first; "" is the noun alone."""
_BARE = frozenset("id gid uuid identifier name arn key number slug login path uri handle code ids names keys".split())
_OF_IDS = frozenset("public unique internal global numeric".split())
"""Words before "id" that say which of a thing's ids is meant."""
_ANYTHING = frozenset({("resource",), ("object",), ("item",), ("entity",), ("target",), ("source",), ("subject",)})
"""Nouns that stand for any thing, as in "ListTagsForResource(resourceArn)"."""
_MIN_SHORT = 3
_OFTEN = 0.6
_ITEM = ("get", "update", "delete", "act")


@dataclass(frozen=True, slots=True)
class Named:
    """An input that names rows: of which noun, in which form ("id", "name", "" for the noun alone)."""

    input: str
    noun: Words
    form: str
    many: bool
    required: bool


@dataclass(frozen=True, slots=True)
class Nouns:
    """The things of a document: the inputs that name one (the most usual first) and what each lies in."""

    keys: Mapping[Words, tuple[str, ...]]
    strong: Mapping[Words, tuple[str, ...]]
    """Of these the ones that most calls use, and those that say that they are ids."""
    parents: Mapping[Words, Words]
    listed: frozenset[Words]
    named: Mapping[str, tuple[Named, ...]]
    """By the id of each call the inputs that name rows."""

    def own(self, meant: Meant) -> Named | None:
        """The input of a call that names a row of its thing; what a row is only looked up by names none elsewhere."""
        names = (self.keys if meant.said.family == "get" else self.strong).get(meant.noun, ())
        found = {item.input: item for item in self.named[meant.said.call.id] if item.noun == meant.noun}
        return next((found[name] for name in names if name in found), None)

    def others(self, meant: Meant) -> dict[Words, Named]:
        """The inputs that name rows of other things, by noun; what is required comes first."""
        ranked = sorted(self.named[meant.said.call.id], key=lambda item: not item.required)
        found: dict[Words, Named] = {}
        for item in ranked:
            if item.noun != meant.noun and item.noun in self.keys:
                found.setdefault(item.noun, item)
        return found


def nouns(meant: list[Meant], kept: frozenset[Words]) -> Nouns:
    """Learn from all calls together which inputs name rows, and what lies in what."""
    named = {item.said.call.id: _with_sole(tuple(_named(item, kept)), item, kept) for item in meant}
    keys, strong = _keys(meant, named, kept)
    found = Nouns(keys, strong, {}, frozenset(item.noun for item in meant if item.said.family == "list"), named)
    return replace(found, parents=_acyclic(_parents(meant, found)))


def _named(meant: Meant, kept: frozenset[Words]) -> Iterable[Named]:
    call = meant.said.call
    for name, schema in call.inputs.items():
        if not _is_name(name, schema):
            continue
        split, required = words(name), name in call.required
        core, form = (split[:-1], split[-1]) if split[-1:] and split[-1] in _FORMS else (split, "")
        core = core[:-1] if form and len(core) > 1 and core[-1] in _OF_IDS and one(core) not in kept else core
        many = schema.kind == "array"
        if _looks_up(meant) and meant.said.about == split and meant.noun in kept:  # "orderByCode(code)"
            yield Named(name, meant.noun, "", many, required)
            continue
        if not form and schema.kind in ("integer", "number"):
            continue
        if name.lower() in _BARE or not core:
            if (required or _looks_up(meant)) and meant.noun in kept:
                yield Named(name, meant.noun, name.lower(), many, required)
            continue
        noun = _part_of_own(one(core), meant, kept) or _noun_of(one(core), form, kept, meant.noun)
        if noun:
            yield Named(name, noun, form, many, required)


def _with_sole(found: tuple[Named, ...], meant: Meant, kept: frozenset[Words]) -> tuple[Named, ...]:
    """For a call about one row that names none: the only id that it requires and that is of nothing else."""
    mine = any(name.noun == meant.noun for name in found)
    if mine or meant.rest or meant.noun not in kept or meant.said.family not in ("get", "update", "delete"):
        return found
    taken = {name.input for name in found}
    call = meant.said.call
    ids = [
        name
        for name in call.inputs
        if name in call.required - taken and words(name)[-1:] == ("id",) and _is_name(name, call.inputs[name])
    ]
    if len(ids) != 1 or meant.said.several:
        return found
    return (*found, Named(ids[0], meant.noun, "id", call.inputs[ids[0]].kind == "array", True))


def _looks_up(meant: Meant) -> bool:
    """Whether a call reads one row, so that whatever it takes tells which."""
    return bool(meant.said.call.reads) and meant.said.call.many is False


def _part_of_own(core: Words, meant: Meant, kept: frozenset[Words]) -> Words:
    """The call's own thing, where an input says its end and another one its beginning: GetRolePolicy(role, policy)."""
    own, start = meant.noun, meant.noun[: -len(core)]
    ends_so = own in kept and own[-len(core) :] == core and start in kept
    if not ends_so or meant.said.family in ("link", "unlink"):
        return ()
    return own if any(words(name)[: len(start)] == start for name in meant.said.call.inputs) else ()


def _is_name(name: str, schema: Schema) -> bool:
    """Whether an input can be a part of a path that is one value."""
    if not words(name) or any(mark in name for mark in "{}/"):
        return False
    value = schema.items if schema.kind == "array" and schema.items is not None else schema
    return value.kind in ("string", "integer", "any", "number") and not value.enum


def _noun_of(core: Words, form: str, kept: frozenset[Words], own: Words) -> Words:
    """The thing that an input is called after: itself, the end or beginning of one, or a short form ("repo").

    Where several end alike, the one that the call is about.
    """
    if core in kept:
        return core
    if own in kept and own[-len(core) :] == core:
        return own
    if core in _ANYTHING:
        return ()
    ends = [noun for noun in kept if len(noun) > len(core) and noun[-len(core) :] == core]
    if len(ends) == 1:
        return ends[0]
    if form:
        starts = sorted((noun for noun in kept if len(noun) > len(core) and noun[: len(core)] == core), key=len)
        if starts and all(noun[: len(starts[0])] == starts[0] for noun in starts):
            return starts[0]
        if own in starts:
            return own
    if len(core) == 1 and len(core[0]) >= _MIN_SHORT:
        longer = [noun for noun in kept if len(noun) == 1 and noun[0].startswith(core[0]) and len(noun[0]) > 5]
        return longer[0] if len(longer) == 1 and len(core[0]) <= len(longer[0][0]) // 2 else ()
    return ()


def _keys(
    meant: list[Meant], named: Mapping[str, tuple[Named, ...]], kept: frozenset[Words]
) -> tuple[dict[Words, tuple[str, ...]], dict[Words, tuple[str, ...]]]:
    """For each noun the inputs that name a row of it, by those calls that are about one row, else by any.

    Second, without those that few calls use and that may as well be a fact, such as "name".
    """
    votes: dict[Words, Counter[str]] = defaultdict(Counter)
    forms: dict[str, int] = {}
    for item in meant:
        for name in named[item.said.call.id]:
            mine = name.noun == item.noun and _is_about_one(item)
            makes = name.noun == item.noun and item.said.family in ("create", "list", "search")
            votes[name.noun][name.input] += 0 if makes else (20 if mine else 1) * (2 if name.required else 1)
            forms[name.input] = _FORMS.get(name.form, 5)
    keys: dict[Words, tuple[str, ...]] = {}
    strong: dict[Words, tuple[str, ...]] = {}
    for noun, found in sorted(votes.items()):
        ranked = sorted((name for name in found if found[name]), key=lambda name: (-found[name], forms[name], name))
        if noun in kept and ranked:
            keys[noun] = tuple(ranked)
            most = found[ranked[0]]
            strong[noun] = tuple(name for name in ranked if forms[name] < 2 or 2 * found[name] >= most)
    return keys, strong


def _is_about_one(meant: Meant) -> bool:
    said = meant.said
    return said.family in _ITEM and not (said.family == "get" and said.several) and said.verb not in MAKING - {"send"}


def _parents(meant: list[Meant], found: Nouns) -> dict[Words, dict[Words, float]]:
    """For each noun the things that must be named too to name one of it, with the share of its calls that do."""
    asked: dict[Words, Counter[Words]] = defaultdict(Counter)
    count: Counter[Words] = Counter()
    for item in meant:
        strict = item.said.family in ("get", "delete", "update") and _is_about_one(item)
        if item.noun not in found.keys or not strict or found.own(item) is None:
            continue
        count[item.noun] += 1
        asked[item.noun].update(noun for noun, name in found.others(item).items() if name.required and not name.many)
    return {
        noun: {other: times / count[noun] for other, times in others.items() if times >= _OFTEN * count[noun]}
        for noun, others in asked.items()
    }


def _acyclic(asked: Mapping[Words, Mapping[Words, float]]) -> dict[Words, Words]:
    """The nearest parent of each noun: of several the one that lies deepest itself; no noun lies in itself."""

    def depth(noun: Words, seen: frozenset[Words]) -> int:
        inner = [depth(other, seen | {noun}) for other in asked.get(noun, {}) if other not in seen | {noun}]
        return 1 + max(inner, default=0)

    parents: dict[Words, Words] = {}
    for noun in sorted(asked):
        ranked = sorted(asked[noun], key=lambda other: (-depth(other, frozenset()), other))
        for other in ranked:
            above, step = {noun}, other
            while step and step not in above:
                above.add(step)
                step = parents.get(step, ())
            if not step:
                parents[noun] = other
                break
    return parents
