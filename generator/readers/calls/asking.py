"""What a placed call takes: its path parameters, what stands beside the path, and its body."""

from __future__ import annotations

from dataclasses import replace

from generator.description import Parameter, Schema
from generator.readers.calls.placing import Place
from generator.readers.calls.said import Call
from generator.readers.paths import variables


def parameters(call: Call, place: Place) -> tuple[Parameter, ...]:
    """The variables of the path, and for a call without a body everything else that it takes."""
    beside = _beside(call, place) if not _has_body(place) else {}
    return (
        *(
            Parameter(name=name, location="path", required=True, schema=one(call.inputs[name]))
            for name in variables(place.path)
        ),
        *(
            Parameter(
                name=name,
                location="query",
                required=name in call.required,
                repeated=schema.kind == "array",
                schema=one(schema),
                description=schema.description,
            )
            for name, schema in beside.items()
        ),
    )


def body(call: Call, place: Place) -> Schema | None:
    """What a call that writes takes beside its path; None if nothing."""
    given = _beside(call, place)
    if not _has_body(place) or not given:
        return None
    return Schema(kind="object", properties=given, required=call.required & given.keys())


def one(schema: Schema) -> Schema:
    """The shape of one value of a list, else the shape itself."""
    return schema.items if schema.kind == "array" and schema.items is not None else schema


def _has_body(place: Place) -> bool:
    return place.method not in ("GET", "DELETE") and place.family != "link"


def _beside(call: Call, place: Place) -> dict[str, Schema]:
    """The inputs that are not in the path, those that name rows of other things marked as such."""
    return {
        name: _naming(schema, "_".join(place.names[name])) if name in place.names else schema
        for name, schema in call.inputs.items()
        if name not in place.variables
    }


def _naming(schema: Schema, noun: str) -> Schema:
    if schema.kind == "array" and schema.items is not None:
        return replace(schema, items=replace(schema.items, variants=(noun,)))
    return replace(schema, variants=(noun,))
