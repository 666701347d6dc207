"""What a thing is where no answer says it: what it is made and changed with, and what lists are narrowed by."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from generator.description import Schema
from generator.readers.calls.placing import Place
from generator.readers.calls.said import Call
from generator.readers.calls.words import Words, words

_STEERING = frozenset(
    "sort order direction sort_by order_by page per_page limit offset cursor query q search fields format type filter "
    "include expand max_results page_size count start end since until body".split()
)
_FROM = ("create", "update", "act", "list", "search")
"""What tells most of a thing, first."""

Pair = tuple[Call, Place]


_IDS = frozenset("id ids uuid guid gid sid iid identifier number".split())
_READS = ("list", "get", "search")


def inferred(noun: Words, calls: Iterable[Pair]) -> Schema | None:
    """The shape of a thing by the inputs of its calls; None where they give nothing but names of rows."""
    mine = [(call, place) for call, place in calls if place.noun == noun]
    within = {
        place.names.get(name) for _, place in mine if place.family not in ("list", "search") for name in place.variables
    }
    found: dict[str, Schema] = {}
    required: set[str] = set()
    for family in _FROM:
        for call, place in mine:
            if place.family == family:
                given = dict(_facts(call, place)) | dict(_owners(call, place, within))
                found = {**given, **found}
                required |= call.required & given.keys() if family == "create" else set()
    named = {name for _, place in mine for name in place.names}
    if not found.keys() - named:
        return None
    names = {name: schema for call, place in mine for name, schema in _own_name(call, place)}
    return Schema(kind="object", properties=names | found, required=frozenset(required), inferred=True)


def referred(noun: Words, calls: Iterable[Pair]) -> Schema | None:
    """The shape of a thing that is read and that calls about other things name: what names it; beside an id, a name.

    Nothing else is known of it: of the channels that messages are sent to, of the teams that issues belong to.
    """
    known = list(calls)
    mine = [(call, place) for call, place in known if place.noun == noun]
    named = [
        (name, call.inputs[name])
        for call, place in known
        if place.noun != noun
        for name, other in place.names.items()
        if other == noun
    ]
    if not named or not any(place.family in _READS for _, place in mine):
        return None
    name, schema = next((pair for call, place in mine for pair in _own_name(call, place)), named[0])
    found = {name: replace(schema.items if schema.items is not None else schema, default=None)}
    if words(name)[-1:] and words(name)[-1] in _IDS:
        found["name"] = Schema(kind="string")
    return Schema(kind="object", properties=found, required=frozenset(found), inferred=True)


def _owners(call: Call, place: Place, within: Collection[Words | None]) -> Iterator[tuple[str, Schema]]:
    """What a list is narrowed to that its rows do not lie in: "list_boards_in_workspace" says whose a board is."""
    for name in place.variables if place.family in ("list", "search") else ():
        if name in place.names and place.names[name] not in within:
            yield name, _marked(replace(call.inputs[name], default=None), place, name)


def _facts(call: Call, place: Place) -> Iterator[tuple[str, Schema]]:
    """The inputs of a call that are facts of the thing: of those that only ask or act, names of others and states."""
    makes = place.family in ("create", "update")
    for name, schema in call.inputs.items():
        if name in place.variables:
            continue
        named = name in place.names and schema.kind != "array"
        if makes or named or (schema.enum and "_".join(words(name)) not in _STEERING):
            yield name, _marked(replace(schema, default=None), place, name)


def _marked(schema: Schema, place: Place, name: str) -> Schema:
    return replace(schema, variants=("_".join(place.names[name]),)) if name in place.names else schema


def _own_name(call: Call, place: Place) -> Iterator[tuple[str, Schema]]:
    """The input by which a call names one row of the thing."""
    if place.family in ("get", "update", "delete") and place.variables and place.path.endswith("}"):
        name = place.variables[-1]
        schema = call.inputs[name]
        yield name, replace(schema.items if schema.items is not None else schema, default=None)
