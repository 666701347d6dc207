"""Descriptions in the style of remote calls (`/conversations.archive`, `/bank_transfer/create`), read as paths.

Where hardly a path has a variable, the last part of each is split into a noun and a verb, and the input that names the
row takes the variable's place: `POST /conversations.archive {channel}` is `POST conversations / {channel} : archive`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.description import Description, Operation
from generator.english import plural, singular
from generator.explore.lexicon import Lexicon, Words, plain_words
from generator.explore.routes import Route, Segment
from generator.explore.verb_words import VERBS

MAX_WITH_VARIABLES = 0.1
MIN_WITH_VERBS = 0.6

_METHODS: Mapping[str, str] = {
    "list": "LIST", "all": "LIST", "index": "LIST", "get": "GET", "info": "GET", "retrieve": "GET", "read": "GET",
    "describe": "GET", "show": "GET", "fetch": "GET", "detail": "GET", "view": "GET",
    "create": "POST", "add": "POST", "new": "POST",
    "insert": "POST", "post": "POST", "update": "PATCH", "edit": "PATCH", "change": "PATCH", "modify": "PATCH",
    "delete": "DELETE", "remove": "DELETE", "destroy": "DELETE",
}  # fmt: skip
_NOISE = frozenset("v1 v2 v3 api rest beta sandbox method methods rpc".split())
_UNNAMED = frozenset(
    "token limit cursor count page offset access_token client_id secret user_token id_token options".split()
)


_ASKING = frozenset("get read list show preview export query test validate verify generate process run".split())
"""Verbs of the table by which a GET may only ask; by any other it does what it says."""
_ENDING = re.compile(r"\.(json|xml)$")


@dataclass(frozen=True, slots=True)
class RemoteCall:
    """One operation as a route: with the method that its verb stands for."""

    route: Route
    method: str


@dataclass(frozen=True, slots=True)
class _Parsed:
    operation: Operation
    noun: Words
    verb: Words

    @property
    def base(self) -> str:
        return "_".join((*self.noun[:-1], singular(self.noun[-1]))) if self.noun else ""


def remote_calls(description: Description, lexicon: Lexicon) -> dict[str, RemoteCall]:
    """The calls by operation id; empty for a description that is not in this style."""
    operations = description.operations
    with_variables = sum("{" in operation.path for operation in operations)
    if not operations or with_variables > MAX_WITH_VARIABLES * len(operations):
        return {}
    parsed = [_parse(operation, lexicon) for operation in operations if "{" not in operation.path]
    with_verbs = [item for item in parsed if item.verb and item.noun]
    telling = [item for item in with_verbs if item.verb[0] in VERBS | set(_METHODS)]
    if len(telling) < MIN_WITH_VERBS * len(operations):
        return {}
    with_verbs = _on_known_nouns(with_verbs)
    keys = _keys(description, with_verbs)
    return {item.operation.id: _call(description, item, keys) for item in with_verbs}


def _parse(operation: Operation, lexicon: Lexicon) -> _Parsed:
    parts = [
        part
        for part in _ENDING.sub("", operation.path.strip("/")).replace(".", "/").split("/")
        if part and part.lower() not in _NOISE
    ]
    if not parts:
        return _Parsed(operation, (), ())
    last = lexicon.words(parts[-1])
    before = tuple(word for part in parts[:-1] for word in lexicon.words(part))
    if before and last[1:] and last[0] in VERBS - set(_METHODS) and not before[-1].endswith(last[-1]):
        return _Parsed(operation, before, last)
    if last and last[0] in VERBS | set(_METHODS):
        return (
            _Parsed(operation, (*before, *_own(last[1:], before)), last[:1])
            if last[1:] or before
            else _Parsed(operation, (), ())
        )
    if before:
        return _Parsed(operation, before, last)
    return _Parsed(operation, (), ())


def _on_known_nouns(parsed: list[_Parsed]) -> list[_Parsed]:
    """Verbs on a part of what other calls read act on the whole: "setChatTitle" sets the title of a chat."""
    read = {item.noun for item in parsed if _METHODS.get(item.verb[0]) in ("GET", "LIST")}
    read |= {(*noun[:-1], singular(noun[-1])) for noun in read}
    return [_on_known_noun(item, read) for item in parsed]


def _on_known_noun(item: _Parsed, read: set[Words]) -> _Parsed:
    if len(item.verb) > 1 or item.verb[0] in _METHODS or item.noun in read:
        return item
    lengths = [length for length in range(len(item.noun) - 1, 0, -1) if item.noun[:length] in read]
    return _Parsed(item.operation, item.noun[: lengths[0]], (*item.verb, *item.noun[lengths[0] :])) if lengths else item


def _own(words: Words, before: Words) -> Words:
    """The noun after a verb, unless it repeats the one before: "reminders.addReminder"."""
    return () if words and before and singular(words[-1]) == singular(before[-1]) else words


def _keys(description: Description, parsed: Iterable[_Parsed]) -> dict[str, str]:
    """For each noun the input by which its calls name a row: its own name or id, else the one they ask for most."""
    asked: dict[str, Counter[str]] = {}
    for item in parsed:
        if _METHODS.get(item.verb[0]) not in ("LIST", "POST"):
            asked.setdefault(item.base, Counter()).update(_inputs(description, item.operation))
    found = {}
    for noun, names in asked.items():
        own = [name for name in names if _names(name, noun)]
        most = [
            name for name, times in names.most_common() if times >= max(2, 0.5 * names.total() / max(1, len(names)))
        ]
        key = (sorted(own, key=len) or [name for name in most if name not in _UNNAMED] or [""])[0]
        if key:
            found[noun] = key
    return found


def _names(name: str, noun: str) -> bool:
    words = "_".join(plain_words(name))
    last = noun.split("_")[-1]
    return words in {
        noun,
        last,
        f"{noun}_id",
        f"{last}_id",
        "id",
        f"{last}_token" if f"{last}_token" == words else "id",
    }


def _inputs(description: Description, operation: Operation) -> list[str]:
    given = [parameter.name for parameter in operation.parameters if parameter.location == "query"]
    body = description.properties(operation.request) if operation.request is not None else {}
    return [name for name in (*given, *body) if name.lower() not in _UNNAMED]


def _call(description: Description, item: _Parsed, keys: Mapping[str, str]) -> RemoteCall:
    noun = Segment("_".join((*item.noun[:-1], plural(item.noun[-1]))))
    kind = _METHODS.get(item.verb[0], "") if len(item.verb) == 1 else ""
    if kind in ("LIST", "POST"):
        return RemoteCall(Route((noun,)), "GET" if kind == "LIST" else "POST")
    key = keys.get(item.base, "")
    named = key in _inputs(description, item.operation)
    if kind and not named:
        return RemoteCall(Route((Segment("_".join(item.noun)),)), kind)
    place = (noun, Segment(key, variable=True)) if named else (noun,)
    if kind:
        return RemoteCall(Route(place), kind)
    reads = item.operation.method == "GET" and item.verb[0] not in VERBS - _ASKING
    if reads:
        return RemoteCall(Route((*place, Segment("_".join(item.verb)))), "GET")
    return RemoteCall(Route(place, verb="_".join(item.verb)), "POST")
