"""What the answer of a call holds of the thing that it is about, behind its envelopes."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from generator.description import Schema
from generator.readers.calls.words import Words, one, words

_MAX_DEPTH = 3
_MAX_SEEN = 60
_META = frozenset(
    "next_token nexttoken marker next_marker is_truncated response_metadata has_more total count total_count "
    "page_info cursor next_cursor failures errors unprocessed_items request_id client_mutation_id warnings "
    "resource_warnings".split()
)
_AROUND = frozenset("list summary summaries detail details info information description result set data type".split())
"""Words that names of shapes have after their noun: "AlarmSummary" is about an alarm."""

Schemas = Mapping[str, Schema]


def listed(answer: Schema | None, noun: Words, schemas: Schemas) -> Schema | None:
    """The list of an answer as an array, the one that is called after the noun if there are several; None if none."""
    found = _lists(answer, schemas) if answer is not None else []
    named = [item for item in found if _is_called(item[0], item[1], noun)]
    objects = [item for item in found if _item(item[1], schemas).kind == "object" and item[2] == 1]
    shallow = [item for item in found if item[2] <= 1]
    chosen = named or objects or shallow
    return chosen[0][1] if chosen else None


def shown(answer: Schema | None, noun: Words, schemas: Schemas) -> Schema | None:
    """The object of an answer: the member that is called after the noun, the only object in it, or all of it."""
    if answer is None:
        return None
    members = {
        name: schema
        for name, schema in _resolved(answer, schemas).properties.items()
        if "_".join(words(name)) not in _META
    }
    objects = {name: schema for name, schema in members.items() if _resolved(schema, schemas).kind == "object"}
    named = [schema for name, schema in objects.items() if _is_called(name, schema, noun)]
    if named:
        return named[0]
    lists = [schema for name, schema in members.items() if schema.kind == "array" and _is_called(name, schema, noun)]
    if lists and len(members) <= 2 and lists[0].items is not None:
        return lists[0].items
    sole = next(iter(objects.values())) if len(objects) == len(members) == 1 else None
    if sole is not None and _resolved(sole, schemas).properties:
        return sole
    return answer if members else None


def _lists(answer: Schema, schemas: Schemas) -> list[tuple[str, Schema, int]]:
    """The lists in an answer with their names and depths, the outer ones first."""
    found: list[tuple[str, Schema, int]] = []
    open_ = deque([("", answer, 0)])
    seen: set[str] = set()
    while open_ and len(seen) < _MAX_SEEN:
        name, schema, depth = open_.popleft()
        if schema.kind == "array" and schema.items is not None:
            found.append((name, schema, depth))
        inner = _item(schema, schemas)
        mark = schema.ref or (schema.items.ref if schema.items is not None else None) or ""
        if depth >= _MAX_DEPTH or (mark and mark in seen):
            continue
        seen.add(mark)
        for key, member in inner.properties.items():
            if "_".join(words(key)) not in _META:
                open_.append((key, member, depth + 1))
    return found


def _item(schema: Schema, schemas: Schemas) -> Schema:
    return _resolved(schema.items if schema.kind == "array" and schema.items is not None else schema, schemas)


def _resolved(schema: Schema, schemas: Schemas) -> Schema:
    return schemas.get(schema.ref, schema) if schema.ref is not None else schema


def _is_called(name: str, schema: Schema, noun: Words) -> bool:
    """Whether a member is called after a noun, by its own name or by that of its shape."""
    shape = schema.ref or (schema.items.ref if schema.items is not None else None) or ""
    return noun in (_core(one(words(name))), _core(one(words(shape))))


def _core(found: Words) -> Words:
    while len(found) > 1 and found[-1] in _AROUND:
        found = one(found[:-1])
    return found
