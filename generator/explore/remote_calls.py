"""Descriptions in the style of remote calls (`/conversations.archive`, `/bank_transfer/create`), read as paths.

Where hardly a path has a variable, the name of each call is split into a noun and a verb, and the input that names the
row takes the variable's place: `POST /conversations.archive {channel}` is `POST conversations / {channel} : archive`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.description import Description, Operation
from generator.english import is_plural, plural, singular
from generator.explore.call_names import METHODS, TELLING, CallName, call_name, id_name, one_of
from generator.explore.lexicon import Lexicon, Words, plain_words
from generator.explore.routes import Route, Segment
from generator.explore.shapes import answer
from generator.explore.verb_words import VERBS

MAX_WITH_VARIABLES, MAX_BESIDE_IDS = 0.1, 0.2
"""The share of paths with variables beside calls that their paths name, and beside those that their ids name."""
MIN_WITH_VERBS = 0.6
MIN_NAMED, MIN_APART = 0.8, 0.85
"""Where the paths do not tell the calls: the share of operations whose ids must begin with verbs, and of paths that
must be of one operation alone."""

_UNNAMED = frozenset(
    "token limit cursor count page offset access_token client_id secret user_token id_token options clienttoken "
    "maxresults nexttoken client_token max_results next_token marker maxitems dryrun".split()
)
_ASKING = frozenset("get read list show preview export query test validate verify generate process run".split())
"""Verbs of the table by which a GET may only ask; by any other it does what it says."""


@dataclass(frozen=True, slots=True)
class RemoteCall:
    """One operation as a route: with the method that its verb stands for."""

    route: Route
    method: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What all calls together say: the input that names a row of each noun, and in which noun another lies."""

    keys: Mapping[str, str]
    owners: Mapping[str, tuple[str, str]]
    """For a noun the one that it lies in and the input that names that."""


def remote_calls(description: Description, lexicon: Lexicon) -> dict[str, RemoteCall]:
    """The calls by operation id; empty for a description that is not in this style."""
    operations = description.operations
    with_variables = sum("{" in operation.path for operation in operations)
    if not operations or with_variables > MAX_BESIDE_IDS * len(operations):
        return {}
    plain = [operation for operation in operations if "{" not in operation.path]
    with_verbs = _telling([call_name(operation, lexicon) for operation in plain], MIN_WITH_VERBS * len(operations))
    if with_variables > MAX_WITH_VARIABLES * len(operations):
        with_verbs = []
    if len({operation.path for operation in plain}) >= MIN_APART * len(plain):
        with_verbs = with_verbs or _telling([id_name(item, lexicon) for item in plain], MIN_NAMED * len(plain))
    if not with_verbs:
        return {}
    with_verbs = _on_known_nouns(with_verbs)
    keys = _keys(description, with_verbs)
    known = _Known(keys, _owners(description, with_verbs, keys))
    return {item.operation.id: _call(description, item, known) for item in with_verbs}


def _telling(parsed: Iterable[CallName], least: float) -> list[CallName]:
    """The calls that have a noun and a verb, none if fewer than `least` have a verb that is known."""
    found = [item for item in parsed if item.verb and item.noun]
    return found if sum(item.verb[0] in TELLING for item in found) >= least else []


def _on_known_nouns(parsed: list[CallName]) -> list[CallName]:
    """Verbs on a part of what other calls read act on the whole: "setChatTitle" sets the title of a chat."""
    read = {item.noun for item in parsed if METHODS.get(item.verb[0]) in ("GET", "LIST")}
    read |= {(*noun[:-1], singular(noun[-1])) for noun in read}
    return [_on_known_noun(item, read) for item in parsed]


def _on_known_noun(item: CallName, read: set[Words]) -> CallName:
    if len(item.verb) > 1 or item.noun in read or METHODS.get(item.verb[0]) not in (None, "PATCH", "DELETE"):
        return item
    if METHODS.get(item.verb[0]) and item.noun[1:] in read:  # "DeleteQueuedOrder" deletes an order
        return replace(item, noun=item.noun[1:])
    if METHODS.get(item.verb[0]) == "DELETE":
        return item
    lengths = [length for length in range(len(item.noun) - 1, 0, -1) if item.noun[:length] in read]
    if not lengths:
        return item
    return replace(item, noun=item.noun[: lengths[0]], verb=(*item.verb, *item.noun[lengths[0] :]))


def _keys(description: Description, parsed: Iterable[CallName]) -> dict[str, str]:
    """For each noun the input by which its calls name a row: its own name or id, else the one they ask for most."""
    asked: dict[str, Counter[str]] = {}
    for item in parsed:
        if METHODS.get(item.verb[0]) not in ("LIST", "POST"):
            asked.setdefault(item.base, Counter()).update(_inputs(description, item.operation))
    own = {
        noun: sorted((name for name in names if _names(name, noun)), key=lambda name: (-names[name], len(name), name))
        for noun, names in asked.items()
    }
    found = {noun: names[0] for noun, names in own.items() if names}
    taken = {name for noun, name in found.items() if _spells(name, noun)}
    for noun, names in asked.items():
        few = max(2, 0.5 * names.total() / max(1, len(names)))
        most = [name for name, times in names.most_common() if times >= few and name not in taken]
        if noun not in found and most:
            found[noun] = most[0]
    return found


