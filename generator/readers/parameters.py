"""Parameters of OpenAPI operations: the path item's and the operation's own, as values outside the body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.description import ANY, Location, Parameter, Schema
from generator.readers.document import Document
from generator.readers.lenient import Node, flag, mapping, sequence, text
from generator.readers.paths import plain_name, variables
from generator.readers.schemas import Schemas

_LOCATIONS: Mapping[str, Location] = {"path": "path", "query": "query", "header": "header", "cookie": "cookie"}


def read_parameters(
    document: Document, schemas: Schemas, path: str, item: Node, operation: Node
) -> tuple[Parameter, ...]:
    """The path's variables in order, then the other parameters in the document's order.

    The operation's parameters replace those of the path item with the same name and place (OpenAPI, Path Item Object).
    A variable that nobody declares is a required text.
    """
    found: dict[tuple[str, Location], Parameter] = {}
    for node in (*sequence(item.get("parameters")), *sequence(operation.get("parameters"))):
        parameter = _read(schemas, document.follow(node))
        if parameter is not None:
            found[parameter.name, parameter.location] = parameter
    return _fit(path, list(found.values()))


def _read(schemas: Schemas, node: Node) -> Parameter | None:
    name, location = text(node.get("name")), _LOCATIONS.get(text(node.get("in")).lower())
    if not name or location is None:
        return None
    schema = _schema(schemas, node)
    shape = schemas.resolved(schema)
    repeated = shape.kind == "array"
    return Parameter(
        name=plain_name(name) if location == "path" else name,
        location=location,
        required=location == "path" or flag(node.get("required")),
        repeated=repeated,
        schema=(shape.items or ANY) if repeated else schema,
        description=text(node.get("description")) or schema.description,
        deprecated=flag(node.get("deprecated")),
    )


def _schema(schemas: Schemas, node: Node) -> Schema:
    """Under `schema`, or under the media type of `content`, or (as in Swagger 2.0) on the parameter itself."""
    if "schema" in node:
        return schemas.read(node["schema"])
    for media in mapping(node.get("content")).values():
        return schemas.read(mapping(media).get("schema"))
    own = {key: value for key, value in node.items() if key not in ("name", "in", "required", "description")}
    return schemas.read(own)


def _fit(path: str, declared: Sequence[Parameter]) -> tuple[Parameter, ...]:
    wanted = variables(path)
    exact = {parameter.name: parameter for parameter in declared if parameter.location == "path"}
    folded = {name.lower(): parameter for name, parameter in exact.items()}
    of_path = [exact.get(name) or folded.get(name.lower()) or Parameter(name=name, location="path") for name in wanted]
    named = [
        replace(parameter, name=name, required=True, schema=_text_if_unknown(parameter.schema))
        for name, parameter in zip(wanted, of_path, strict=True)
    ]
    return (*named, *(parameter for parameter in declared if parameter.location != "path"))


def _text_if_unknown(schema: Schema) -> Schema:
    return replace(schema, kind="string") if schema.kind == "any" else schema
