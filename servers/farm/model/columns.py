"""Column kinds of an entity (MODEL.md §1): one class per kind."""

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, SerializerFunctionWrapHandler, Tag, model_serializer, model_validator

from servers.farm.model.base import Expression, Strict
from servers.farm.names import ColumnName, EntityName, FaultCode

ListElement = Literal["text", "integer", "number", "boolean", "date", "datetime", "enum"]
"""What a list column may hold; amounts, which have decimals of their own, are rows of a child entity."""


class _Kinded(Strict):
    """Columns tell their kind when written, also where it is the class's default."""

    @model_serializer(mode="wrap")
    def _with_kind(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields: dict[str, Any] = handler(self)
        return {"kind": getattr(self, "kind", None), **fields}


class Stored(_Kinded):
    """What every stored column has."""

    nullable: bool = False
    """Whether a row may have no value here, which is None."""
    hidden: bool = False
    """Never part of a view or result."""
    default: Expression | None = None
    """The value of a new row for which no step sets one: an expression without names."""
    description: str = ""
    """What the column holds, in one sentence; it becomes the description of the result field."""


class TextColumn(Stored):
    """Unicode text, compared by code point."""

    kind: Literal["text"] = "text"
    """`text`."""
    max_length: int | None = Field(default=None, ge=1)
    """How many characters at most; None for any number."""


class IntegerColumn(Stored):
    """A whole number within ±2**53."""

    kind: Literal["integer"] = "integer"
    """`integer`."""
    minimum: int | None = None
    """The smallest value that is allowed."""
    maximum: int | None = None
    """The largest value that is allowed."""


class NumberColumn(Stored):
    """A float; JSON shows its repr."""

    kind: Literal["number"] = "number"
    """`number`."""
    minimum: float | None = None
    """The smallest value that is allowed."""
    maximum: float | None = None
    """The largest value that is allowed."""


class BooleanColumn(Stored):
    """True or false; 0 or 1 in SQLite."""

    kind: Literal["boolean"] = "boolean"
    """`boolean`."""


class MoneyColumn(Stored):
    """Whole minor units in SQLite (`scale` decimal digits), Decimal in Python, a JSON number outside."""

    kind: Literal["money"] = "money"
    """`money`."""
    scale: int = Field(default=2, ge=0, le=4)
    """Decimal digits: 2 for cents."""


class DateColumn(Stored):
    """`YYYY-MM-DD`, everywhere."""

    kind: Literal["date"] = "date"
    """`date`."""


class DatetimeColumn(Stored):
    """`YYYY-MM-DDTHH:MM:SSZ`, everywhere: UTC, whole seconds, so that order of texts is order of times."""

    kind: Literal["datetime"] = "datetime"
    """`datetime`."""


class EnumColumn(Stored):
    """One of `values`; `transitions` says which value may follow which (absent: any)."""

    kind: Literal["enum"] = "enum"
    """`enum`."""
    values: tuple[str, ...] = Field(min_length=1)
    """The allowed values, in the order in which they are told."""
    transitions: dict[str, tuple[str, ...]] | None = None
    """Value → the values that may follow it: `{open: [closed], closed: []}`."""

    @model_validator(mode="after")
    def _values_differ_and_cover_transitions(self) -> Self:
        if len(set(self.values)) != len(self.values):
            raise ValueError("the values of an enum differ from each other")
        named = {value for start, ends in (self.transitions or {}).items() for value in (start, *ends)}
        if unknown := sorted(named - set(self.values)):
            raise ValueError(f"transitions name values that the enum does not have: {', '.join(unknown)}")
        return self


class ReferenceColumn(Stored):
    """The key of a row of `to`; `on_delete` is what deleting that row does here."""

    kind: Literal["reference"] = "reference"
    """`reference`."""
    to: EntityName
    """The entity whose key this holds."""
    on_delete: Literal["refuse", "cascade", "clear"] = "refuse"
    """`refuse` the deletion with `fault`, `cascade` it to this row, or `clear` this column."""
    fault: FaultCode | None = None
    """With `refuse`: the fault that the delete then answers with."""

    @model_validator(mode="after")
    def _on_delete_is_complete(self) -> Self:
        if (self.on_delete == "refuse") != (self.fault is not None):
            raise ValueError("`fault` goes with on_delete 'refuse', and only with it")
        if self.on_delete == "clear" and not self.nullable:
            raise ValueError("on_delete 'clear' needs a nullable column")
        return self


class ListColumn(Stored):
    """A list of scalars that is shown and tested with `in` only; anything queried is a child entity."""

    kind: Literal["list"] = "list"
    """`list`."""
    of: ListElement = "text"
    """The kind of the elements."""
    values: tuple[str, ...] = ()
    """With `of: enum`: the allowed elements."""


class PositionColumn(_Kinded):
    """Order within a parent: filled at insert with the last position + 1, starting at 0; not unique."""

    kind: Literal["position"] = "position"
    """`position`."""
    within: ColumnName | None = None
    """The column that names the parent; None numbers all rows of the table."""
    hidden: bool = False
    """Never part of a view or result."""
    description: str = ""
    """What the order is, in one sentence."""


class ComputedColumn(Strict):
    """Read only, not stored: an expression over the row, named by its entity."""

    computed: Expression
    """The expression; the row is called by its entity: `station.docks - station.used`."""
    hidden: bool = False
    """Never part of a view or result."""
    description: str = ""
    """What the value is, in one sentence."""

    @property
    def kind(self) -> Literal["computed"]:
        """The kind, so that every column has one."""
        return "computed"


def _column_tag(value: Any) -> str:
    if isinstance(value, dict):
        return "computed" if "computed" in value else str(value.get("kind", "?"))
    return str(getattr(value, "kind", "?"))


Column = Annotated[
    Annotated[TextColumn, Tag("text")]
    | Annotated[IntegerColumn, Tag("integer")]
    | Annotated[NumberColumn, Tag("number")]
    | Annotated[BooleanColumn, Tag("boolean")]
    | Annotated[MoneyColumn, Tag("money")]
    | Annotated[DateColumn, Tag("date")]
    | Annotated[DatetimeColumn, Tag("datetime")]
    | Annotated[EnumColumn, Tag("enum")]
    | Annotated[ReferenceColumn, Tag("reference")]
    | Annotated[ListColumn, Tag("list")]
    | Annotated[PositionColumn, Tag("position")]
    | Annotated[ComputedColumn, Tag("computed")],
    Discriminator(_column_tag),
]
StoredColumn = (
    TextColumn
    | IntegerColumn
    | NumberColumn
    | BooleanColumn
    | MoneyColumn
    | DateColumn
    | DatetimeColumn
    | EnumColumn
    | ReferenceColumn
    | ListColumn
)
