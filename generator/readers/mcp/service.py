"""From an MCP tool list to a `Description`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.description import Description, Operation, Origin, Schema
from generator.readers.calls import Place, placed
from generator.readers.calls.answers import listed, shown
from generator.readers.calls.asking import body, parameters
from generator.readers.calls.inferring import inferred, referred
from generator.readers.calls.words import Words
from generator.readers.lenient import Node, mapping, sequence, text
from generator.readers.mcp.sharing import with_lists_shared
from generator.readers.mcp.tools import Tool, tools_of
from generator.readers.naming import short_name
from generator.sources import SourceText

_READS = ("list", "get", "search")
_MIN_AMBIENT = 5
_NAME_NOISE = frozenset("mcp server tools".split())


def is_listing(root: Node) -> bool:
    """Whether a document is the answer to `tools/list`."""
    return isinstance(_listing(root).get("tools"), list)


def _listing(root: Node) -> Node:
    result = root.get("result")
    return mapping(result) if "jsonrpc" in root and isinstance(result, dict) else root


def read_mcp(source: SourceText, root: Node) -> Description:
    """The description in a tool list; one without tools has no operations."""
    listing = _listing(root)
    tools, schemas = tools_of(mapping(node) for node in sequence(listing.get("tools")))
    tools = with_lists_shared(tools, schemas)
    places = placed(tool.call for tool in tools)
    tools = _without_ambient(tools, places)
    things = _things(tools, places, schemas)
    server = mapping(listing.get("serverInfo"))
    title = text(server.get("title")) or text(server.get("name"))
    return Description(
        title=title or short_name("", source.document),
        name=_name(text(server.get("name")), source),
        version=text(server.get("version")),
        summary="",
        origin=_origin(source, text(listing.get("protocolVersion"))),
        operations=tuple(_operation(tool, places[tool.name], schemas, things) for tool in tools),
        schemas=schemas | {_schema_name(noun): schema for noun, schema in things.items()},
    )


def _without_ambient(tools: list[Tool], places: Mapping[str, Place]) -> list[Tool]:
    """The tools without what more than half of them require and no thing is called after: whose repository it is."""
    counted = Counter(name for tool in tools for name in tool.call.required)
    naming = {name for place in places.values() for name in (*place.variables, *place.names)}
    many = max(_MIN_AMBIENT, len(tools) // 2)
    ambient = {name for name, times in counted.items() if times > many} - naming
    return [
        replace(
            tool,
            call=replace(
                tool.call,
                inputs={name: schema for name, schema in tool.call.inputs.items() if name not in ambient},
                required=tool.call.required - ambient,
            ),
        )
        for tool in tools
    ]


def _name(stated: str, source: SourceText) -> str:
    """ "mcp-server-trello" is called "trello"."""
    words = [word for word in short_name(stated, source.document).split("_") if word not in _NAME_NOISE]
    return "_".join(words) or short_name("", source.document)


def _origin(source: SourceText, version: str) -> Origin:
    return Origin(
        source=source.name,
        kind="mcp",
        version=version or "tools/list",
        sha256=source.sha256,
        package=source.package,
        package_version=source.package_version,
        package_licence=source.licence,
        package_integrity=source.integrity,
        licence=None,  # The format has no place for one.
    )


def _things(tools: Iterable[Tool], places: Mapping[str, Place], schemas: Mapping[str, Schema]) -> dict[Words, Schema]:
    """The shapes of those things that no declared answer describes, by what their tools take."""
    known = list(tools)
    pairs = [(tool.call, places[tool.name]) for tool in known]
    told = {
        places[tool.name].noun
        for tool in known
        if places[tool.name].family in _READS and _answer(tool, places[tool.name], schemas) is not None
    }
    found: dict[Words, Schema] = {}
    for noun in dict.fromkeys(place.noun for _, place in pairs):
        schema = (inferred(noun, pairs) or referred(noun, pairs)) if noun and noun not in told else None
        if schema is not None:
            found[noun] = schema
    return found


def _answer(tool: Tool, place: Place, schemas: Mapping[str, Schema]) -> Schema | None:
    """The declared answer without its envelopes, if it says what a thing is."""
    if tool.answer is None:
        return None
    if place.several:
        rows = listed(tool.answer, place.noun, schemas)
        item = rows.items if rows is not None else None
        return rows if item is not None and _properties(item, schemas) else None
    one = shown(tool.answer, place.noun, schemas)
    return one if one is not None and len(_properties(one, schemas)) > 1 else None


def _properties(schema: Schema, schemas: Mapping[str, Schema]) -> Mapping[str, Schema]:
    return (schemas.get(schema.ref, schema) if schema.ref is not None else schema).properties


def _operation(tool: Tool, place: Place, schemas: Mapping[str, Schema], things: Mapping[Words, Schema]) -> Operation:
    request = body(tool.call, place)
    return Operation(
        id=tool.name,
        method=place.method,
        path=place.path,
        summary=tool.title or tool.description.partition(". ")[0],
        description=tool.description,
        parameters=parameters(tool.call, place),
        request=request,
        request_required=request is not None and bool(request.required),
        response=_response(tool, place, schemas, things),
        response_status=200,
    )


def _response(tool: Tool, place: Place, schemas: Mapping[str, Schema], things: Mapping[Words, Schema]) -> Schema | None:
    declared = _answer(tool, place, schemas)
    if declared is not None or place.noun not in things or place.family not in (*_READS, "create", "update"):
        return declared
    row = Schema(kind="ref", ref=_schema_name(place.noun))
    return Schema(kind="array", items=row) if place.several else row


def _schema_name(noun: Words) -> str:
    return "".join(word.capitalize() for word in noun)
