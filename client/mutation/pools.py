"""The few values that a parameter or column takes in small worlds.

A tested value gets those that tell behaviours apart: the constants it meets, their neighbours, and values that other
members of its family have too. One that is only carried along gets a single value that nothing else in its family has.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from client.mutation.families import Family, Scalar
from servers.farm.model import (
    Column,
    EnumColumn,
    IntegerColumn,
    ListColumn,
    MoneyColumn,
    NumberColumn,
    TextColumn,
)
from servers.farm.surface import SurfaceParameter

MOST = 3
"""How many values a column has, None aside; more only where it meets more constants than that."""
_ROOM = 60
"""With a range of fewer numbers than this, a value of its own is not sure to be found."""


@dataclass(frozen=True)
class Domain:
    """What values are allowed at all."""

    kind: str
    nullable: bool = False
    values: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    length: int = 1_000
    scale: int = 2

    @property
    def is_small(self) -> bool:
        """Whether it may run out of values."""
        narrow = self.low is not None and self.high is not None and self.high - self.low < _ROOM
        return self.kind in ("boolean", "enum") or narrow

    def allows(self, value: Any) -> bool:
        """Whether it takes a value of its kind."""
        if self.kind == "enum":
            return value in self.values
        if isinstance(value, str):
            return self.kind != "text" or len(value) <= self.length
        if isinstance(value, bool):
            return True
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


def of_column(column: Column) -> Domain:
    """What a stored column that is no reference, position or list takes; of a list what its elements are."""
    nullable = bool(getattr(column, "nullable", False))
    match column:
        case TextColumn(max_length=length):
            return Domain("text", nullable, length=length or 1_000)
        case EnumColumn(values=values):
            return Domain("enum", nullable, values)
        case IntegerColumn(minimum=low, maximum=high) | NumberColumn(minimum=low, maximum=high):
            return Domain(column.kind, nullable, low=low, high=high)
        case MoneyColumn(scale=scale):
            return Domain("money", nullable, scale=scale)
        case ListColumn(of=of, values=values):
            return Domain(of, nullable, values)
        case _:
            return Domain(column.kind, nullable)


def of_parameter(item: SurfaceParameter) -> Domain:
    """What an argument, or an element of it, takes."""
    schema: Any = item.schema["items"] if item.schema["type"] == "array" else item.schema
    form = schema.get("format") or ("money" if item.scale is not None else schema["type"])
    kind = "enum" if schema.get("enum") else _KINDS.get(form, form)
    return Domain(
        kind,
        not item.required,
        tuple(schema.get("enum", ())),
        schema.get("minimum"),
        schema.get("maximum"),
        int(schema.get("maxLength", 1_000)),
        item.scale or 0,
    )


_KINDS = {"string": "text", "date-time": "datetime"}


class Pools:
    """Values in the form that steps see."""

    def __init__(self, clock: str, first: Iterable[Scalar]) -> None:
        """`first` are the constants of what a mutation changed: they matter most."""
        self._now = datetime.fromisoformat(clock)
        self._first = {(type(value), value) for value in first}

    def telling(self, domain: Domain, family: Family) -> list[Any]:
        """Values that tell behaviours apart, without None."""
        constants = sorted(family.constants, key=lambda value: (type(value), value) not in self._first)
        found = _once(item for item in self._candidates(domain, family, constants) if domain.allows(item))
        return found or [value for value in self._lowest(domain) if domain.allows(value)]

    def own(self, domain: Domain, family: Family, rank: int) -> Any:
        """The value of this rank, which no other rank and no constant has as long as there are enough."""
        values = (self._fresh(domain, number) for number in range(rank, rank + 100_000, 997))
        return next(value for value in values if value not in family.constants and domain.allows(value))

    def _candidates(self, domain: Domain, family: Family, constants: list[Scalar]) -> Iterator[Any]:
        if domain.kind == "boolean":
            yield from (True, False)
        elif domain.kind == "enum":
            named = [value for value in constants if value in domain.values]
            others = [value for value in domain.values if value not in named]
            yield from (*named, *others)[: max(MOST, len(named) + 1)]
        elif domain.kind == "text":
            yield from self._texts(family, constants)
        elif domain.kind in ("date", "datetime"):
            yield from self._moments(domain, constants)
        else:
            yield from self._numbers(domain, constants)

    def _texts(self, family: Family, constants: list[Scalar]) -> Iterator[str]:
        named = [value for value in constants if isinstance(value, str)]
        counts = [size for value in constants if (size := _size(value)) is not None]
        sizes = counts if "len" in family.functions else []
        shaped = [text for name in sorted(family.functions & _TEXTS.keys()) for text in _TEXTS[name]]
        lengths = ["x" * max(0, int(size) + more) for size in sizes for more in (0, 1, -1)]
        special = [*named, *lengths, *shaped]
        yield from special
        yield from ("m", "n", "o")[: max(1, MOST - len(special))]

    def _moments(self, domain: Domain, constants: list[Scalar]) -> Iterator[str]:
        sizes = [size for value in constants if (size := _size(value)) is not None]
        steps = [0.0, 1.0, -1.0]
        for size in [size for size in sizes if size > 1][:2]:
            steps += [size, -size]
        yield from (self._moment(domain, timedelta(days=step)) for step in steps)
        if domain.kind == "datetime":
            hours = [size for size in sizes if size > 0][:2]
            yield from (self._moment(domain, timedelta(hours=sign * one)) for one in hours for sign in (1, -1))

    def _moment(self, domain: Domain, later: timedelta) -> str:
        text = (self._now + later).strftime("%Y-%m-%dT%H:%M:%SZ")
        return text[:10] if domain.kind == "date" else text

    def _numbers(self, domain: Domain, constants: list[Scalar]) -> Iterator[Any]:
        met = [value for value in constants if isinstance(value, int | float) and not isinstance(value, bool)]
        step = Decimal(1).scaleb(-domain.scale) if domain.kind == "money" else Decimal(1)
        around = [Decimal(repr(value)) + more * step for value in met[:2] for more in (0, 1, -1)]
        yield from (_number(domain, value) for value in around or map(Decimal, (2, 1, 3)))

    def _lowest(self, domain: Domain) -> list[Any]:
        start = Decimal(repr(domain.low)) if domain.low is not None else Decimal(repr(domain.high or 0)) - MOST
        return [_number(domain, start + more) for more in range(MOST + 1)]

    def _fresh(self, domain: Domain, number: int) -> Any:
        if domain.kind == "text":
            return f"t{number}" if domain.length > MOST else chr(0x100 + number)
        if domain.kind in ("date", "datetime"):
            return self._moment(domain, timedelta(days=400 + number))
        if domain.low is None:
            return _number(domain, Decimal(41 - number) if domain.high is None else Decimal(repr(domain.high)) - number)
        room = int(domain.high - domain.low) + 1 if domain.high is not None else number + 1
        return _number(domain, Decimal(repr(domain.low)) + number % room)


def _size(value: Scalar) -> float | None:
    """A number that may count days, hours or characters."""
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if plain and 0 <= float(value) <= 2_000 else None


def _number(domain: Domain, value: Decimal) -> Any:
    if domain.kind == "money":
        return value.quantize(Decimal(1).scaleb(-domain.scale))
    return int(value) if domain.kind == "integer" else float(value)


def _once(items: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(items))


_TEXTS: dict[str, tuple[str, ...]] = {
    "contains": ("ab", "B", "c"),
    "starts_with": ("ab", "a", "b"),
    "same_text": ("ab", " AB", "b"),
    "glob_match": ("ab", "a*", "b"),
    "valid_email": ("a@b.co", "a"),
    "valid_phone": ("+1234567", "1"),
    "valid_file_name": ("a", "a/b"),
    "lines": ("a", "a\nb"),
    "words": ("a", "a b"),
    "replace": ("ab", "a", "b"),
    "join_path": ("a", "/a", ".."),
}
"""Texts with which a function has all its answers."""
