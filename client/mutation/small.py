"""Small worlds: two rows an entity or a few more, and nothing decided before somebody looks at it.

How many rows an entity has is chosen when its table is first looked at, a column's value when it is first read. So a
run looks at exactly those choices that can matter to it, and a value that no run reads is never varied (the idea of
Korat: Boyapati, Khurshid, Marinov 2002). Keys differ, references lead to rows that exist, and the clock stands at its
start. Unique sets and invariants are looked at when a world is finished: one that breaks them is no world.
"""

from collections.abc import Mapping
from typing import Any

from client.mutation.choices import Choices
from client.mutation.families import member_of
from client.mutation.pools import of_column
from client.mutation.space import Space
from servers.farm.expressions import Attribute, parse, walk
from servers.farm.interpreter import Interpreter
from servers.farm.interpreter.rows import Rows, Table
from servers.farm.model import Environment, ListColumn, PositionColumn
from servers.farm.state import Row, RowKey, State, Value, key_columns, stored_columns


class NoWorld(Exception):
    """Choices that no state has: a reference that has to lead somewhere, and nowhere to lead."""


class LazyRow(dict[str, Value]):
    """A row whose columns are chosen when they are read."""

    __slots__ = ("entity", "index", "world")

    def __init__(self, world: "World", entity: str, index: int, known: Mapping[str, Value]) -> None:
        super().__init__(known)
        self.world, self.entity, self.index = world, entity, index

    def __missing__(self, column: str) -> Value:
        value = self[column] = self.world.value(self.entity, self.index, column)
        return value

    def get(self, column: str, default: object = None) -> Any:  # noqa: ARG002 - every column is there
        """The column, which is there as soon as somebody asks."""
        return self[column]

    def copy(self) -> "LazyRow":
        """The same row, as undecided."""
        return LazyRow(self.world, self.entity, self.index, self)

    def __or__(self, changes: Mapping[str, Value]) -> "LazyRow":  # type: ignore[override]
        after = self.copy()
        after.update(changes)
        return after


class LazyTables(dict[str, dict[RowKey, Row]]):
    """Tables whose rows are counted when somebody looks."""

    def __init__(self, world: "World") -> None:
        super().__init__()
        self._world = world

    def __missing__(self, entity: str) -> dict[RowKey, Row]:
        table = self[entity] = self._world.table(entity)
        return table


class LazyRows(Rows):
    """A small world as one call sees and changes it."""

    def __init__(self, plans: Mapping[str, Table], world: "World", changing: frozenset[str]) -> None:
        super().__init__(plans, world.space.empty, changing)
        self.tables = LazyTables(world)
        self.log: list[tuple[str, str, RowKey, list[tuple[str, Any]]]] = []
        """What was written, in order."""

    def insert(self, entity: str, values: Mapping[str, Any]) -> Row:
        """A new row."""
        row = super().insert(entity, values)
        self.log.append(("insert", entity, self.plans[entity].key_of(row), sorted(values.items())))
        return row

    def update(self, entity: str, row: Row, values: Mapping[str, Any]) -> None:
        """New column values."""
        self.log.append(("update", entity, self.plans[entity].key_of(row), sorted(values.items())))
        super().update(entity, row, values)

    def delete(self, entity: str, row: Row) -> None:
        """Remove a row and what its references take along."""
        self.log.append(("delete", entity, self.plans[entity].key_of(row), []))
        super().delete(entity, row)

    @property
    def written(self) -> frozenset[str]:
        """The entities of which the call has written rows."""
        return frozenset(self._copied)


