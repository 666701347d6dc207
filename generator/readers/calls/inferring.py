"""What a thing is where no answer says it: what it is made and changed with, and what lists are narrowed by."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from generator.description import Schema
from generator.readers.calls.placing import Place
from generator.readers.calls.said import Call
from generator.readers.calls.words import Words, words

_STEERING = frozenset(
    "sort order direction sort_by order_by page per_page limit offset cursor query q search fields format type filter "
    "include expand max_results page_size count start end since until body".split()
)
_MIN_FACTS = 1


def inferred(noun: Words, calls: Iterable[tuple[Call, Place]]) -> Schema | None:
    """The shape of a thing by the inputs of its calls; None where they give nothing but names of other rows."""
    mine = [(call, place) for call, place in calls if place.noun == noun]
    found: dict[str, Schema] = {}
    required: set[str] = set()
    for call, place in mine:
        if place.family in ("create", "update") and not place.path.rpartition("/")[2].count(":"):
            given = _given(call.inputs, place.variables)
            found = {**given, **found}
            required |= call.required & given.keys() if place.family == "create" else set()
    for call, place in mine:
        if place.family in ("list", "search"):
            told = {name: item for name, item in _given(call.inputs, place.variables).items() if _is_state(name, item)}
            found = {**told, **found}
    if len(found) < _MIN_FACTS:
        return None
    return Schema(kind="object", properties=found, required=frozenset(required), inferred=True)


def _given(inputs: Mapping[str, Schema], taken: Collection[str]) -> dict[str, Schema]:
    return {name: replace(schema, default=None) for name, schema in inputs.items() if name not in taken}


def _is_state(name: str, schema: Schema) -> bool:
    """Whether what a list is narrowed by is a fact of what it lists: one of a few values, such as a state."""
    return bool(schema.enum) and "_".join(words(name)) not in _STEERING
