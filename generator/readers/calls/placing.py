"""The method and the path of each call: `DeleteLogStream` becomes `DELETE /log_groups/{…}/log_streams/{…}`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator.english import plural
from generator.readers.calls.meaning import Meant, meanings
from generator.readers.calls.nouns import Nouns, nouns
from generator.readers.calls.said import Call, order_of, said
from generator.readers.calls.settling import KEEPING, settled, with_makers
from generator.readers.calls.verbs import MAKING, Family
from generator.readers.calls.words import Words, one, words


@dataclass(frozen=True, slots=True)
class Place:
    """Where a call stands. `noun` is the thing that it is about; `variables` are the inputs in the path, in order.

    `family` is what it does there: "list", "get", "search", "create", "update", "delete", "link", "unlink", "act".
    `several`: what it answers with is a list.
    """

    method: str
    path: str
    noun: Words
    family: Family
    variables: tuple[str, ...] = ()
    several: bool = False
    names: Mapping[str, Words] = field(default_factory=dict)
    """The inputs that name rows of other things, with these."""


def placed(calls: Iterable[Call]) -> dict[str, Place]:
    """The place of each call by its id."""
    known = list(calls)
    order = order_of(known)
    meant, kept = meanings(said(call, order) for call in known)
    told = nouns(meant, kept)
    meant = with_makers([settled(item, told) for item in meant], told)
    found = nouns(meant, kept)
    meant = [settled(item, found) for item in meant]
    links = {frozenset(pair) for item in meant if (pair := _pair(item, found)) and item.said.family == "link"}
    listing = {item.noun for item in meant if item.said.family == "list"}
    single = {item.noun for item in meant if item.said.family in ("get", "update", "delete") and not item.rest}
    within = {item.noun: outer for item in meant if (outer := _outer(item, found, required=True))}
    several = {item.noun for item in meant if item.said.family in ("list", "search")}
    placing = _Placing(found, listing, links, single - several - set(found.keys), within, _free(meant, found))
    return {item.said.call.id: replace(placing.place(item), names=_names(item, found)) for item in meant}


def _names(meant: Meant, found: Nouns) -> dict[str, Words]:
    return {name.input: name.noun for name in found.named[meant.said.call.id] if name.noun != meant.noun}


def _pair(meant: Meant, found: Nouns) -> tuple[Words, Words] | None:
    """The two things that a call joins or parts: the outer and the inner one."""
    own, others = found.own(meant), found.others(meant)
    nouns_ = ([meant.noun] if own is not None else []) + list(others)
    if len(nouns_) != 2 or not (meant.said.family in ("link", "unlink") or meant.said.verb == "remove"):
        return None
    about = meant.said.about
    whole = meant.noun + meant.rest
    for outer, inner in (nouns_, nouns_[::-1]):
        if (about == outer and meant.noun == inner) or whole == outer + inner:
            return outer, inner
    if meant.rest or meant.noun not in nouns_:
        return None
    return (nouns_[1], nouns_[0]) if own is not None else (nouns_[0], nouns_[1])


def _free(meant: list[Meant], found: Nouns) -> set[Words]:
    return {
        item.noun
        for item in meant
        if item.said.family in ("list", "search") and not any(name.required for name in found.others(item).values())
    }


def _outer(meant: Meant, found: Nouns, *, required: bool) -> Words:
    """The thing in whose rows there is one of this: the one that it is called after, else the first that is named."""
    others = [noun for noun, name in found.others(meant).items() if name.required or not required]
    within = [noun for noun in others if meant.noun[: len(noun)] == noun]
    return (within or others or [()])[0]


@dataclass(frozen=True, slots=True)
class _Placing:
    nouns: Nouns
    listing: set[Words]
    links: set[frozenset[Words]]
    singles: set[Words]
    """Things of which one is read, changed or removed without a name for it."""
    within: Mapping[Words, Words]
    """What such a thing lies in."""
    free: set[Words]
    """Things that are also listed without naming another one."""

    def place(self, meant: Meant) -> Place:
        """The place of one call."""
        item, pair = meant.said, _pair(meant, self.nouns)
        if pair is not None and frozenset(pair) in self.links and not self._lies_in(*pair):
            return self._link(meant, *pair)
        family = {"link": "act", "unlink": "act"}.get(item.family, item.family)
        if item.family in ("link", "unlink") and not meant.rest and not item.bulk:
            family = self._of_one(meant)
        if item.bulk:
            return self._bulk(meant)
        if family == "update" and meant.rest and self.nouns.own(meant) is not None and _is_given(meant):
            return self._plain(meant, family)
        if family == "act" or (meant.rest and family in ("create", "update", "delete")):
            return self._act(meant)
        return self._plain(meant, family)

    def _lies_in(self, outer: Words, inner: Words) -> bool:
        return self.nouns.parents.get(inner) == outer

    def _of_one(self, meant: Meant) -> str:
        """What adding or removing means where no two things are joined."""
        if meant.said.family == "unlink":
            return "delete" if self.nouns.own(meant) is not None else "act"
        return "create" if self.nouns.own(meant) is None and meant.noun in self.nouns.listed else "act"

    def _link(self, meant: Meant, outer: Words, inner: Words) -> Place:
        names = {item.noun: item for item in self.nouns.named[meant.said.call.id] if item.noun in (outer, inner)}
        given = (names[outer].input, names[inner].input)
        path = f"{_literal(outer)}/{{{given[0]}}}{_literal(inner)}/{{{given[1]}}}"
        family: Family = "link" if meant.said.family == "link" else "unlink"
        return Place("PUT" if family == "link" else "DELETE", path, inner, family, given)

    def _bulk(self, meant: Meant) -> Place:
        path, given = self._collection(meant)
        verb = "_".join((meant.said.verb or "do", "many", *meant.rest))
        method = "GET" if meant.said.family in ("list", "get", "search") else "POST"
        return Place(method, f"{path}:{verb}", meant.noun, "act", given)

    def _act(self, meant: Meant) -> Place:
        """`POST /instances/{InstanceId}:start`; without a key of its own an action of the collection."""
        verb = "_".join((meant.said.verb, *meant.rest)) or "act"
        own = self.nouns.own(meant)
        if own is None and meant.noun not in self.nouns.keys and (others := self.nouns.others(meant)):
            noun, name = next(iter(others.items()))
            action = "_".join((meant.said.verb, *meant.noun, *meant.rest))
            return Place("POST", f"{_literal(noun)}/{{{name.input}}}:{action}", noun, "act", (name.input,))
        path, given = self._collection(meant)
        if own is not None:
            return Place("POST", f"{path}/{{{own.input}}}:{verb}", meant.noun, "act", (*given, own.input))
        return Place("POST", f"{path}:{verb}" if path else f"/{verb}", meant.noun, "act", given)

    def _plain(self, meant: Meant, family: str) -> Place:
        if not meant.noun:
            return Place("GET" if meant.said.call.reads else "POST", f"/{meant.said.verb or 'act'}", (), "act")
        own = self.nouns.own(meant)
        if family in ("list", "search") or (family == "create" and not self._is_single(meant)):
            return self._of_many(meant, family)
        if own is not None:
            path, given = self._collection(meant)
            method = {"get": "GET", "update": "PATCH", "delete": "DELETE"}[family]
            return Place(method, f"{path}/{{{own.input}}}", meant.noun, _family(family), (*given, own.input))
        return self._single(meant, family)

    def _of_many(self, meant: Meant, family: str) -> Place:
        path, given = self._collection(meant)
        if family == "create":
            return Place("POST", path, meant.noun, "create", given)
        further = family == "search" and meant.noun in self.listing
        return Place("GET", path + ("/search" if further else ""), meant.noun, _family(family), given, several=True)

    def _single(self, meant: Meant, family: str) -> Place:
        """A thing without a key: one of its kind, alone or in the thing that is named."""
        noun = _outer(meant, self.nouns, required=True) or self.within.get(meant.noun, ())
        name = self.nouns.others(meant).get(noun)
        method = {"get": "GET", "create": "PUT", "update": "PATCH", "delete": "DELETE"}[family]
        family = "update" if family == "create" else family
        literal = "/" + "_".join(meant.noun)
        if name is None:
            return Place(method, literal, meant.noun, _family(family))
        return Place(method, f"{_literal(noun)}/{{{name.input}}}{literal}", meant.noun, _family(family), (name.input,))

    def _is_single(self, meant: Meant) -> bool:
        """Whether nothing tells rows of a thing apart although something is done to one: then there is one of it."""
        return meant.noun in self.singles and meant.said.verb in MAKING | KEEPING | {"create"}

    def _above(self, noun: Words) -> list[Words]:
        """What a thing lies in, from the nearest outwards."""
        found: list[Words] = []
        while noun := self.nouns.parents.get(noun, ()):
            found.append(noun)
        return found

    def _is_listed_within(self, noun: Words, outer: Words) -> bool:
        """Whether a list of what is in another thing says that it lies there, and is not the only list there is."""
        return noun not in self.nouns.keys or noun in self.free or frozenset((noun, outer)) in self.links

    def _collection(self, meant: Meant) -> tuple[str, tuple[str, ...]]:
        """The path of a call's collection in what it names, and the inputs that name that."""
        others = self.nouns.others(meant)
        parent = self.nouns.parents.get(meant.noun, ())
        if parent not in others:
            required = [noun for noun, name in others.items() if name.required and not name.many]
            deepest = next((noun for noun in required if set(required) <= {noun, *self._above(noun)}), ())
            listing = meant.said.family in ("list", "search") and bool(deepest)
            parent = deepest if listing and self._is_listed_within(meant.noun, deepest) else ()
        chain: list[tuple[Words, str]] = []
        while parent and parent in others:
            chain.insert(0, (parent, others[parent].input))
            parent = self.nouns.parents.get(parent, ())
        path = "".join(f"{_literal(noun)}/{{{name}}}" for noun, name in chain)
        return path + (_literal(meant.noun) if meant.noun else ""), tuple(name for _, name in chain)


def _is_given(meant: Meant) -> bool:
    """Whether what a call changes of a thing is an input of it: "update_list_position(list_id, position)"."""
    part = one(meant.rest)
    return any(one(words(name))[-len(part) :] == part for name in meant.said.call.inputs)


def _family(family: str) -> Family:
    found: Mapping[str, Family] = {
        "list": "list", "search": "search", "create": "create", "get": "get", "update": "update", "delete": "delete",
    }  # fmt: skip
    return found[family]


def _literal(noun: Words) -> str:
    return "/" + plural("_".join(noun))
