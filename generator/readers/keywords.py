"""The plain keywords of JSON Schema and OpenAPI: one node, without its refs and compositions, in `Schema`'s fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.description import Kind, Scalar
from generator.readers.lenient import Node, flag, mapping, number, scalar, scalar_text, sequence, text, whole

Fields = dict[str, Any]
"""Arguments for `Schema`; lives inside this package only."""

KINDS: Mapping[str, tuple[Kind, str | None]] = {
    "object": ("object", None),
    "array": ("array", None),
    "string": ("string", None),
    "integer": ("integer", None),
    "number": ("number", None),
    "boolean": ("boolean", None),
    # Names that no version of the format has, and that published documents have all the same.
    "bool": ("boolean", None),
    "bytes": ("string", "byte"),
    "date": ("string", "date"),
    "date-time": ("string", "date-time"),
    "datetime": ("string", "date-time"),
    "dict": ("object", None),
    "double": ("number", "double"),
    "email": ("string", "email"),
    "file": ("string", "binary"),
    "float": ("number", "float"),
    "hash": ("object", None),
    "int": ("integer", None),
    "int32": ("integer", "int32"),
    "int64": ("integer", "int64"),
    "json": ("object", None),
    "list": ("array", None),
    "long": ("integer", "int64"),
    "map": ("object", None),
    "str": ("string", None),
    "text": ("string", None),
    "timestamp": ("string", "date-time"),
    "uri": ("string", "uri"),
    "url": ("string", "uri"),
    "uuid": ("string", "uuid"),
}
"""`type` in lower case → kind and format."""

_IMPLIED: Mapping[str, Kind] = {
    "properties": "object",
    "additionalProperties": "object",
    "patternProperties": "object",
    "items": "array",
    "prefixItems": "array",
    "minLength": "string",
    "maxLength": "string",
    "pattern": "string",
    "minimum": "number",
    "maximum": "number",
}
"""What a keyword says about the kind where `type` is missing, strongest first."""

_FORMATS: Mapping[str, Kind] = {"int32": "integer", "int64": "integer", "float": "number", "double": "number"}

_WHOLE = frozenset({"int", "int32", "int64", "integer", "long", "unix-time"})
"""Formats of a number that leave no fraction."""

_SIMPLE: Mapping[str, tuple[str, Callable[[object], object]]] = {
    "title": ("title", text),
    "description": ("description", text),
    "format": ("format", lambda value: text(value) or None),
    "pattern": ("pattern", lambda value: text(value) or None),
    "nullable": ("nullable", flag),
    "x-nullable": ("nullable", flag),
    "readOnly": ("read_only", flag),
    "writeOnly": ("write_only", flag),
    "deprecated": ("deprecated", flag),
    "minimum": ("minimum", number),
    "maximum": ("maximum", number),
    "minLength": ("min_length", whole),
    "maxLength": ("max_length", whole),
    "minItems": ("min_items", whole),
    "maxItems": ("max_items", whole),
    "uniqueItems": ("unique_items", flag),
}


def plain_fields(node: Node) -> Fields:
    """Everything but `ref`, `properties`, `items` and `values`."""
    fields: Fields = {}
    for key, value in node.items():
        simple = _SIMPLE.get(key)
        found = simple[1](value) if simple is not None else None
        if simple is not None and found is not None and found is not False and found != "":
            fields[simple[0]] = found
    if (default := scalar(node.get("default"))) is not None:  # False and "" are defaults, too.
        fields["default"] = default
    _add_kind(node, fields)
    _add_enum(node, fields)
    if "example" in node or "examples" in node:
        fields["examples"] = _examples(node)
    if "required" in node:
        fields["required"] = frozenset(name for name in sequence(node["required"]) if isinstance(name, str))
    if "exclusiveMinimum" in node or "exclusiveMaximum" in node:
        _add_exclusive(node, fields)
    return fields


def _add_kind(node: Node, fields: Fields) -> None:
    stated = node.get("type")
    names = [name.lower() for name in (stated if isinstance(stated, list) else [stated]) if isinstance(name, str)]
    if "null" in names:
        fields["nullable"] = True
    known = [name for name in names if name in KINDS]
    if not known:
        fields["kind"] = _implied_kind(node)
        return
    kind, format_ = KINDS[known[0]]
    fields["kind"] = "integer" if kind == "number" and fields.get("format") in _WHOLE else kind
    if format_ and not fields.get("format"):
        fields["format"] = format_
    if len(known) > 1:
        fields["union"] = True


def _implied_kind(node: Node) -> Kind:
    for key, kind in _IMPLIED.items():
        if key in node:
            return kind
    format_ = node.get("format")
    return _FORMATS.get(format_, "string") if isinstance(format_, str) and format_ else "any"


def _add_enum(node: Node, fields: Fields) -> None:
    stated = [node["const"]] if "const" in node else node.get("enum")
    if not isinstance(stated, list):
        return
    values = [value for value in stated if isinstance(value, str | int | float)]
    fields["enum"] = tuple(dict.fromkeys(scalar_text(value) for value in values))
    if None in stated:
        fields["nullable"] = True
    if fields["kind"] == "any" and values:
        fields["kind"] = kind_of(values[0])
    described = node.get("x-enumDescriptions", node.get("x-enum-descriptions"))
    if described:
        fields["enum_descriptions"] = _enum_descriptions(described, fields["enum"])


def _enum_descriptions(described: object, values: tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(described, list):
        found = tuple(text(item) for item in described)
        return found if len(found) == len(values) else ()
    return tuple(text(mapping(described).get(value)) for value in values)


def kind_of(value: Scalar) -> Kind:
    """The kind of a JSON scalar."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    return "number" if isinstance(value, float) else "string"


def _examples(node: Node) -> tuple[Scalar, ...]:
    """`examples` is a list in JSON Schema, and an object of `{value: …}` in parameters and media types."""
    several = node.get("examples")
    many = several if isinstance(several, list) else [mapping(item).get("value") for item in mapping(several).values()]
    return tuple(value for item in (node.get("example"), *many) if (value := scalar(item)) is not None)


def _add_exclusive(node: Node, fields: Fields) -> None:
    """OpenAPI 3.0 has a flag beside the bound, 3.1 a bound of its own."""
    for bound, key, step in (("minimum", "exclusiveMinimum", 1), ("maximum", "exclusiveMaximum", -1)):
        exclusive = node.get(key)
        limit = fields.get(bound) if isinstance(exclusive, bool) else number(exclusive)
        if limit is not None and exclusive is not False and exclusive is not None:
            fields[bound] = limit + step if fields["kind"] == "integer" else limit
