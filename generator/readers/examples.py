"""A shape from an example, for documents that show a body instead of describing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import orjson

from generator.description import ANY, Schema
from generator.readers.keywords import kind_of
from generator.readers.lenient import Node, mapping, scalar

_MAX_DEPTH = 8
_MAX_TEXT = 200_000


def shape_of_example(media: Node) -> Schema | None:
    """The shape of the first example of a media type object (or of its schema) that is an object or a list.

    The outermost schema is marked `inferred`; nothing is required. None if there is no such example.
    """
    for value in _stated(media):
        found = _json(value)
        if isinstance(found, dict | list) and found:
            return replace(_shape(found, 0), inferred=True)
    return None


def _stated(media: Node) -> Iterator[object]:
    schema = mapping(media.get("schema"))
    for holder in (media, schema):
        yield holder.get("example")
        several = holder.get("examples")
        if isinstance(several, list):
            yield from several
        yield from (mapping(item).get("value") for item in mapping(several).values())


def _json(value: object) -> object:
    """Examples of JSON are often written as its text."""
    if not isinstance(value, str) or len(value) > _MAX_TEXT or value.lstrip()[:1] not in ("{", "["):
        return value
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        return None


def _shape(value: object, depth: int) -> Schema:
    if depth > _MAX_DEPTH:
        return ANY
    if isinstance(value, dict):
        return Schema(kind="object", properties={str(key): _shape(item, depth + 1) for key, item in value.items()})
    if isinstance(value, list):
        return Schema(kind="array", items=_shape(value[0], depth + 1) if value else ANY)
    known = scalar(value)
    return Schema(nullable=True) if known is None else Schema(kind=kind_of(known), examples=(known,))
