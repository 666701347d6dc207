"""The service's tables as SQLite has them: column types of our own, and what is prepared once for each table.

This file is the same in every server. The tables are ordinary SQLModel declarations. A column is called in SQL as its
attribute is in Python. What SQLite holds: a boolean as 0 or 1, money as whole minor units, a list as JSON text, a date
or time as ISO text.
"""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from operator import itemgetter
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import Boolean, Column, Float, Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import configure_mappers
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

from .arguments import Scalar
from .functions import minor_units

Row = TypeVar("Row", bound=SQLModel)
Stored = str | int | float | None


class Money(TypeDecorator[Decimal]):
    """A money column: whole minor units in SQLite, a Decimal with `scale` decimals in Python."""

    impl = Integer
    cache_ok = True

    def __init__(self, scale: int = 2) -> None:
        super().__init__()
        self.scale = scale

    def to_stored(self, amount: Decimal) -> int:
        """Its minor units. Raises ValueError for a fraction of one: the rule forgot its `money(…)`."""
        units = minor_units(amount, self.scale)
        if not isinstance(units, int):
            raise ValueError(f"{amount} has more than {self.scale} decimals")
        return units

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """The stored form, for those who use the tables through SQLAlchemy."""
        return None if value is None else self.to_stored(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """The Python form, for those who use the tables through SQLAlchemy."""
        return None if value is None else Decimal(value).scaleb(-self.scale)


class JsonList(TypeDecorator[list[Scalar]]):
    """A list column: a JSON array as text in SQLite, a list of text, integers, numbers or booleans in Python."""

    impl = Text
    cache_ok = True

    def to_stored(self, values: Sequence[Scalar]) -> str:
        """Its JSON."""
        return json_text(values)

    def process_bind_param(self, value: Sequence[Scalar] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The stored form, for those who use the tables through SQLAlchemy."""
        return None if value is None else self.to_stored(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[Scalar] | None:  # noqa: ARG002
        """The Python form, for those who use the tables through SQLAlchemy."""
        return None if value is None else list(json.loads(value))


@dataclass(frozen=True)
class Layout(Generic[Row]):
    """What is prepared once for a table: its SQL, and how its values pass between SQLite and Python.

    `readers` and `writers` name only the columns whose two forms differ; `fits` says which stored types each may have.
    """

    row: type[Row]
    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    refers: bool
    select: str
    matches: str
    by_key: str
    insert: str
    delete: str
    defaults: dict[str, object]
    fits: dict[str, tuple[type, ...]]
    readers: tuple[tuple[str, Callable[[Any], object]], ...]
    writers: dict[str, Callable[[Any], Stored]]
    key_of: Callable[[tuple[Stored, ...]], object]

    def stored(self, name: str, value: object) -> Stored:
        """A column's Python value as SQLite holds it."""
        write = self.writers.get(name)
        return value if write is None or value is None else write(value)  # type: ignore[return-value]

    def loaded(self, name: str, value: Stored) -> object:
        """What SQLite holds in a column as its Python value."""
        read = dict(self.readers).get(name)
        return value if read is None or value is None else read(value)


@cache
def layout_of(table: type[Row]) -> Layout[Row]:
    """The prepared form of a table class, or of the class of its rows."""
    if "__table__" not in table.__dict__:
        return layout_of(cast("type[Row]", table.__base__))
    configure_mappers()
    declared = table.metadata.tables[str(table.__tablename__)]
    columns, key = tuple(declared.columns.keys()), tuple(declared.primary_key.columns.keys())
    name, matches = quoted(declared.name), " AND ".join(f"{quoted(one)} = ?" for one in key)
    listed = ", ".join(map(quoted, columns))
    select = f"SELECT {listed} FROM {name}"  # noqa: S608
    return Layout(
        row=_row_class(table, columns),
        name=declared.name,
        columns=columns,
        key=key,
        refers=bool(declared.foreign_keys),
        select=select,
        matches=matches,
        by_key=f"{select} WHERE {matches}",
        insert=f"INSERT INTO {name} ({listed}) VALUES ({', '.join('?' * len(columns))})",  # noqa: S608
        delete=f"DELETE FROM {name} WHERE {matches}",  # noqa: S608
        defaults={name: one.get_default() for name, one in table.model_fields.items() if not one.is_required()},
        fits={one.name: _fits(one) for one in declared.columns},
        readers=tuple((one.name, read) for one in declared.columns if (read := _reader(one)) is not None),
        writers={one.name: write for one in declared.columns if (write := _writer(one)) is not None},
        key_of=itemgetter(*map(columns.index, key)),
    )


def _row_class(table: type[Row], columns: Sequence[str]) -> type[Row]:
    """The class of the rows that queries give: the table's, without what makes reading a mapped attribute slow.

    Plain class attributes hide the mapped ones, so a column is found in the row's own dict. Making a row and reading
    its columns costs a third; lists of twenty rows need that to stay within their budget.
    """

    def refuse(_: SQLModel, name: str, value: object) -> None:
        raise AttributeError(f"{name} is not stored this way; write db.update(row, {name}={value!r})")

    body: dict[str, object] = dict.fromkeys((*columns, "__pydantic_extra__", "__pydantic_private__"))
    body |= {"__slots__": (), "__module__": table.__module__, "__pydantic_fields_set__": frozenset[str]()}
    body |= {"__new__": object.__new__, "__setattr__": refuse}
    # Not by calling the metaclass, which would declare another table.
    return type.__new__(type(table), table.__name__, (table,), body)


def quoted(name: str) -> str:
    """A declared name for use in SQL."""
    return f'"{name}"'


def json_text(values: object) -> str:
    """Compact JSON. Raises ValueError for NaN and infinities."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _reader(column: Column[Any]) -> Callable[[Any], object] | None:
    if isinstance(column.type, Money):
        shift = -column.type.scale
        return lambda units: Decimal(units).scaleb(shift)
    if isinstance(column.type, JsonList):
        return json.JSONDecoder().decode
    return bool if isinstance(column.type, Boolean) else None


def _writer(column: Column[Any]) -> Callable[[Any], Stored] | None:
    if isinstance(column.type, Money | JsonList):
        return column.type.to_stored
    if isinstance(column.type, Float):
        return _real
    return int if isinstance(column.type, Boolean) else None


def _real(value: float) -> float:
    # A whole number is stored as 1.0, and -0.0 as 0.0, so they must be shown so at once. SQLite would make NaN a null.
    if not math.isfinite(value):
        raise OverflowError("not a finite number")
    return float(value) + 0.0


def _fits(column: Column[Any]) -> tuple[type, ...]:
    none = (type(None),) if column.nullable else ()
    if isinstance(column.type, Float):
        return (float, int, *none)
    return (int if isinstance(column.type, Integer | Boolean | Money) else str, *none)
