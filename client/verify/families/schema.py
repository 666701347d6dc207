"""Whether the tool list is one that every trainer, model and client takes (DESIGN §5)."""

import re
from collections.abc import Callable, Iterable, Iterator

import jsonschema_rs

from client.servers import Json, Object
from client.verify.bench import Bench
from client.verify.families.base import Family
from client.verify.findings import Finding
from servers.farm.schemas import listing

FORBIDDEN = ("anyOf", "oneOf", "allOf", "not", "$ref", "$defs", "definitions")
TYPES = ("string", "integer", "number", "boolean", "array")
SCALARS = TYPES[:-1]
_NAME = re.compile(r"[a-z][a-z0-9_]{0,47}")


class Schema(Family):
    """Names, texts and schemas of the tools: flat, valid, described, and what the declared behaviour implies."""

    name = "schema"

    def run(self, bench: Bench) -> Iterable[Finding]:  # noqa: ARG002
        """Every rule for every tool of tools.json."""
        derived = {str(tool["name"]): tool for tool in listing(self.contract.environment)}
        for tool in self.contract.listing:
            name = str(tool.get("name"))
            for rule, check in RULES.items():
                yield self.found(f"{name}/{rule}", check(tool), name)
            same = derived.get(name) == tool
            yield self.found(f"{name}/derived", "" if same else "is not what environment.json implies", name)


def _name(tool: Object) -> str:
    name = str(tool.get("name"))
    good = _NAME.fullmatch(name) and "__" not in name
    return "" if good else f"'{name}' is no tool name: lower-case letters, digits, single underscores, at most 48"


def _described(tool: Object) -> str:
    missing = [key for key in ("title", "description") if not str(tool.get(key) or "").strip()]
    return f"has no {' and no '.join(missing)}" if missing else ""


def _input_is_schema(tool: Object) -> str:
    return _invalid(tool.get("inputSchema"), "inputSchema")


def _output_is_schema(tool: Object) -> str:
    schema = tool.get("outputSchema")
    if not isinstance(schema, dict) or schema.get("type") != "object":
        return "outputSchema is no schema of an object"
    return _invalid(schema, "outputSchema")


def _invalid(schema: Json, where: str) -> str:
    """Why a schema is none, checked against the schema of schemas and by building a validator."""
    if not isinstance(schema, dict):
        return f"{where} is no JSON Schema"
    try:
        if not jsonschema_rs.meta.is_valid(schema):
            return f"{where} is no JSON Schema"
        jsonschema_rs.Draft202012Validator(schema)
    except (ValueError, jsonschema_rs.ReferencingError) as error:
        return f"{where} is no JSON Schema: {str(error).splitlines()[0][:200]}"
    return ""


def _flat(tool: Object) -> str:
    """Nothing that a trainer cannot keep: no references, no alternatives, one type each, lists of scalars only."""
    schema = tool.get("inputSchema")
    if not isinstance(schema, dict) or schema.get("type") != "object" or not isinstance(schema.get("properties"), dict):
        return "inputSchema is no object with properties"
    if schema.get("additionalProperties") is not False:
        return "inputSchema takes unknown parameters"
    if bad := [word for word in _words(schema) if word in FORBIDDEN]:
        return f"inputSchema uses {bad[0]}"
    return next((wrong for name, item in _properties(schema) if (wrong := _property(name, item))), "")


def _property(name: str, item: Json) -> str:
    if not isinstance(item, dict) or item.get("type") not in TYPES:
        return f"parameter {name} does not have exactly one type of {', '.join(TYPES)}"
    if not str(item.get("description") or "").strip():
        return f"parameter {name} has no description"
    items = item.get("items")
    if item["type"] == "array" and not (isinstance(items, dict) and items.get("type") in SCALARS):
        return f"parameter {name} is no list of scalars"
    return ""


def _required(tool: Object) -> str:
    schema = tool.get("inputSchema")
    required = schema.get("required", []) if isinstance(schema, dict) else []
    known = dict(_properties(schema)) if isinstance(schema, dict) else {}
    unknown = [name for name in required if name not in known] if isinstance(required, list) else ["?"]
    return f"requires {unknown[0]}, which is no parameter" if unknown else ""


def _annotated(tool: Object) -> str:
    hints = tool.get("annotations")
    names = ("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint")
    missing = [name for name in names if not isinstance(hints, dict) or not isinstance(hints.get(name), bool)]
    return f"says nothing about {missing[0]}" if missing else ""


def _properties(schema: Object) -> list[tuple[str, Json]]:
    properties = schema.get("properties")
    return list(properties.items()) if isinstance(properties, dict) else []


def _words(value: Json) -> Iterator[str]:
    """Every key in a schema, except the names of properties."""
    if isinstance(value, list):
        for item in value:
            yield from _words(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            inner = list(item.values()) if key == "properties" and isinstance(item, dict) else [item]
            for one in inner:
                yield from _words(one)


RULES: dict[str, Callable[[Object], str]] = {
    "name": _name,
    "described": _described,
    "input schema": _input_is_schema,
    "output schema": _output_is_schema,
    "flat": _flat,
    "required": _required,
    "annotations": _annotated,
}
