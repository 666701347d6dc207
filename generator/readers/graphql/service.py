"""From a GraphQL schema to a `Description`."""

from __future__ import annotations

import re

from generator.description import Description, Note, Operation, Origin, Schema
from generator.readers.calls import Place, placed
from generator.readers.calls.asking import body, parameters
from generator.readers.document import decode
from generator.readers.errors import ReadError
from generator.readers.graphql.calls import Asked, asked
from generator.readers.graphql.introspection import parse_introspection
from generator.readers.graphql.model import GraphQLSchema, TypeRef
from generator.readers.graphql.sdl import SdlError, parse_sdl
from generator.readers.graphql.shapes import schemas, short
from generator.readers.lenient import Node, mapping
from generator.readers.naming import short_name
from generator.sources import SourceText

_DEFINITION = re.compile(
    r"^(?:extend\s+)?(?:(?:type|interface|input|enum)\s+[_A-Za-z]\w*[^\n:]*\{|union\s+\w+[^\n:]*=|schema\s*[^\n:]*\{)",
    re.M,
)
"""A definition at the beginning of a line."""


def is_sdl(text: str) -> bool:
    """Whether a text without a telling name looks like the schema definition language."""
    return bool(_DEFINITION.search(text[:100_000]))


def read_graphql_text(source: SourceText) -> Description:
    """The description in a document of the definition language. Raises ReadError with line and column."""
    try:
        known = parse_sdl(decode(source))
    except SdlError as error:
        place = f"line {error.line}, column {error.column}"
        raise ReadError(source.name, f"{place}: no valid GraphQL: {error.what}", "mend the schema there") from None
    return _described(source, known, "sdl")


def read_graphql(source: SourceText, root: Node) -> Description:
    """The description in the answer to an introspection query, with or without the `data` around it."""
    answer = mapping(root.get("data")) if "__schema" not in root else root
    return _described(source, parse_introspection(mapping(answer.get("__schema"))), "introspection")


def _described(source: SourceText, known: GraphQLSchema, version: str) -> Description:
    calls = _with_unique_ids(asked(known))
    places = placed(item.call for item in calls)
    title = short(known.description).partition(". ")[0] or short_name("", source.document)
    return Description(
        title=title if len(title) < 60 else short_name("", source.document),
        name=short_name(_stem(source), source.document),
        version="",
        summary=short(known.description),
        origin=_origin(source, version),
        operations=tuple(_operation(item, places[item.call.id], known) for item in calls),
        schemas=schemas(known),
        notes=tuple(Note(where=name, what="a type is mentioned, but not defined") for name in known.lost),
    )


def _stem(source: SourceText) -> str:
    """What a schema is called by, which states no name: the package that carries it, or its file."""
    if source.package is None:
        return ""
    return " ".join(re.findall(r"[A-Za-z0-9]+", source.package)).replace("graphql", "").replace("schema", "")


def _origin(source: SourceText, version: str) -> Origin:
    return Origin(
        source=source.name,
        kind="graphql",
        version=version,
        sha256=source.sha256,
        package=source.package,
        package_version=source.package_version,
        package_licence=source.licence,
        package_integrity=source.integrity,
        licence=None,  # The format has no place for one.
    )


def _with_unique_ids(calls: list[Asked]) -> list[Asked]:
    """Without what a broken document says twice."""
    found: dict[str, Asked] = {}
    for item in calls:
        found.setdefault(item.call.id, item)
    return list(found.values())


def _operation(item: Asked, place: Place, known: GraphQLSchema) -> Operation:
    request = body(item.call, place)
    description = short(item.field.description)
    return Operation(
        id=item.call.id,
        method=place.method,
        path=place.path,
        summary=description.partition(". ")[0],
        description=description,
        parameters=parameters(item.call, place),
        request=request,
        request_required=request is not None and bool(request.required),
        response=_response(item.answer, item.field.type, known),
        response_status=200,
        deprecated=item.field.deprecated,
    )


def _response(answer: TypeRef | None, stated: TypeRef, known: GraphQLSchema) -> Schema | None:
    if answer is None:
        return Schema(kind="ref", ref=stated.name) if known.fields(stated.name) else None
    row = Schema(kind="ref", ref=answer.name)
    return Schema(kind="array", items=row) if answer.many else row
