"""The rows of one entity: references first, then every column in the order in which they depend on each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.seed.chance import chance, spread
from generator.seed.keeping import Keeper
from generator.seed.makers import make
from generator.seed.making import Making
from generator.seed.references import Parents
from generator.seed.shelves import shelves_of
from generator.seed.stored import canonical
from servers.farm.model import (
    Column,
    Entity,
    Environment,
    PositionColumn,
    ReferenceColumn,
    SeedRule,
)
from servers.farm.state import Row, Value, key_columns, stored_columns

_SIBLINGS = ("of", "after", "when", "with", "plus", "minus")
_USUAL_NULLS = 0.25
_ATTEMPTS, _PATIENCE = 40, 8
"""How often a row is tried, and after how often its titles change too."""


@dataclass
class Table:
    """An entity while its rows are made."""

    environment: Environment
    name: str
    seed: int
    keys: Mapping[str, Sequence[str | int]]
    count: int
    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    makings: dict[str, Making] = field(default_factory=dict)
    nulls: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        decks: dict[str, list[int]] = {}
        shelves = shelves_of(self.environment)
        for column in _in_order(self.entity):
            rule = self.entity.seed.columns[column]
            random = chance(self.seed, self.environment.name, self.name, column)
            declared = self.entity.columns.get(column)
            making = Making(self.environment, self.name, column, declared, rule, self.seed, self.count, random)
            making.decks, making.keys, making.tables, making.shelves = decks, self.keys, self.tables, shelves
            self.makings[column] = making
            self.nulls[column] = self._nulls(column, declared, rule)

    @property
    def entity(self) -> Entity:
        """The declaration."""
        return self.environment.entities[self.name]

    def _nulls(self, column: str, declared: Column | None, rule: SeedRule) -> list[str]:
        """For each row "null" or "value", in a shuffled order."""
        share = rule.options.get("null", _USUAL_NULLS)
        if (
            not getattr(declared, "nullable", False)
            or not isinstance(share, int | float)
            or share <= 0
            or self.count < 2
        ):
            return ["value"] * self.count
        together = str(rule.options.get("together", column))
        random = chance(self.seed, self.environment.name, self.name, together, "null")
        return spread({"value": 1 - float(share), "null": float(share)}, self.count, random)

    def fill(self, row: Row, index: int, attempt: int = 0, earlier: Sequence[Row] = ()) -> None:
        """Give every column of a row its value; references and the key from a sequence are there already."""
        for column, making in self.makings.items():
            making.earlier = earlier
            self.fill_column(row, column, making, index, attempt)

    def fill_column(self, row: Row, column: str, making: Making, index: int, attempt: int) -> None:
        """Give one column of a row its value."""
        making.index, making.attempt, making.row = index, attempt, row
        row[column] = None if self._is_null(making) else canonical(making.column, make(making), making.text("form"))

    def _is_null(self, making: Making) -> bool:
        if not getattr(making.column, "nullable", False):
            return False
        options = making.rule.options
        if "when" in options:
            return making.row.get(making.text("when")) not in tuple(options.get("is") or ())  # type: ignore[arg-type]
        if options.get("null", 1) == 0 and "after" in options and not any(making.siblings("after")):
            return True
        if "with" in options and making.sibling("with") is None:
            return True
        return self.nulls[making.name][making.index] == "null"


def _in_order(entity: Entity) -> list[str]:
    """The columns with rules, each after the siblings that its options name."""
    rules = entity.seed.columns
    done: list[str] = []
    waiting = [name for name in stored_columns(entity) if name in rules]
    while waiting:
        ready = [name for name in waiting if not needs(rules[name]) & ({*waiting} - {name})]
        done += ready or waiting[:1]
        waiting = [name for name in waiting if name not in done]
    return done


def needs(rule: SeedRule) -> set[str]:
    """The columns of the same row that a rule looks at."""
    named = (rule.options[option] for option in _SIBLINGS if option in rule.options)
    return {str(name) for item in named for name in (item if isinstance(item, tuple) else (item,))}


def make_rows(table: Table, keeper: Keeper) -> list[Row]:
    """All rows of an entity in key order, which the keeper's state has then too; rows that cannot be unique and keep
    the invariants are left out."""
    parents = Parents(table.environment, table.name, table.tables, table.seed)
    rows: list[Row] = []
    for index in range(table.count):
        row = _kept_row(table, parents, keeper, rows, index)
        if row is not None:
            rows.append(row)
    keeper.done.add(table.name)
    return rows


def _kept_row(table: Table, parents: Parents, keeper: Keeper, rows: Sequence[Row], index: int) -> Row | None:
    """A row that is unique and breaks no invariant; titles and people change only where they are what clashes, or where
    nothing else helps."""
    attempt = 0
    for trial in range(_ATTEMPTS):
        row = parents.pick(rows)
        _give_key(table, row, rows)
        _give_positions(table.entity, row, rows)
        table.fill(row, index, attempt, rows)
        row = _ordered(table.entity, row)
        if clashes(table.entity, row, rows):
            attempt += 1
        elif keeper.take(table.name, row):
            return row
        else:
            attempt += trial >= _PATIENCE
    return None


def _give_key(table: Table, row: Row, rows: Sequence[Row]) -> None:
    key = table.entity.key
    if key is None or key.sequence is None:
        return
    per = key.per
    number = 1 + (sum(other[per] == row[per] for other in rows) if per else len(rows))
    row[key.column] = key_text(key.sequence, number, key.kind)


def key_text(sequence: str, number: int, kind: str) -> str | int:
    """The key that a sequence gives for a number."""
    text = sequence.format(n=number)
    return int(text) if kind == "integer" else text


def key_number(sequence: str, key: Value) -> int:
    """The number for which a sequence gives a key."""
    before, _, rest = sequence.partition("{")
    after = rest.partition("}")[2]
    return int(str(key)[len(before) : len(str(key)) - len(after)])


def clashes(entity: Entity, row: Row, rows: Sequence[Row]) -> bool:
    """Whether a row would have the key of another, or its values where they occur once, or link what that links."""
    sets = [key_columns(entity), *(item.columns for item in entity.unique)]
    if (link := _link(entity)) is not None:
        sets.append(link)
    return any(_same(row, other, columns) for columns in sets if columns for other in rows)


def _link(entity: Entity) -> tuple[str, ...] | None:
    """The references of an entity that only links rows: nobody links the same two rows twice."""
    references = tuple(name for name, column in entity.columns.items() if isinstance(column, ReferenceColumn))
    return references if len(references) >= 2 and len(entity.columns) - len(references) <= 1 else None


def _same(row: Row, other: Row, columns: tuple[str, ...]) -> bool:
    return all(row[column] is not None and row[column] == other[column] for column in columns)


def _give_positions(entity: Entity, row: Row, rows: Sequence[Row]) -> None:
    for name, column in entity.columns.items():
        if isinstance(column, PositionColumn):
            row[name] = sum(not column.within or other[column.within] == row[column.within] for other in rows)


def _ordered(entity: Entity, row: Row) -> Row:
    return {name: row.get(name) for name in stored_columns(entity)}
