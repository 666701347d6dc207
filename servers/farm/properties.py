"""The JSON Schema of one parameter: flat, one `type`, a description that is never empty (DESIGN.md §5)."""

from collections.abc import Iterable

from servers.farm.arguments import Json, Schema
from servers.farm.model import Column, Environment, ListColumn, Parameter, RowField
from servers.farm.names import spoken

_TYPES: dict[str, Schema] = {
    "text": {"type": "string"},
    "enum": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "money": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
}
_ELEMENTS = {
    "text": "texts",
    "enum": "texts",
    "integer": "integers",
    "number": "numbers",
    "money": "amounts",
    "boolean": "booleans",
    "date": "dates",
    "datetime": "date-times",
}


def kind_schema(kind: str, values: Iterable[str] = ()) -> Schema:
    """The schema of a scalar kind without limits."""
    choices: list[Json] = list(values)
    return {**_TYPES[kind], **({"enum": choices} if choices else {})}


def scalar_property(environment: Environment, name: str, parameter: Parameter, columns: tuple[Column, ...]) -> Schema:
    """The property of a scalar parameter, as narrow as the columns that store it."""
    schema = _element(parameter.kind, parameter, columns)
    schema["description"] = described(environment, name, parameter)
    return _with_default(schema, parameter)


def list_property(environment: Environment, name: str, parameter: Parameter, columns: tuple[Column, ...]) -> Schema:
    """The property of a list parameter; it may be empty if it can be left out or fills a list column."""
    may_be_empty = not parameter.required or _fills_list(environment, parameter, columns)
    text = _with_note(described(environment, name, parameter), _a_list_of(parameter.of, parameter.values))
    elements = _element(parameter.of, parameter, columns)
    return _with_default(_array(elements, text, parameter.max_items, 0 if may_be_empty else 1), parameter)


def rows_property(
    environment: Environment, name: str, field: RowField, parameter: Parameter, columns: tuple[Column, ...]
) -> Schema:
    """The property of one field of a `rows` parameter: an array in step with the others."""
    text = _with_note(described(environment, name, field), _a_list_of(field.kind, field.values) + ", one per row")
    return _array(_element(field.kind, field, columns), text, parameter.max_items, 0 if parameter.optional else 1)


def described(environment: Environment, name: str, parameter: Parameter | RowField) -> str:
    """The parameter's description, else its column's, else a phrase made from the names."""
    if parameter.description:
        return parameter.description
    entity_name, _, column_name = (parameter.column or "").partition(".")
    entity = environment.entities.get(entity_name)
    if entity is None:
        return f"The {spoken(name)}."
    is_key = entity.key is not None and entity.key.column == column_name
    declared = entity.key.description if is_key and entity.key else _column_description(entity.columns.get(column_name))
    own = spoken(column_name).removeprefix(spoken(entity_name) + " ")
    return declared or f"The {spoken(entity_name)}'s {own}."


def _column_description(column: Column | None) -> str:
    return column.description if column is not None else ""


def _element(kind: str, limits: Parameter | RowField, columns: tuple[Column, ...]) -> Schema:
    """A scalar's schema with the narrowest of its own limits and those of the columns that store it."""
    schema = kind_schema(kind, limits.values)
    low = _limits(limits.minimum, [getattr(column, "minimum", None) for column in columns])
    high = _limits(limits.maximum, [getattr(column, "maximum", None) for column in columns])
    length = _limits(limits.max_length, [getattr(column, "max_length", None) for column in columns])
    if low:
        schema["minimum"] = max(low)
    if high:
        schema["maximum"] = min(high)
    if length and kind == "text":
        schema["maxLength"] = min(length)
    return schema


def _limits(own: float | None, others: list[float | None]) -> list[int | float]:
    found = [item for item in (own, *others) if item is not None]
    return [int(item) if float(item).is_integer() else item for item in found]


def _fills_list(environment: Environment, parameter: Parameter, columns: tuple[Column, ...]) -> bool:
    entity_name, _, column_name = (parameter.column or "").partition(".")
    entity = environment.entities.get(entity_name)
    addressed = entity.columns.get(column_name) if entity else None
    return any(isinstance(column, ListColumn) for column in (addressed, *columns))


def _with_note(text: str, note: str) -> str:
    """The note in brackets before the full stop."""
    return f"{text.removesuffix('.')} ({note})."


def _a_list_of(kind: str, values: tuple[str, ...]) -> str:
    """The element type in words, since some trainers drop `items`."""
    choices = " | ".join(values)
    return f"list of {choices}" if values and len(choices) <= 80 else f"list of {_ELEMENTS[kind]}"


def _array(items: Schema, description: str, most: int, least: int) -> Schema:
    schema: Schema = {"type": "array", "items": {**items}, "maxItems": most, "description": description}
    return {**schema, "minItems": least} if least else schema


def _with_default(schema: Schema, parameter: Parameter) -> Schema:
    if parameter.default is None:
        return schema
    default = parameter.default
    value: Json = list(default) if isinstance(default, tuple) else default
    return {**schema, "default": value}
