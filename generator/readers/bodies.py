"""Bodies of requests and responses: which media type to read, and whether files travel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from generator.description import Schema
from generator.readers.combine import is_bare
from generator.readers.document import Document
from generator.readers.examples import shape_of_example
from generator.readers.lenient import Node, flag, mapping
from generator.readers.schemas import Schemas

_BINARY = ("image/", "audio/", "video/", "font/", "application/octet-stream", "application/pdf", "application/zip")
_FORMS = ("application/x-www-form-urlencoded", "multipart/")


@dataclass(frozen=True, slots=True)
class Body:
    """The schema of the best media type, and whether any of them is a file or (in a form) holds one."""

    schema: Schema | None
    has_file: bool


NO_BODY = Body(None, False)


@dataclass(frozen=True, slots=True)
class Request:
    """The body that an operation takes, and whether it must be given."""

    body: Body = NO_BODY
    required: bool = False


class Bodies(Protocol):
    """The bodies of one operation, wherever a format keeps them."""

    def __init__(self, document: Document, schemas: Schemas, item: Node, operation: Node) -> None:
        """`item` is the object of the operation's path."""

    def request(self) -> Request:
        """What the operation takes as its body."""
        ...

    def answer(self, response: object) -> Body:
        """What one of its answers holds."""
        ...


@dataclass(frozen=True, slots=True)
class Contents:
    """The bodies of OpenAPI 3: `requestBody` and answers, each with `content` by media type."""

    document: Document
    schemas: Schemas
    item: Node
    operation: Node

    def request(self) -> Request:
        """The `requestBody`, its ref followed."""
        node = self.document.follow(self.operation.get("requestBody"))
        return Request(self._body(node), flag(node.get("required")))

    def answer(self, response: object) -> Body:
        """The `content` of the answer, its ref followed."""
        return self._body(self.document.follow(response))

    def _body(self, node: Node) -> Body:
        content = mapping(node.get("content"))
        return body_of(self.schemas, {name: mapping(entry) for name, entry in content.items()})


def body_of(schemas: Schemas, content: Mapping[str, Node]) -> Body:
    """The body of media type objects by their media types; `NO_BODY` if there are none."""
    media = {name.partition(";")[0].strip().lower(): entry for name, entry in content.items()}
    if not media:
        return NO_BODY
    best = min(media, key=lambda name: _rank(name, media[name]))
    schema = _schema(schemas, media[best])
    return Body(schema, _has_file(schemas, media, schema))


def _rank(name: str, entry: Node) -> tuple[int, bool]:
    """JSON before anything, then what may be JSON, forms, other text, files; of equals, one with a schema."""
    without_schema = "schema" not in entry
    if name == "application/json":
        return 0, without_schema
    if "json" in name:
        return (5 if "patch+json" in name and "merge" not in name else 1), without_schema
    if name in ("*/*", "application/*", "*"):
        return 2, without_schema
    if name.startswith(_FORMS):
        return 3, without_schema
    return (6 if name.startswith(_BINARY) else 4), without_schema


def _schema(schemas: Schemas, entry: Node) -> Schema:
    """What the media type states; where that says nothing of the shape, what its example shows."""
    stated = schemas.read(entry.get("schema"))
    if is_bare(schemas.resolved(stated)):
        return shape_of_example({**entry, "schema": schemas.node(stated, entry.get("schema"))}) or stated
    return stated


def _has_file(schemas: Schemas, media: Mapping[str, Node], best: Schema) -> bool:
    if any(name.startswith(_BINARY) for name in media):
        return True
    forms = [_schema(schemas, entry) for name, entry in media.items() if name.startswith("multipart/")]
    return any(_is_file(schemas, schema) for schema in (best, *forms))


def _is_file(schemas: Schemas, schema: Schema) -> bool:
    whole = schemas.resolved(schema)
    parts = [part for value in whole.properties.values() for part in (value, value.items) if part is not None]
    return any(schemas.resolved(part).format == "binary" for part in (whole, *parts))
