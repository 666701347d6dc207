"""What a maker sees while it makes one value: the rule, the row so far, and the randomness of its column."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import TypeVar

from generator.seed.cast import Persona, persona
from generator.seed.chance import chance, spread
from generator.seed.shelves import Shelves, place_of_reader, reader
from servers.farm.model import Column, Environment, ReferenceColumn, SeedRule
from servers.farm.state import Row, Value

Item = TypeVar("Item")
Made = Value | datetime
"""What a maker gives: a value, or a moment that the column's kind turns into text."""


@dataclass
class Making:
    """One column of one entity while its rows are made, in row order."""

    environment: Environment
    entity: str
    name: str
    column: Column | None
    """None for a key that the caller gives."""
    rule: SeedRule
    seed: int
    count: int
    random: Random
    index: int = 0
    row: Row = field(default_factory=dict)
    attempt: int = 0
    """Above zero when an earlier value clashed with a unique set or an invariant."""
    decks: dict[str, list[int]] = field(default_factory=dict)
    """Shared by the columns of the entity."""
    keys: Mapping[str, Sequence[str | int]] = field(default_factory=dict)
    """The keys of every entity, known before the rows are."""
    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    """The rows of the entities that were made before."""
    earlier: Sequence[Row] = ()
    """The entity's own rows before this one."""
    hand: list[str] = field(default_factory=list)
    shelves: Shelves = field(default_factory=dict)

    @property
    def clock(self) -> datetime:
        """When the start state is."""
        return moment(self.environment.clock.start)

    def text(self, name: str, default: str = "") -> str:
        """A text option."""
        value = self.rule.options.get(name, default)
        return value if isinstance(value, str) else default

    def number(self, name: str, default: float) -> float:
        """A number option."""
        value = self.rule.options.get(name, default)
        return float(value) if isinstance(value, int | float) else default

    def texts(self, name: str) -> tuple[str, ...]:
        """A list option."""
        value = self.rule.options.get(name, ())
        return tuple(str(item) for item in value) if isinstance(value, tuple) else (str(value),)

    def sibling(self, option: str) -> Value:
        """The value of the column that an option names, in the same row; None if there is none."""
        return self.row.get(self.text(option))

    def siblings(self, option: str) -> list[Value]:
        """The values of the columns that an option names, in the same row."""
        return [self.row.get(name) for name in self.texts(option)]

    def parent(self, option: str) -> Value:
        """What an option of the form `reference.column` leads to; None where there is no such row."""
        reference, _, column = self.text(option).partition(".")
        declared = self.environment.entities[self.entity].columns.get(reference)
        if not isinstance(declared, ReferenceColumn):
            return None
        key = self.environment.entities[declared.to].key
        rows = self.tables.get(declared.to, ())
        found = (row for row in rows if key is not None and row.get(key.column) == self.row.get(reference))
        return next(found, {}).get(column)

    def draw(self, items: Sequence[Item], deck: str = "") -> tuple[Item, int]:
        """This row's item of a shuffled deck and how often the deck was used up before.

        Every column that names the same `deck` gets the item of the same number.
        """
        return self._dealt_from(items, deck or f"column {self.name}", (self.entity,), 0)

    def draw_words(self, items: Sequence[Item], family: str) -> tuple[Item, int]:
        """The same from a family of words: columns of a row that draw alike get items of the same number, and two
        entities of an environment begin at different places (see `shelves`)."""
        who = reader(self.entity, self.name, self.rule)
        start = place_of_reader(self.shelves, family, who, len(items))
        return self._dealt_from(items, f"family {family}", (), start)

    def _dealt_from(self, items: Sequence[Item], name: str, owner: tuple[str, ...], start: int) -> tuple[Item, int]:
        order = self.decks.get(name)
        if order is None or len(order) != len(items):
            order = list(range(len(items)))
            chance(self.seed, self.environment.name, *owner, name).shuffle(order)
            self.decks[name] = order
        place = self.index + self.attempt * self.count
        return items[order[(start + place) % len(items)]], place // len(items)

    def dealt(self, weights: dict[str, float]) -> str:
        """This row's card of a hand that holds every name about as often as its weight says."""
        if len(self.hand) != self.count:
            self.hand = spread(weights, self.count, self.random)
        return self.hand[(self.index + self.attempt) % self.count]

    def bounds(self, low: float, high: float) -> tuple[float, float]:
        """`low` and `high` of the rule within the column's own limits; those limits where the two do not meet."""
        least, most = getattr(self.column, "minimum", None), getattr(self.column, "maximum", None)
        low, high = self.number("low", low), self.number("high", high)
        low = low if least is None else max(low, least)
        high = high if most is None else min(high, most)
        if low <= high:
            return low, high
        return (low, low * 2) if most is None else (most / 10 if least is None else least, most)

    def keys_named(self, name: str) -> Sequence[str]:
        """The keys of the entity that a list column such as `label_ids` names; empty if there is none."""
        noun = name.removesuffix("_ids").removesuffix("s")
        for entity, declared in self.environment.entities.items():
            if noun == entity or name == f"{declared.key.column if declared.key else ''}s":
                return [key for key in self.keys.get(entity, ()) if isinstance(key, str)]
        return []

    def persona(self, role: str = "") -> Persona:
        """Who this row is about: for its own person a different one per row, for a role anyone of the cast's core."""
        if not role:
            return persona(self.seed, self.environment.name, self._own_place())
        core = list(range(14))
        chance(self.seed, self.environment.name, self.entity, "role", role, str(self.index + self.attempt)).shuffle(
            core
        )
        return persona(self.seed, self.environment.name, core[0])

    def _own_place(self) -> int:
        """Rows are laid over the cast in an order of the entity's own; the first row keeps its place."""
        place = self.index + self.attempt * self.count
        if place == 0 or self.attempt:
            return place
        order = list(range(1, self.count))
        chance(self.seed, self.environment.name, self.entity, "cast").shuffle(order)
        return order[place - 1]


def moment(text: str) -> datetime:
    """A date or a time of a state as a UTC datetime."""
    found = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def moment_text(value: datetime) -> str:
    """The canonical text of a time."""
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")


Maker = Callable[[Making], Made]
"""Gives one value for the row at hand."""
