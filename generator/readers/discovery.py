"""Google API Discovery documents, version 1, as a `Description`.

Source: https://developers.google.com/discovery/v1/reference/apis. Parameters that every method of an API takes (`alt`,
`fields`, `key`, …) belong to the protocol and are not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.description import Description, Location, Note, Operation, Origin, Parameter, Scalar, Schema
from generator.readers.keywords import Fields, plain_fields
from generator.readers.lenient import Node, flag, mapping, number, scalar, sequence, text, texts
from generator.readers.naming import short_name
from generator.readers.paths import base_path, plain_path, unique, variables
from generator.sources import SourceText

_LOCATIONS: Mapping[str, Location] = {"path": "path", "query": "query"}
_MAX_DEPTH = 64


def read_discovery(source: SourceText, root: Node) -> Description:
    """The description in a Discovery document; one without methods has no operations."""
    schemas = _Schemas(mapping(root.get("schemas")))
    operations = tuple(_operation(schemas, tags, node) for tags, node in _methods(root, ()))
    title = text(root.get("title")) or text(root.get("canonicalName")) or text(root.get("name"))
    return Description(
        title=title,
        name=short_name(text(root.get("name")) or title, source.document),
        version=text(root.get("version")),
        summary=text(root.get("description")),
        origin=_origin(source, root),
        operations=_with_unique_ids(operations),
        schemas={name: schemas.read(node) for name, node in schemas.nodes.items()},
        base_path=base_path(text(root.get("servicePath"))),
        notes=tuple(
            Note(where=f"#/schemas/{name}", what="a ref names it, but it is not there") for name in schemas.lost
        ),
    )


def _origin(source: SourceText, root: Node) -> Origin:
    return Origin(
        source=source.name,
        kind="discovery",
        version=text(root.get("discoveryVersion")) or "v1",
        sha256=source.sha256,
        package=source.package,
        package_version=source.package_version,
        package_licence=source.licence,
        package_integrity=source.integrity,
        licence=None,  # The format has no place for one.
    )


def _methods(resource: Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Methods with the names of the resources around them, outermost first."""
    for node in mapping(resource.get("methods")).values():
        yield path, mapping(node)
    for name, child in mapping(resource.get("resources")).items():
        if len(path) < _MAX_DEPTH:
            yield from _methods(mapping(child), (*path, name))


def _with_unique_ids(operations: tuple[Operation, ...]) -> tuple[Operation, ...]:
    found: dict[str, Operation] = {}
    for operation in operations:
        place = f"{operation.method} {operation.path}"
        name = operation.id if operation.id and operation.id not in found else unique(place, found)
        found[name] = replace(operation, id=name)
    return tuple(found.values())


def _operation(schemas: _Schemas, tags: tuple[str, ...], node: Node) -> Operation:
    path = plain_path(text(node.get("flatPath")) or text(node.get("path")))
    return Operation(
        id=text(node.get("id")),
        method=text(node.get("httpMethod")).upper() or "GET",
        path=path,
        description=text(node.get("description")),
        tags=(".".join(tags),) if tags else (),
        parameters=_parameters(schemas, path, node),
        request=_request(schemas, node),
        request_required="request" in node,
        response=schemas.read(node["response"]) if "response" in node else None,
        deprecated=flag(node.get("deprecated")),
        scopes=texts(node.get("scopes")),
        upload=flag(node.get("supportsMediaUpload")),
        download=flag(node.get("supportsMediaDownload")),
    )


def _request(schemas: _Schemas, node: Node) -> Schema | None:
    """The body, with what `annotations.required` of its properties demands for this method."""
    if "request" not in node:
        return None
    request = schemas.read(node["request"])
    target = mapping(schemas.nodes.get(request.ref or ""))
    demanded = {
        name
        for name, child in mapping(target.get("properties")).items()
        if node.get("id") in sequence(mapping(mapping(child).get("annotations")).get("required"))
    }
    return replace(request, required=request.required | demanded) if demanded else request


def _parameters(schemas: _Schemas, path: str, node: Node) -> tuple[Parameter, ...]:
    """The path's variables in order, then the others in the document's.

    `{+name}` stands for several segments, which `flatPath` writes out with variables of their own; the last of them
    is what the declared parameter is about.
    """
    declared = {
        name: _parameter(schemas, name, mapping(child)) for name, child in mapping(node.get("parameters")).items()
    }
    wanted = variables(path)
    spread = [
        parameter for parameter in declared.values() if parameter.location == "path" and parameter.name not in wanted
    ]
    of_path = [
        declared.get(name) or Parameter(name=name, location="path", schema=Schema(kind="string")) for name in wanted
    ]
    if spread and wanted and wanted[-1] not in declared:
        of_path[-1] = replace(of_path[-1], description=spread[-1].description)
    of_path = [replace(parameter, location="path", required=True) for parameter in of_path]
    return (*of_path, *(parameter for parameter in declared.values() if parameter.location != "path"))


def _parameter(schemas: _Schemas, name: str, node: Node) -> Parameter:
    schema = schemas.read(node)
    return Parameter(
        name=name,
        location=_LOCATIONS.get(text(node.get("location")), "query"),
        required=flag(node.get("required")),
        repeated=flag(node.get("repeated")),
        schema=schema,
        description=schema.description,
        deprecated=flag(node.get("deprecated")),
    )


class _Schemas:
    """The schemas of one document. `lost` are the names that refs use and the document does not define."""

    def __init__(self, nodes: Node) -> None:
        self.nodes = nodes
        self.lost: dict[str, None] = {}

    def read(self, value: object, depth: int = 0) -> Schema:
        node = mapping(value)
        fields = plain_fields({key: item for key, item in node.items() if key != "required"})
        fields["default"] = _default(node.get("default"), fields)
        fields["enum_descriptions"] = tuple(text(item) for item in sequence(node.get("enumDescriptions")))
        ref = node.get("$ref")
        if isinstance(ref, str) and ref in self.nodes:
            fields.update(kind="ref", ref=ref)
        elif isinstance(ref, str):
            self.lost[ref] = None
        elif depth < _MAX_DEPTH:
            self._add_children(node, fields, depth + 1)
        return Schema(**fields)

    def _add_children(self, node: Node, fields: Fields, depth: int) -> None:
        children = mapping(node.get("properties"))
        if children:
            fields["properties"] = {name: self.read(child, depth) for name, child in children.items()}
        if fields["kind"] == "array":
            fields["items"] = self.read(node.get("items"), depth)
        if "additionalProperties" in node:
            fields["values"] = self.read(node["additionalProperties"], depth)


def _default(stated: object, fields: Fields) -> Scalar | None:
    """Discovery writes every default as text; here it has the kind of its schema."""
    if fields["kind"] == "boolean":
        return flag(stated) if isinstance(stated, str | bool) else None
    return number(stated) if fields["kind"] in ("integer", "number") else scalar(stated)