class World:
    """One small world, as far as it has been looked at."""

    def __init__(self, space: Space, choices: Choices) -> None:
        self.space, self.choices = space, choices
        self._tables: dict[str, dict[RowKey, Row]] = {}
        self._values: dict[tuple[str, int, str], Value] = {}

    def table(self, entity: str) -> dict[RowKey, Row]:
        """The rows of an entity as they were before any call."""
        if entity not in self._tables:
            self._tables[entity] = self._filled(entity)
        return self._tables[entity]

    def _filled(self, entity: str) -> dict[RowKey, Row]:
        declared, keys = self.space.environment.entities[entity], self.space.keys(entity)
        if declared.key is None:
            return {(): LazyRow(self, entity, 0, {})}
        found: dict[RowKey, Row] = {}
        for index in range(self.choices.pick(self.space.sizes(entity))):
            if declared.key.per is None:
                found[(keys[index],)] = LazyRow(self, entity, index, {declared.key.column: keys[index]})
                continue
            parent: Any = self.value(entity, index, declared.key.per)
            key = keys[sum(taken == parent for taken, _ in found)]
            found[(parent, key)] = LazyRow(self, entity, index, {declared.key.column: key, declared.key.per: parent})
        return found

    def value(self, entity: str, index: int, column: str) -> Value:
        """A column of a row as it was before any call."""
        place = (entity, index, column)
        if place not in self._values:
            options = self._options(entity, index, column)
            if not options:
                raise NoWorld(f"{entity}.{column}")
            self._values[place] = self.choices.pick(options)
        return self._values[place]

    def _options(self, entity: str, index: int, column: str) -> list[Any]:
        declared = self.space.environment.entities[entity].columns[column]
        to, _ = member = member_of(self.space.environment, entity, column)
        if member == (entity, column):
            return self.space.column(entity, index, column)
        return [*(key[-1] for key in self.table(to)), *([None] if getattr(declared, "nullable", False) else [])]

    # --- the whole of it --------------------------------------------------------------------------------------------

    def finished(self, interpreter: Interpreter) -> State:
        """The world with everything decided, NoWorld if it breaks a unique set or an invariant.

        What nobody has read gets a value of its own, which clashes with nothing; only where an invariant does not hold
        with it is it a choice like any other.
        """
        environment, done = self.space.environment, dict[str, dict[RowKey, Row]]()
        for entity, declared in environment.entities.items():
            if declared.key is None or (environment.actor and environment.actor.entity == entity):
                self._tables.setdefault(entity, self._plainly_filled(entity))
        while len(done) < len(self._tables):
            for entity in [name for name in self._tables if name not in done]:
                done[entity] = {key: self._whole(entity, row) for key, row in self._tables[entity].items()}
        rows = {name: done.get(name, {}) for name in environment.entities}
        state = State(environment.clock.start, rows, self.space.sequences)
        self._mend(state, interpreter)
        if any(_clash(environment, name, table) for name, table in rows.items()):
            raise NoWorld("two rows have what only one may have")
        return state

    def columns(self, entity: str) -> list[str]:
        """The stored columns of an entity."""
        return stored_columns(self.space.environment.entities[entity])

    def _whole(self, entity: str, row: Row) -> Row:
        index = row.index if isinstance(row, LazyRow) else 0
        places = {column: (entity, index, column) for column in self.columns(entity)}
        read = dict(row) | {column: self._values[place] for column, place in places.items() if place in self._values}
        return {column: read[column] if column in read else self._plain(*place) for column, place in places.items()}

    def _plain(self, entity: str, index: int, column: str) -> Value:
        """A value for a column that nobody has read."""
        environment = self.space.environment
        declared, member = environment.entities[entity].columns[column], member_of(environment, entity, column)
        if not member[1]:
            if member[0] not in self._tables and not getattr(declared, "nullable", False):
                self._tables[member[0]] = self._plainly_filled(member[0])
            keys: list[Any] = [key[-1] for key in self._tables.get(member[0], {})]
            if not keys and not getattr(declared, "nullable", False):
                raise NoWorld(f"{entity}.{column}")
            return keys[0] if keys else None
        if isinstance(declared, PositionColumn):
            return index
        value: Value = self.space.own(member, of_column(declared), index)
        return (value,) if isinstance(declared, ListColumn) else value  # type: ignore[return-value]

    def _plainly_filled(self, entity: str) -> dict[RowKey, Row]:
        """One row of an entity that nobody has looked at."""
        key = self.space.environment.entities[entity].key
        if key is None:
            return {(): LazyRow(self, entity, 0, {})}
        first = self.space.keys(entity)[0]
        if key.per is None:
            return {(first,): LazyRow(self, entity, 0, {key.column: first})}
        parent: Any = self._plain(entity, 0, key.per)
        return {(parent, first): LazyRow(self, entity, 0, {key.column: first, key.per: parent})}

    def _mend(self, state: State, interpreter: Interpreter) -> None:
        """Choose what invariants look at, where they do not hold."""
        for entity, key, _ in interpreter.invariants(state):
            for column in sorted(self._looked_at(entity)):
                row = self._tables[entity][key]
                index = row.index if isinstance(row, LazyRow) else 0
                state.rows[entity][key][column] = self.value(entity, index, column)
        if interpreter.invariants(state):
            raise NoWorld("an invariant does not hold")

    def _looked_at(self, entity: str) -> set[str]:
        """The stored columns that the entity's invariants name."""
        declared = self.space.environment.entities[entity]
        nodes = [node for text in declared.invariants for node in walk(parse(text)) if isinstance(node, Attribute)]
        return {node.name for node in nodes} & set(self.columns(entity)) - set(key_columns(declared))


def _clash(environment: Environment, entity: str, table: Mapping[RowKey, Row]) -> bool:
    """Whether two rows share what a unique set says is of one."""
    for unique in environment.entities[entity].unique:
        values = [tuple(row[column] for column in unique.columns) for row in table.values()]
        known = [value for value in values if None not in value]
        if len(set(known)) < len(known):
            return True
    return False
