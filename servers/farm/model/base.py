"""What every part of the environment model is made of: strict pydantic models and expressions as texts."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from servers.farm.expressions import ExpressionError, parse


class Strict(BaseModel):
    """Unknown fields are mistakes; values are never changed after loading."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, allow_inf_nan=False, populate_by_name=True, use_attribute_docstrings=True
    )


def _expression(value: object) -> str:
    """Accept a text that parses; YAML authors may write bare numbers, booleans and empty lists."""
    text = value if isinstance(value, str) else repr(value)
    if not isinstance(value, str | int | float | bool | list | None):
        raise ValueError("an expression is a text in Python syntax")
    try:
        parse(text)
    except ExpressionError as error:
        raise ValueError(str(error)) from error
    return text


Expression = Annotated[
    str,
    BeforeValidator(_expression),
    WithJsonSchema({"type": "string", "description": "An expression of the behaviour model, in Python syntax."}),
]
"""The text of an expression that parses; `servers.farm.expressions.parse` gives its nodes."""

JsonScalar = str | int | float | bool | None


def tag_of(value: Any) -> str:
    """The single key of a step, written or loaded; "?" for anything else, which pydantic then refuses by name."""
    if isinstance(value, dict):
        return str(next(iter(value))) if len(value) == 1 else "?"
    if not isinstance(value, Strict):
        return "?"
    name, field = next(iter(type(value).model_fields.items()))
    return str(field.alias or name)


def text_or_object(other: str) -> Callable[[Any], str]:
    """Tells an object, written or loaded, from what else may stand in its place."""
    return lambda value: "object" if isinstance(value, dict | Strict) else other
