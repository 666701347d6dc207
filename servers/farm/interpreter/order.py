"""Total orders of rows and records, and the cursors of a paged list.

None comes first, descending last, as in SQLite; texts compare by code point. A cursor holds where a page ended: the
values of the order's columns in their stored form (money in minor units, booleans as 0 or 1), the chosen order first.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from servers.farm.model import (
    BooleanColumn,
    Environment,
    IntegerColumn,
    MoneyColumn,
    NumberColumn,
    OrderChoices,
    PositionColumn,
    ReferenceColumn,
    Search,
)
from servers.farm.scopes import key_type
from servers.farm.state import key_columns

Item = dict[str, Any]


class BadCursor(ValueError):
    """A text that no page of this list in this order gave as its cursor."""


@dataclass(frozen=True)
class Column:
    """One column of an order, and the types that its stored values have in a cursor."""

    name: str
    descending: bool = False
    nullable: bool = True
    scale: int | None = None
    fits: tuple[type, ...] = (str, int, float)


@dataclass(frozen=True)
class Order:
    """A total order. `choice` is its name where a parameter chooses among several."""

    columns: tuple[Column, ...]
    choice: str | None = None

    def sort(self, items: Iterable[Item]) -> list[Item]:
        """The items in this order; equal ones keep theirs."""
        found = list(items)
        for column in reversed(self.columns):
            found.sort(key=_sort_key(column), reverse=column.descending)
        return found

    def cursor(self, item: Item) -> str:
        """The cursor of a page that ends with this item."""
        return _encode([*self._prefix(), *(_stored(item[column.name]) for column in self.columns)])

    def read(self, cursor: str) -> list[Any]:
        """The values in a cursor. Raises BadCursor."""
        prefix = self._prefix()
        try:
            values = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
            good = isinstance(values, list) and _encode(values) == cursor
            if not good or values[: len(prefix)] != prefix or len(values) != len(prefix) + len(self.columns):
                raise BadCursor(cursor)
        except (ValueError, RecursionError):
            raise BadCursor(cursor) from None
        pairs = zip(self.columns, values[len(prefix) :], strict=True)
        return [_loaded(column, value) for column, value in pairs]

    def comes_after(self, item: Item, values: Sequence[Any]) -> bool:
        """Whether an item comes later than the one that these values were taken from."""
        for column, value in zip(self.columns, values, strict=True):
            own = item[column.name]
            if own != value:
                return _later(own, value) != column.descending
        return False

    def _prefix(self) -> list[str]:
        return [] if self.choice is None else [self.choice]


def _sort_key(column: Column) -> Callable[[Item], Any]:
    name = column.name
    if column.nullable:
        return lambda item: (item[name] is not None, item[name])
    return lambda item: item[name]


def _later(own: Any, other: Any) -> bool:
    """Whether one value sorts above another, different one; None is below all."""
    return own is not None and (other is None or own > other)


def _stored(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value.scaleb(-int(value.as_tuple().exponent)))
    return int(value) if isinstance(value, bool) else value


def _loaded(column: Column, value: Any) -> Any:
    if value is None:
        if not column.nullable:
            raise BadCursor(column.name)
        return None
    if type(value) not in column.fits:
        raise BadCursor(column.name)
    return Decimal(value).scaleb(-column.scale) if column.scale is not None else value


def _encode(values: list[Any]) -> str:
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def orders(search: Search, environment: Environment) -> Callable[[Mapping[str, Any]], Order]:
    """The order of a search, given its tool's arguments."""
    if isinstance(search.order, OrderChoices):
        by, first = search.order.by, next(iter(search.order.choices))
        choices = {
            name: Order(_columns(names, search, environment), name) for name, names in search.order.choices.items()
        }
        return lambda arguments: choices[arguments.get(by) or first]
    only = Order(_columns(search.order, search, environment))
    return lambda _: only


def row_order(entity: str, names: Sequence[str], environment: Environment) -> Order:
    """The order of an entity's rows by these columns (`-` before a descending one) and then the key."""
    return Order(_total(names, key_columns(environment.entities[entity]), entity, environment))


def _columns(names: Sequence[str], search: Search, environment: Environment) -> tuple[Column, ...]:
    if search.group is not None:
        return _total(names, search.group.by, search.entity, environment)
    return _total(names, key_columns(environment.entities[search.entity]), search.entity, environment)


def _total(names: Sequence[str], last: Sequence[str], entity: str, environment: Environment) -> tuple[Column, ...]:
    """The named columns, each once, and those that make the order total."""
    wanted = {name.removeprefix("-"): name.startswith("-") for name in names}
    wanted |= {name: False for name in last if name not in wanted}
    return tuple(_column(name, descending, entity, environment) for name, descending in wanted.items())


def _column(name: str, descending: bool, entity: str, environment: Environment) -> Column:
    declared = environment.entities[entity]
    if declared.key is not None and declared.key.column == name:
        return Column(name, descending, False, None, (int,) if declared.key.kind == "integer" else (str,))
    column = declared.columns.get(name)
    if column is None:
        return Column(name, descending)
    nullable = bool(getattr(column, "nullable", False))
    if isinstance(column, MoneyColumn):
        return Column(name, descending, nullable, column.scale, (int,))
    if isinstance(column, NumberColumn):
        return Column(name, descending, nullable, None, (float, int))
    whole = isinstance(column, IntegerColumn | BooleanColumn | PositionColumn)
    if isinstance(column, ReferenceColumn):
        whole = key_type(environment, column.to).kind == "integer"
    return Column(name, descending, nullable, None, (int,) if whole else (str,))
