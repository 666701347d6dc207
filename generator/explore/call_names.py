"""Names of remote calls taken apart: `conversations.archive`, `/bank_transfer/create`, `ListTagsForQueue`.

The name is the last part of the path; where one address serves all calls, it stands in the fragment
(`/#X-Target=Shop_2019.DeleteOrder`, `/#Action=DeleteOrder`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.description import Operation
from generator.english import singular
from generator.explore.lexicon import Lexicon, Words
from generator.explore.verb_words import VERBS

METHODS: Mapping[str, str] = {
    "list": "LIST", "all": "LIST", "index": "LIST", "get": "GET", "info": "GET", "retrieve": "GET", "read": "GET",
    "describe": "GET", "show": "GET", "fetch": "GET", "detail": "GET", "view": "GET",
    "create": "POST", "add": "POST", "new": "POST", "register": "POST",
    "insert": "POST", "post": "POST", "update": "PATCH", "edit": "PATCH", "change": "PATCH", "modify": "PATCH",
    "delete": "DELETE", "remove": "DELETE", "destroy": "DELETE", "deregister": "DELETE", "put": "PUT",
}  # fmt: skip
"""The method that a verb stands for; LIST is a GET of many."""
TELLING = VERBS | set(METHODS) | frozenset("associate disassociate batch untag tag allocate".split())
_NOISE = frozenset("v1 v2 v3 api rest beta sandbox method methods rpc".split())
_ENDING = re.compile(r"\.(json|xml)$")
_JOINING = frozenset("add remove associate disassociate attach detach assign unassign append put tag untag".split())
_PREPOSITIONS = frozenset("to from for with by in of on into".split())


@dataclass(frozen=True, slots=True)
class CallName:
    """A call's name: the verb, the noun that it is about, and the noun behind a preposition ("tags for a queue")."""

    operation: Operation
    noun: Words
    verb: Words
    of: Words = ()

    @property
    def base(self) -> str:
        """The noun as one word, singular."""
        return one_of(self.noun)


def one_of(noun: Words) -> str:
    """("service", "actions") → "service_action"."""
    return "_".join((*noun[:-1], singular(noun[-1]))) if noun else ""


def call_name(operation: Operation, lexicon: Lexicon) -> CallName:
    """The name of a call; without noun and verb where nothing tells them."""
    parts = _parts(operation.path)
    if not parts:
        return CallName(operation, (), ())
    last = lexicon.words(parts[-1])
    before = tuple(word for part in parts[:-1] for word in lexicon.words(part))
    if before and last[1:] and last[0] in VERBS - set(METHODS) and not before[-1].endswith(last[-1]):
        return CallName(operation, before, last)
    if last and (last[0] in TELLING or (last[1:] and not before)):
        return _verb_first(operation, before, last)
    return CallName(operation, before, last if before else ())


def id_name(operation: Operation, lexicon: Lexicon) -> CallName:
    """The name of a call by the id of its operation: "ListFacetNames"; without noun and verb where that tells none."""
    words = lexicon.words(operation.id) if " " not in operation.id else ()
    return _verb_first(operation, (), words)


def _parts(path: str) -> list[str]:
    """The telling parts of a path; of a fragment or query that names the call the name behind its last mark."""
    path, mark, name = path.partition("#" if "#" in path else "?")
    if mark and name and "{" not in name:
        return [re.split(r"[=.]", name)[-1]]
    spelled = _ENDING.sub("", path.strip("/")).replace(".", "/").split("/")
    return [part for part in spelled if part and part.lower() not in _NOISE]


def _verb_first(operation: Operation, before: Words, last: Words) -> CallName:
    """ "DeleteOrder" is about an order; "AddTagsToQueue" is something that is done with a queue."""
    if not last[1:] and not before:
        return CallName(operation, (), ())
    own = _own(last[1:], before)
    cut = next((index for index, word in enumerate(own) if index and word in _PREPOSITIONS), 0)
    noun, of = (own[:cut], own[cut + 1 :]) if cut and not before else (own, ())
    if of and last[0] in _JOINING:
        return CallName(operation, of, (last[0], *noun))
    return CallName(operation, (*before, *noun), last[:1], of)


def _own(words: Words, before: Words) -> Words:
    """The noun after a verb, unless it repeats the one before: "reminders.addReminder"."""
    return () if words and before and singular(words[-1]) == singular(before[-1]) else words
