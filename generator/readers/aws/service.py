"""From an AWS service model to a `Description`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.description import Description, Note, Operation, Origin, Schema
from generator.readers.aws.shapes import Shapes, plain
from generator.readers.calls import Call, Place, placed
from generator.readers.calls.answers import listed, shown
from generator.readers.calls.asking import body, one, parameters
from generator.readers.calls.inferring import inferred
from generator.readers.calls.words import words
from generator.readers.lenient import Node, flag, mapping, sequence, text
from generator.readers.naming import short_name
from generator.sources import SourceText

_STEERING = frozenset(
    "next_token marker starting_token max_results max_records max_items page_size limit max_keys dry_run client_token "
    "client_request_token continuation_token start_token next_marker filters filter sort_by sort_order order_by "
    "include scan_index_forward expected_bucket_owner request_payer max_result page_token next_page_token cursor "
    "creation_token idempotency_token client_request_id return_values encoding_type".split()
)
"""Inputs that steer the answer or the transport. Filters of any name and value are no columns."""


def read_aws(source: SourceText, root: Node) -> Description:
    """The description in a service model; one without operations has none."""
    metadata, shapes = mapping(root.get("metadata")), Shapes(mapping(root.get("shapes")))
    schemas = shapes.schemas()
    nodes = {name: mapping(node) for name, node in mapping(root.get("operations")).items()}
    calls = {name: _call(name, node, shapes, schemas) for name, node in nodes.items()}
    places = placed(calls.values())
    operations = tuple(_operation(calls[name], node, places[name], shapes, schemas) for name, node in nodes.items())
    operations = _with_inferred(operations, calls, places, schemas)
    title = text(metadata.get("serviceFullName")) or text(metadata.get("serviceId"))
    return Description(
        title=title,
        name=short_name(text(metadata.get("serviceId")) or title, source.document),
        version=text(metadata.get("apiVersion")),
        summary=plain(root.get("documentation")),
        origin=_origin(source, root, text(metadata.get("protocol"))),
        operations=operations,
        schemas=schemas,
        notes=tuple(
            Note(where=f"#/shapes/{name}", what="a member names it, but it is not there") for name in shapes.lost
        ),
    )


def _origin(source: SourceText, root: Node, protocol: str) -> Origin:
    return Origin(
        source=source.name,
        kind="aws",
        version=f"{text(root.get('version')) or '2.0'} ({protocol or 'no protocol'})",
        sha256=source.sha256,
        package=source.package,
        package_version=source.package_version,
        package_licence=source.licence,
        package_integrity=source.integrity,
        licence=None,  # The format has no place for one.
    )


def _call(name: str, node: Node, shapes: Shapes, schemas: Mapping[str, Schema]) -> Call:
    given = text(mapping(node.get("input")).get("shape"))
    inputs = {
        key: schema
        for key, schema in shapes.properties(given).items()
        if "_".join(words(key)) not in _STEERING and not schema.deprecated
    }
    required = shapes.required(given) & inputs.keys()
    reads = True if flag(node.get("readonly")) else None
    answer = shapes.mention(node["output"]) if "output" in node else None
    many = None if answer is None or listed(answer, (), schemas) is not None else False
    return Call(id=name, words=words(name), inputs=inputs, required=required, reads=reads, many=many)


def _operation(call: Call, node: Node, place: Place, shapes: Shapes, schemas: Mapping[str, Schema]) -> Operation:
    request = body(call, place)
    documentation = plain(node.get("documentation"))
    return Operation(
        id=call.id,
        method=place.method,
        path=place.path,
        summary=documentation.partition(". ")[0],
        description=documentation,
        parameters=parameters(call, place),
        request=request,
        request_required=request is not None and bool(request.required),
        response=_response(place, mapping(node.get("output")), shapes, schemas),
        response_status=200,
        error_statuses=_error_statuses(node, shapes),
        deprecated=flag(node.get("deprecated")),
    )


def _with_inferred(
    operations: tuple[Operation, ...],
    calls: Mapping[str, Call],
    places: Mapping[str, Place],
    schemas: Mapping[str, Schema],
) -> tuple[Operation, ...]:
    """Lists of bare names answer with what is given when one is made, where nothing else says what one is."""
    told = {
        places[item.id].noun
        for item in operations
        if item.response is not None
        and places[item.id].family in ("get", "list")
        and _is_object(item.response, schemas)
    }
    found: list[Operation] = []
    for item in operations:
        place = places[item.id]
        if place.family == "list" and place.noun not in told:
            schema = inferred(place.noun, ((calls[name], other) for name, other in places.items()))
            item = replace(item, response=Schema(kind="array", items=schema)) if schema is not None else item
        found.append(item)
    return tuple(found)


def _is_object(schema: Schema, schemas: Mapping[str, Schema]) -> bool:
    item = one(schema)
    return bool((schemas.get(item.ref, item) if item.ref is not None else item).properties)


def _response(place: Place, output: Node, shapes: Shapes, schemas: Mapping[str, Schema]) -> Schema | None:
    answer = shapes.mention(output) if output else None
    if place.several:
        return listed(answer, place.noun, schemas)
    return shown(answer, place.noun, schemas)


def _error_statuses(node: Node, shapes: Shapes) -> tuple[int, ...]:
    found = (mapping(shapes.nodes.get(text(mapping(error).get("shape")))) for error in sequence(node.get("errors")))
    stated = (mapping(error.get("error")).get("httpStatusCode") for error in found)
    return tuple(sorted({status for status in stated if isinstance(status, int) and 400 <= status < 600}))
