"""JSON Schemas of strangers: references resolved, the one type they ask for, whether a value fits."""

from collections.abc import Iterator

import jsonschema_rs

from client.servers import Json, Object

_WRONG = (ValueError, jsonschema_rs.ReferencingError)
DEEPEST = 8
"""How many references are followed, one behind the other."""


def invalid(schema: Json) -> str:
    """Why something is no JSON Schema of its draft; empty if it is one. References to elsewhere are not followed."""
    if not isinstance(schema, dict):
        return "it is no object"
    try:
        _validator(schema)
    except _WRONG as error:
        return " ".join(str(error).split("\n\n")[0].split())[:200]
    return ""


def misfit(schema: Object, value: Json) -> str:
    """Why a value does not fit a schema; empty if it does, or if the schema is none."""
    try:
        error = next(iter(_validator(schema).iter_errors(value)), None)
    except (*_WRONG, RecursionError):
        return ""
    return "" if error is None else f"{error.message[:200]} at {_place(error)}"


def fits(schema: Object, value: Json) -> bool:
    """Whether a value fits a schema, or the schema is none."""
    return not misfit(schema, value)


def resolved(schema: Json, root: Object) -> Object:
    """The schema behind local references, with what stands beside them and in `allOf` merged into it."""
    found = dict(schema) if isinstance(schema, dict) else {}
    for _ in range(DEEPEST):
        reference = found.pop("$ref", None)
        if not isinstance(reference, str):
            break
        found = {**_target(reference, root), **found}
    parts = found.pop("allOf", None)
    for part in parts if isinstance(parts, list) else []:
        inner = part if isinstance(part, dict) else {}
        found = {**_target(str(inner.get("$ref", "")), root), **inner, **found}
        found.pop("$ref", None)
    return found


def branches(schema: Object, root: Object) -> Iterator[Object]:
    """The alternatives of a schema, those for null last; the schema itself if it has none."""
    options = schema.get("anyOf") or schema.get("oneOf")
    if not isinstance(options, list):
        yield schema
        return
    rest = {key: value for key, value in schema.items() if key not in ("anyOf", "oneOf")}
    found = [{**rest, **resolved(option, root)} for option in options]
    yield from sorted(found, key=lambda item: item.get("type") == "null")


def kind(schema: Object) -> str:
    """The type that a schema asks for, the first but null if there are several; empty if it does not say."""
    types = schema.get("type")
    if isinstance(types, list):
        types = next((item for item in types if item != "null"), "null")
    if isinstance(types, str):
        return types
    implied = {"properties": "object", "items": "array", "pattern": "string"}
    return next((name for word, name in implied.items() if word in schema), "")


def _validator(schema: Object) -> "jsonschema_rs.Validator":
    """A validator of the draft that the schema names, of 2020-12 if it names none (which is MCP's default)."""
    return jsonschema_rs.validator_for(schema, retriever=_elsewhere)


def _elsewhere(uri: str) -> Json:
    """What stands elsewhere is not fetched: a stranger's schema must not choose whom we speak to."""
    raise ValueError(f"a reference to elsewhere: {uri}")


def _target(reference: str, root: Object) -> Object:
    if not reference.startswith("#"):
        return {}
    found: Json = root
    for step in reference[1:].split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _place(error: jsonschema_rs.ValidationError) -> str:
    return "/" + "/".join(str(step) for step in error.instance_path)
