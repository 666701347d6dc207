"""Parameters of a tool, and the short form in which authors may write them (`text or none`, `list text = []`)."""

import re
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from servers.farm.model.base import JsonScalar, Strict
from servers.farm.names import Identifier

ScalarKind = Literal["text", "integer", "number", "boolean", "money", "date", "datetime", "enum"]
ParameterKind = Literal[ScalarKind, "list", "rows"]

_SHORT = re.compile(
    r"^(?P<list>list )?(?P<kind>text|integer|number|boolean|money|date|datetime|enum|rows)"
    r"(?P<none> or none)?(?: (?P<detail>[^={][^=]*?|\{.*\}))??(?P<none2> or none)?(?: = (?P<default>.*))?$"
)


class _Scalar(Strict):
    """What scalar parameters and the elements of lists and rows share."""

    values: tuple[str, ...] = ()
    """With kind `enum`: the allowed values."""
    minimum: float | None = None
    """The smallest number that is allowed."""
    maximum: float | None = None
    """The largest number that is allowed."""
    max_length: int | None = Field(default=None, ge=1)
    """How many characters at most."""
    column: str | None = Field(default=None, pattern=r"^[a-z0-9_]+\.[a-z0-9_]+$")
    """`entity.column`: the column whose values this addresses or fills."""
    user_knows: bool = True
    """Whether a person would say this value (a city, a date), or a tool has to give it (an id)."""
    description: str = ""
    """What to give, in one sentence; the column's own if it is left out."""


class RowField(_Scalar):
    """One field of a `rows` parameter; on the JSON surface it is an array of its own."""

    kind: ScalarKind
    """The kind of the values."""


class Parameter(_Scalar):
    """One argument of a tool."""

    kind: ParameterKind
    """The kind of the value."""
    of: ScalarKind = "text"
    """With kind `list`: the kind of the elements."""
    rows: dict[Identifier, RowField] = Field(default_factory=dict)
    """With kind `rows`: the fields of one row."""
    max_items: int = Field(default=20, ge=1, le=100)
    """How many elements or rows at most."""
    optional: bool = False
    """May be left out, and then is None."""
    default: JsonScalar | tuple[JsonScalar, ...] = None
    """May be left out, and then is this; it is never None then."""

    @model_validator(mode="before")
    @classmethod
    def _from_short_form(cls, value: Any) -> Any:
        return parameter_fields(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if (self.kind == "rows") != bool(self.rows):
            raise ValueError("`rows` names the fields of a parameter of kind rows")
        if self.optional and self.default is not None:
            raise ValueError("a parameter is optional or has a default, not both")
        return self

    @property
    def required(self) -> bool:
        """Whether a call must give it."""
        return not self.optional and self.default is None


def parameter_fields(text: str) -> dict[str, Any]:
    """The fields of a parameter written short: `KIND[ DETAIL][ or none][ = DEFAULT]`; ValueError if it is not."""
    match = _SHORT.match(text.strip())
    if match is None:
        raise ValueError(f"'{text}' is not a parameter; write for example 'text or none' or 'enum a|b = a'")
    kind, detail, default = match["kind"], match["detail"], match["default"]
    found: dict[str, Any] = {"kind": "list", "of": kind} if match["list"] else {"kind": kind}
    if match["none"] or match["none2"]:
        found["optional"] = True
    if kind == "rows":
        found["rows"] = _row_fields(detail or "")
    elif detail:
        found["values"] = tuple(part.strip() for part in detail.split("|"))
    if default is not None:
        found["default"] = _default(default.strip(), bool(match["list"]), kind)
    return found


def _row_fields(detail: str) -> dict[str, Any]:
    pairs = [part.partition(":") for part in detail.strip("{} ").split(",")]
    return {name.strip(): {"kind": kind.strip()} for name, _, kind in pairs}


def _default(text: str, is_list: bool, kind: str) -> Any:
    if is_list:
        return tuple(part.strip() for part in text.strip("[]").split(",") if part.strip())
    if kind == "boolean":
        return text == "True"
    if kind in ("integer", "number", "money"):
        return float(text) if "." in text else int(text)
    return text
