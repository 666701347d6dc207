"""Answers that a description does not describe: where it describes none at all, what is written is what is read.

About one in forty published descriptions (80 of 2,622) says nothing of what any GET answers. Where bodies of writes are
described, the thing at `/books/{id}` has what `POST /books` and `PUT /books/{id}` take. A description that describes
any answer of a GET is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from generator.description import Description, Operation, Schema
from generator.english import is_plural
from generator.explore.shapes import answer

_WRITES = ("POST", "PUT", "PATCH")
_VARIABLE = re.compile(r"\{[^{}]*\}")

Written = Mapping[tuple[str, str], Schema]
"""The shape of the body of a write, by its method and the shape of its path."""


def is_silent(description: Description) -> bool:
    """Whether nothing that is read is described."""
    reads = [operation for operation in description.operations if operation.method == "GET"]
    return bool(reads) and all(answer(description, operation).kind == "nothing" for operation in reads)


def with_answers(description: Description) -> Description:
    """The description with answers of reads inferred from what is written at the same place, if it states none.

    It stays as it is where nothing that is read is a collection: then nothing says what there are many of.
    """
    if not is_silent(description):
        return description
    written = {
        (operation.method, _shape(operation.path)): body
        for operation in reversed(description.operations)
        if operation.method in _WRITES and (body := _body(description, operation)) is not None
    }
    shapes = {_shape(operation.path) for operation in description.operations}
    operations = tuple(_answered(operation, written, shapes) for operation in description.operations)
    several = any(item.response is not None and item.response.kind == "array" for item in operations)
    return replace(description, operations=operations) if several else description


def _body(description: Description, operation: Operation) -> Schema | None:
    """What a write takes, if it is an object of which something is said."""
    found = description.resolve(operation.request) if operation.request is not None else None
    return found if found is not None and found.kind == "object" and found.properties else None


def _answered(operation: Operation, written: Written, shapes: Collection[str]) -> Operation:
    """A read with what is written where it reads: to an item, to a collection and its items, to a single thing."""
    if operation.method != "GET":
        return operation
    shape = _shape(operation.path)
    item = shape if shape.endswith("/{}") else f"{shape}/{{}}"
    collection = item.removesuffix("/{}")
    of_one = [("POST", collection), ("PUT", item), ("PATCH", item)]
    if shape == item:
        found = _joined(written, of_one)
    elif item in shapes or (("POST", shape) in written and is_plural(shape.rpartition("/")[2])):
        found = _joined(written, of_one)
        found = Schema(kind="array", items=found) if found is not None else None
    else:
        found = _joined(written, [("PUT", shape), ("PATCH", shape)])
    return replace(operation, response=found) if found is not None else operation


def _joined(written: Written, places: Iterable[tuple[str, str]]) -> Schema | None:
    """The properties of all bodies together; nothing is required in an answer that nobody described."""
    bodies = [written[place] for place in places if place in written]
    if not bodies:
        return None
    properties: dict[str, Schema] = {}
    for name, schema in (pair for body in bodies for pair in body.properties.items()):
        properties.setdefault(name, schema)
    return replace(bodies[0], properties=properties, required=frozenset(), inferred=True)


def _shape(path: str) -> str:
    """`/books/{bookId}` → `/books/{}`."""
    return _VARIABLE.sub("{}", path)
