"""What a thing is where no answer says it: what it is made and changed with, and what lists are narrowed by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


def inferred(noun: Words, calls: Iterable[Pair]) -> Schema | None:
    """The shape of a thing by the inputs of its calls; None where they give nothing but names of rows."""
    mine = [(call, place) for call, place in calls if place.noun == noun]
    found: dict[str, Schema] = {}
    required: set[str] = set()
    for family in _FROM:
        for call, place in mine:
            if place.family == family:
                given = dict(_facts(call, place))
                found = {**given, **found}
                required |= call.required & given.keys() if family == "create" else set()
    named = {name for _, place in mine for name in place.names}
    if not found.keys() - named:
        return None
    names = {name: schema for call, place in mine for name, schema in _own_name(call, place)}
    return Schema(kind="object", properties=names | found, required=frozenset(required), inferred=True)


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
