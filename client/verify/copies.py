"""Copies of a row that can stand beside it: under new keys, with other values where equal ones would clash."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice
from typing import Any

from servers.farm.model import (
    DateColumn,
    DatetimeColumn,
    Entity,
    Environment,
    IntegerColumn,
    Key,
    MoneyColumn,
    NumberColumn,
    ReferenceColumn,
    TextColumn,
)
from servers.farm.state import Row, RowChange, State, Value, key_of

BEYOND = 1_000_000
"""Beyond the keys that a server counts to in a test, also where it counts anew inside each parent."""
DAYS = 10_000
"""So many days away a date is looked for that no other row has."""

Copy = tuple[RowChange, ...]
"""A row to insert, then the rows that it refers to and that are not there yet."""


@dataclass(frozen=True)
class Copies:
    """Copies of the rows of a start state."""

    environment: Environment
    start: State

    def of(self, entity: str, row: Row, number: int, changed: Row, within: frozenset[str] = frozenset()) -> list[Copy]:
        """So many copies of a row, `changed` in each; none at all where some would have to clash.

        `within` are the entities of rows that are being copied and refer to these.
        """
        declared = self.environment.entities[entity]
        columns = None if entity in within else self._apart(declared, {**row, **changed}, changed)
        if declared.key is None or columns is None:
            return []
        others = {name: list(islice(self._others(entity, name, row, number, within), number)) for name in columns}
        if any(len(found) < number for found in others.values()):
            return []
        made = [{**row, **changed, declared.key.column: _key(declared.key, row, index)} for index in range(number)]
        needed: list[list[RowChange]] = [[] for _ in made]
        for name, found in others.items():
            for after, needs, (value, more) in zip(made, needed, found, strict=True):
                after[name] = value
                needs.extend(more)
        return [
            (RowChange(entity, key_of(declared, after), "insert", None, after), *needs)
            for after, needs in zip(made, needed, strict=True)
        ]

    def _apart(self, declared: Entity, row: Row, changed: Row) -> list[str] | None:
        """Columns in which copies of a row have to differ, one for each unique set; None if a set has no such."""
        found = [declared.key.column if declared.key else ""]
        for unique in declared.unique:
            clash = None not in [row[name] for name in unique.columns]
            if clash and set(found).isdisjoint(unique.columns):
                kinds = {type(declared.columns[name]): name for name in unique.columns if name not in changed}
                chosen = next((kinds[kind] for kind in (*_OTHERS, ReferenceColumn) if kind in kinds), None)
                if chosen is None:
                    return None
                found.append(chosen)
        return found[1:]

    def _others(
        self, entity: str, name: str, row: Row, number: int, within: frozenset[str]
    ) -> Iterator[tuple[Value, Copy]]:
        """Values that no row has in a column, each with the rows that it needs."""
        column = self.environment.entities[entity].columns[name]
        if isinstance(column, ReferenceColumn):
            target = self.start.rows[column.to][(row[name],)]  # type: ignore[index]
            for copy in self.of(column.to, target, number, {}, within | {entity}):
                yield copy[0].key[-1], copy
            return
        taken = {other[name] for other in self.start.rows[entity].values()}
        yield from ((value, ()) for value in _OTHERS[type(column)](column, row[name]) if value not in taken)


def _key(key: Key, row: Row, index: int) -> str | int:
    """The key of one of a row's copies."""
    return BEYOND + index + 1 if key.kind == "integer" else f"{row[key.column]}-{index + 1}"


def _texts(declared: Any, value: Any) -> Iterator[Value]:
    """The text with a number at its end, or in an address at the end of what is before the @."""
    head, at, tail = value.partition("@")
    for number in count(1):
        end = f"-{number}{at}{tail}"
        room = (declared.max_length or len(value) + len(end)) - len(end)
        if room < 0:
            return
        yield head[:room] + end


def _numbers(declared: Any, value: Any) -> Iterator[Value]:
    """The numbers that follow, as far as the column goes."""
    for number in count(1):
        if (most := getattr(declared, "maximum", None)) is not None and value + number > most:
            return
        yield value + number


def _days(_declared: Any, value: Any) -> Iterator[Value]:
    """The days that follow, at the same time of the day."""
    day = date.fromisoformat(value[:10])
    yield from ((day + timedelta(days=number)).isoformat() + value[10:] for number in range(1, DAYS))


_OTHERS: dict[type, Callable[[Any, Any], Iterator[Value]]] = {
    TextColumn: _texts,
    IntegerColumn: _numbers,
    NumberColumn: _numbers,
    MoneyColumn: _numbers,
    DateColumn: _days,
    DatetimeColumn: _days,
}
"""Kind of column → other values than one of its; the kinds first whose other values cost least."""