_ENDINGS = ("", "_id", "_name", "_arn", "_identifier", "_key", "_token")


def _names(name: str, noun: str) -> bool:
    """Whether an input is called like the id of a noun: "id", "channel", "stream_name", "job_arn"."""
    words = "_".join(plain_words(name))
    last = noun.split("_")[-1]
    return words in {"id", "arn", "name"} or words in {
        f"{stem}{ending}" for stem in (noun, last) for ending in _ENDINGS
    }


def _owners(
    description: Description, parsed: Iterable[CallName], keys: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """The nouns whose creating and listing both ask for the id of another one: an order's lines."""
    demanded: dict[str, list[set[str]]] = {}
    for item in parsed:
        if METHODS.get(item.verb[0]) in ("LIST", "POST") and len(item.verb) == 1:
            demanded.setdefault(item.base, []).append(set(_demanded(description, item.operation)))
    found = {}
    for noun, groups in demanded.items():
        shared = set.intersection(*groups) if len(groups) > 1 else set[str]()
        named = [
            (other, name)
            for name in sorted(shared)
            for other in sorted(keys)
            if other != noun and len(plain_words(name)) > 1 and _names(name, other) and _spells(name, other)
        ]
        if named:
            found[noun] = max(named, key=lambda pair: (len(pair[0]), pair))
    return found


def _spells(name: str, noun: str) -> bool:
    """Whether an input speaks of the whole noun and not only of its last word."""
    return "_".join(plain_words(name)).startswith(noun)


def _demanded(description: Description, operation: Operation) -> list[str]:
    given = [item.name for item in operation.parameters if item.location == "query" and item.required]
    body = description.resolve(operation.request).required if operation.request is not None else frozenset[str]()
    return [name for name in (*given, *sorted(body)) if name.lower() not in _UNNAMED]


def _inputs(description: Description, operation: Operation) -> list[str]:
    given = [parameter.name for parameter in operation.parameters if parameter.location == "query"]
    body = description.properties(operation.request) if operation.request is not None else {}
    return [name for name in (*given, *body) if name.lower() not in _UNNAMED]


def _call(description: Description, item: CallName, known: _Known) -> RemoteCall:
    kind = METHODS.get(item.verb[0], "") if len(item.verb) == 1 else ""
    key = known.keys.get(item.base, "")
    named = key in _inputs(description, item.operation)
    if kind == "GET" and _asks_many(description, item, key):
        kind = "LIST"
    place = (*_outer(description, item, known, kind), _many(item.noun))
    if kind in ("LIST", "POST"):
        return RemoteCall(Route(place), "GET" if kind == "LIST" else "POST")
    if kind == "PUT" and not named:  # such as a record that is put into a stream
        return RemoteCall(Route(place), "POST")
    if kind and not named:
        return _without_key(description, item, known, kind)
    place = (*place, Segment(key, variable=True)) if named else place
    if kind:
        return RemoteCall(Route(place), kind)
    reads = item.operation.method == "GET" and item.verb[0] not in VERBS - _ASKING
    if reads:
        return RemoteCall(Route((*place, Segment("_".join(item.verb)))), "GET")
    return RemoteCall(Route(place, verb="_".join(item.verb)), "POST")


def _many(noun: Words) -> Segment:
    return Segment("_".join((*noun[:-1], plural(noun[-1]))))


def _asks_many(description: Description, item: CallName, key: str) -> bool:
    """Whether a call that reads is called by a plural and answers with a list: "DescribeBudgets"."""
    if not is_plural(item.noun[-1]) or key in _demanded(description, item.operation):
        return False
    return answer(description, item.operation, item.noun).kind == "list"


def _outer(description: Description, item: CallName, known: _Known, kind: str) -> tuple[Segment, ...]:
    """The row in which the noun lies: by all calls of the noun, or by what stands behind the call's preposition."""
    owner, name = known.owners.get(item.base, ("", ""))
    of = one_of(item.of)
    if of in known.keys and kind == "LIST" and of != owner:
        own = [one for one in _inputs(description, item.operation) if _names(one, of) and _spells(one, of)]
        owner, name = (of, own[0]) if own else ("", "")
    return (_many(tuple(owner.split("_"))), Segment(name, variable=True)) if owner else ()


def _without_key(description: Description, item: CallName, known: _Known, kind: str) -> RemoteCall:
    """A call that names no row of its noun is about the only one there is, or about a part of another noun's row."""
    single = Segment("_".join(item.noun))
    inputs = _demanded(description, item.operation)
    others = [
        (other, name)
        for other, key in sorted(known.keys.items())
        for name in inputs
        if name == key and _spells(name, other) and other != item.base
    ]
    if len(others) != 1:
        return RemoteCall(Route((single,)), kind)
    other, name = others[0]
    row = (_many(tuple(other.split("_"))), Segment(name, variable=True))
    if kind == "GET":
        return RemoteCall(Route((*row, single)), kind)
    return RemoteCall(Route(row, verb="_".join((*item.verb, *item.noun))), "POST")
