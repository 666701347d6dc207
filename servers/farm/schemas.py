"""The tool list as MCP shows it, derived from an environment: flat input schemas, output schemas, annotations.

Input properties have exactly one `type` each, since trainers accept no other (DESIGN.md §5). Output schemas are read by
clients only: there a nullable value is `["string", "null"]`, rows are inline objects, and descriptions stand only
where `return` gives one.
"""

from servers.farm.arguments import Json, Schema
from servers.farm.effects import is_destructive, is_read_only
from servers.farm.idempotence import is_idempotent
from servers.farm.model import Environment
from servers.farm.properties import kind_schema
from servers.farm.surface import surface
from servers.farm.types import Type
from servers.farm.views import ResultField, ViewField, result_fields, view_fields


def listing(environment: Environment) -> list[Schema]:
    """`tools.json`: every tool with its wire names, in the order of declaration."""
    return [_tool(environment, name) for name in environment.tools]


def _tool(environment: Environment, name: str) -> Schema:
    tool = environment.tools[name]
    return {
        "name": name,
        "title": tool.title,
        "description": tool.description,
        "inputSchema": input_schema(environment, name),
        "outputSchema": output_schema(environment, name),
        "annotations": annotations(environment, name),
    }


def annotations(environment: Environment, tool_name: str) -> Schema:
    """MCP's hints, each proved from the tool's effects."""
    return {
        "title": environment.tools[tool_name].title,
        "readOnlyHint": is_read_only(environment, tool_name),
        "destructiveHint": is_destructive(environment, tool_name),
        "idempotentHint": is_idempotent(environment, tool_name),
        "openWorldHint": False,
    }


def input_schema(environment: Environment, tool_name: str) -> Schema:
    """A flat object that takes nothing else; `required` is left out when nothing is."""
    parameters = surface(environment, tool_name)
    required: list[Json] = [item.name for item in parameters if item.required]
    properties: Schema = {item.name: item.schema for item in parameters}
    schema: Schema = {"type": "object", "properties": properties}
    if required:
        schema["required"] = required
    return {**schema, "additionalProperties": False}


def output_schema(environment: Environment, tool_name: str) -> Schema:
    """The object that a successful call returns; every field is always present."""
    fields = result_fields(environment, environment.tools[tool_name])
    return _object({field.name: _result(environment, field) for field in fields})


def _object(properties: dict[str, Schema]) -> Schema:
    shown: Schema = {**properties}
    required: list[Json] = list(properties)
    return {"type": "object", "properties": shown, "required": required, "additionalProperties": False}


def _result(environment: Environment, field: ResultField) -> Schema:
    if field.kind == "row":
        schema = _nullable(_row(environment, field.type.entity, field.view), field.type.nullable)
    elif field.kind == "rows":
        schema = {"type": "array", "items": _row(environment, field.type.element.entity, field.view)}
    else:
        schema = type_schema(field.type)
    return {**schema, "description": field.describe} if field.describe else schema


def _row(environment: Environment, entity: str, view: str) -> Schema:
    if entity not in environment.entities:
        return {"type": "object"}
    return _object({item.name: _view_field(environment, item) for item in view_fields(environment, entity, view)})


def _view_field(environment: Environment, field: ViewField) -> Schema:
    if field.children is None:
        return type_schema(field.type)
    return {"type": "array", "items": _row(environment, field.children.of, field.children.view)}


def type_schema(found: Type) -> Schema:
    """The schema of a value: a scalar, a list of them, or a record."""
    if found.kind == "list":
        return _nullable({"type": "array", "items": type_schema(found.element)}, found.nullable)
    if found.kind == "record":
        return _nullable(_object({name: type_schema(item) for name, item in found.fields}), found.nullable)
    if found.kind in ("null", "unknown", "row"):
        return {"type": "null"} if found.kind == "null" else {}
    kind = "number" if found.kind == "inexact" else found.kind
    return _nullable(kind_schema(kind, found.values), found.nullable)


def _nullable(schema: Schema, nullable: bool) -> Schema:
    """The schema that also takes null, in its `enum` too."""
    if not nullable:
        return schema
    wider: Schema = {**schema, "type": [schema["type"], "null"]}
    if isinstance(wider.get("enum"), list):
        wider["enum"] = [*schema["enum"], None]  # type: ignore[misc]
    return wider
