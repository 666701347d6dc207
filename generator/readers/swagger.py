"""Swagger 2.0 (https://swagger.io/specification/v2/) as a `Description`.

What differs from OpenAPI 3 is read here: named schemas stand under `definitions`, a body is a parameter `in: body` or
the parameters `in: formData` together, an answer has one `schema` for all media types, and `consumes` and `produces`
say which these are. All else is read by what reads OpenAPI.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.description import Description
from generator.readers.bodies import Body, Request, body_of
from generator.readers.document import Document
from generator.readers.errors import ReadError
from generator.readers.lenient import Node, flag, mapping, sequence, text, texts
from generator.readers.openapi import described
from generator.readers.operations import read_operations
from generator.readers.paths import base_path
from generator.readers.schemas import Schemas
from generator.sources import SourceText

_DEFINITIONS = ("definitions",)
_JSON = "application/json"
_FORM, _FORM_WITH_FILES = "application/x-www-form-urlencoded", "multipart/form-data"
_ANY = "*/*"
_OF_PARAMETERS = frozenset({"name", "in", "required", "collectionFormat", "allowEmptyValue"})
"""Keys of a parameter that its value does not have."""


def read_swagger(source: SourceText, root: Node) -> Description:
    """The description in a Swagger document. Raises ReadError; whatever else is odd is read around and noted."""
    version = text(root["swagger"])
    if version.partition(".")[0] != "2":
        raise ReadError(
            source.name, f"is Swagger {version or 'of no version'}", "give a Swagger 2.0 or OpenAPI 3 document"
        )
    document = Document(root)
    schemas = Schemas(document, _DEFINITIONS)
    operations = read_operations(document, schemas, _Bodies)
    return described(source, document, schemas, operations, ("swagger", version, base_path(text(root.get("basePath")))))


@dataclass(frozen=True, slots=True)
class _Bodies:
    """The bodies of Swagger, told as media type objects of OpenAPI."""

    document: Document
    schemas: Schemas
    item: Node
    operation: Node

    def request(self) -> Request:
        """The parameter in the body; where there is none, the fields of the form."""
        inside = list(self._parameters())
        stated = next((node for node in inside if _place(node) == "body"), None)
        if stated is not None:
            entry = {"schema": stated.get("schema") or _value(stated)}
            return Request(self._body(self._consumed() or (_JSON,), entry), flag(stated.get("required")))
        fields = [node for node in inside if _place(node) == "formdata"]
        return self._form(fields) if fields else Request()

    def answer(self, response: object) -> Body:
        """The schema of an answer, or what its example shows, in each media type that is produced."""
        node = self.document.follow(response)
        examples = mapping(node.get("examples"))
        if "schema" not in node and not examples:
            return body_of(self.schemas, {})
        types = texts(self.operation.get("produces", self.document.root.get("produces"))) or tuple(examples) or (_ANY,)
        stated = {"schema": node["schema"]} if "schema" in node else {}
        return body_of(
            self.schemas,
            {name: stated | ({"example": examples[name]} if name in examples else {}) for name in (*types, *examples)},
        )

    def _parameters(self) -> Iterator[Node]:
        """Those of the request's body, refs followed; the operation's replace the path's of the same name and place."""
        found: dict[tuple[str, str], Node] = {}
        for mention in (*sequence(self.item.get("parameters")), *sequence(self.operation.get("parameters"))):
            node = self.document.follow(mention)
            if _place(node) in ("body", "formdata"):
                name = "" if _place(node) == "body" else text(node.get("name"))  # An operation has one body.
                found[name, _place(node)] = node
        yield from found.values()

    def _consumed(self) -> tuple[str, ...]:
        return texts(self.operation.get("consumes", self.document.root.get("consumes")))

    def _form(self, fields: list[Node]) -> Request:
        named = {text(node.get("name")): node for node in fields if text(node.get("name"))}
        required = [name for name, node in named.items() if flag(node.get("required"))]
        schema = {"type": "object", "properties": {name: _value(node) for name, node in named.items()}}
        files = any(text(node.get("type")) == "file" for node in fields)
        multipart = files or _FORM_WITH_FILES in self._consumed()
        entry = {"schema": schema | ({"required": required} if required else {})}
        return Request(self._body((_FORM_WITH_FILES if multipart else _FORM,), entry), bool(required))

    def _body(self, types: tuple[str, ...], entry: Node) -> Body:
        return body_of(self.schemas, dict.fromkeys(types, entry))


def _place(node: Node) -> str:
    return text(node.get("in")).lower()


def _value(node: Node) -> Node:
    """The schema of a parameter that is told on the parameter itself."""
    return {key: value for key, value in node.items() if key not in _OF_PARAMETERS}
