"""The types of expressions: scalars with nullability, rows, lists and records."""

from dataclasses import dataclass, replace
from typing import Literal

from servers.farm.model import (
    Column,
    ComputedColumn,
    EnumColumn,
    ListColumn,
    MoneyColumn,
    Parameter,
    PositionColumn,
    RowField,
)

Kind = Literal[
    "text", "integer", "number", "boolean", "money", "date", "datetime", "enum",
    "inexact", "null", "row", "list", "record", "unknown",
]  # fmt: skip


@dataclass(frozen=True)
class Type:
    """One type. `inexact` is money mixed with numbers, which only `money(…)` makes money again.

    `unknown` stands for something already reported, so that one mistake gives one problem.
    """

    kind: Kind
    nullable: bool = False
    values: tuple[str, ...] = ()
    scale: int = 2
    entity: str = ""
    of: "Type | None" = None
    fields: "tuple[tuple[str, Type], ...]" = ()
    root: str = ""
    """`entity.column` that the value came from unchanged, following references to the key they hold."""

    def __str__(self) -> str:
        names = {"row": f"row of {self.entity}", "list": f"list of {self.of}", "enum": f"enum {'|'.join(self.values)}"}
        if self.kind == "money" and self.scale != 2:
            names["money"] = f"money with {self.scale} decimals"
        return names.get(self.kind, self.kind) + (" or none" if self.nullable else "")

    @property
    def element(self) -> "Type":
        """What a list holds."""
        return self.of or UNKNOWN

    def field(self, name: str) -> "Type | None":
        """The type of a record's field."""
        return dict(self.fields).get(name)

    def required(self) -> "Type":
        """The same type without None."""
        return replace(self, nullable=False)

    def or_none(self) -> "Type":
        """The same type with None."""
        return replace(self, nullable=True)

    def plain(self) -> "Type":
        """The same type without the column it came from."""
        return replace(self, root="")


TEXT, INTEGER, NUMBER, BOOLEAN = Type("text"), Type("integer"), Type("number"), Type("boolean")
DATE, DATETIME, MONEY, INEXACT = Type("date"), Type("datetime"), Type("money"), Type("inexact")
NULL, UNKNOWN = Type("null", nullable=True), Type("unknown")
NUMERIC = frozenset({"integer", "number", "money", "inexact"})
TEXTUAL = frozenset({"text", "enum"})
ORDERED = frozenset({"text", "enum", "integer", "number", "money", "inexact", "date", "datetime"})
SCALARS = frozenset({"text", "integer", "number", "boolean", "money", "date", "datetime", "enum"})


def row(entity: str, nullable: bool = False) -> Type:
    """A row of an entity."""
    return Type("row", nullable=nullable, entity=entity)


def list_of(element: Type) -> Type:
    """A list."""
    return Type("list", of=element)


def record(fields: dict[str, Type]) -> Type:
    """A record, as `rows` parameters, groups and `collect` make them."""
    return Type("record", fields=tuple(fields.items()))


def column_type(column: Column, root: str) -> Type:
    """The type of a stored column; references and computed columns are resolved by `inference`."""
    if isinstance(column, ComputedColumn):
        return UNKNOWN
    if isinstance(column, PositionColumn):
        return replace(INTEGER, root=root)
    if isinstance(column, ListColumn):
        return replace(list_of(Type(column.of, values=column.values)), nullable=column.nullable, root=root)
    if column.kind == "reference":
        return Type("text", nullable=column.nullable, root=root)
    values = column.values if isinstance(column, EnumColumn) else ()
    scale = column.scale if isinstance(column, MoneyColumn) else 2
    return Type(column.kind, nullable=column.nullable, values=values, scale=scale, root=root)


def parameter_type(parameter: Parameter | RowField) -> Type:
    """The type under which a parameter is known inside the steps."""
    if isinstance(parameter, RowField):
        return Type(parameter.kind, values=parameter.values, root=parameter.column or "")
    if parameter.kind == "rows":
        return list_of(record({name: parameter_type(field) for name, field in parameter.rows.items()}))
    root = parameter.column or ""
    if parameter.kind == "list":
        element = Type(parameter.of, values=parameter.values, root=root)
        return replace(list_of(element), nullable=parameter.optional)
    return Type(parameter.kind, nullable=parameter.optional, values=parameter.values, root=root)


def assignable(source: Type, target: Type) -> bool:
    """Whether a value of `source` may be stored where `target` is declared (None only where it is allowed)."""
    if "unknown" in (source.kind, target.kind):
        return True
    if source.kind == "null":
        return target.nullable
    if source.nullable and not target.nullable:
        return False
    if target.kind == "list":
        return source.kind == "list" and (source.of is None or assignable(source.element, target.element))
    return _same_kind(source, target)


def _same_kind(source: Type, target: Type) -> bool:
    if target.kind == "enum":
        return source.kind == "enum" and set(source.values) <= set(target.values)
    if target.kind == "text":
        return source.kind in TEXTUAL
    if target.kind == "number":
        return source.kind in {"integer", "number"}
    return source.kind == target.kind and (source.kind != "money" or source.scale <= target.scale)


def comparable(left: Type, right: Type) -> bool:
    """Whether `==` between the two can ever be meant (None aside)."""
    if "unknown" in (left.kind, right.kind) or "null" in (left.kind, right.kind):
        return True
    if left.kind in TEXTUAL and right.kind in TEXTUAL:
        return not (left.values and right.values) or bool(set(left.values) & set(right.values))
    numbers = {"integer", "number"}
    return left.kind == right.kind or (left.kind in numbers and right.kind in numbers)


def join(left: Type, right: Type) -> Type | None:
    """The type of either of two values, None when they have nothing in common."""
    if left.kind == "null":
        return right.or_none()
    if right.kind == "null":
        return left.or_none()
    if "unknown" in (left.kind, right.kind):
        return UNKNOWN
    nullable = left.nullable or right.nullable
    if left.kind == right.kind == "enum":
        values = tuple(dict.fromkeys(left.values + right.values))
        return Type("enum", nullable, values, root=left.root if left.root == right.root else "")
    if left.kind == right.kind:
        joined = left if left.root == right.root else left.plain()
        return replace(joined, nullable=nullable, scale=max(left.scale, right.scale))
    for kinds, kind in _JOINS:
        if {left.kind, right.kind} <= kinds:
            return replace(kind, nullable=nullable)
    return None


_JOINS = (
    (frozenset({"text", "enum"}), TEXT),
    (frozenset({"integer", "number"}), NUMBER),
)
