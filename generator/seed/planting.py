"""Mending start states: small changes of rows that make an unmet obligation possible (MODEL.md §3 (4) t).

For every tool that cannot succeed and every fault that cannot be provoked, columns that the tool looks at get other
values, or a row is added. A change stays if it makes the situation possible and breaks no invariant.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from itertools import islice

from generator.seed.keeping import Keeper
from generator.seed.making import moment, moment_text
from generator.seed.references import agrees, depth, references_of
from generator.seed.rows import Table, clashes, key_text, needs
from generator.seed.stored import canonical
from servers.farm.expressions import Attribute, Comprehension, ExpressionError, Name, parse, walk
from servers.farm.faults import fault_uses
from servers.farm.mentions import step_expressions
from servers.farm.model import (
    BooleanColumn,
    Column,
    ComputedColumn,
    Entity,
    EnumColumn,
    Environment,
    PositionColumn,
    ReferenceColumn,
)
from servers.farm.places import places
from servers.farm.situations import Call, Finder, Limits, Situation
from servers.farm.state import Row, RowKey, State, Value, key_of

_TRIES = 200
_ROWS, _MANY = 5, 24
_TOLD = 2
"""How many statuses and flags are changed in many rows."""
_LEVELS = 3
"""How many rows may be planted one below the other."""

Setup = tuple[Call, ...]
_SMALL = Limits(work=1_500, calls=8)


@dataclass(frozen=True)
class Planter:
    """Changes of one environment's start states. `environment` has its seed rules."""

    environment: Environment
    seed: int
    finder: Finder

    @cached_property
    def _keeper(self) -> Keeper:
        return Keeper(self.environment)

    def planted(
        self, state: State, tool: str, wanted: str, setups: Sequence[Setup] = ((),)
    ) -> Iterator[tuple[State, Situation]]:
        """States with one change that makes the situation possible, if need be after one of the setups, each with the
        situation."""
        for setup in setups:
            for changed in islice(self._changes(state, tool, wanted), _TRIES):
                found = self._found(changed, tool, wanted, setup)
                if found is not None and not self._broken(changed):
                    yield changed, found

    def _found(self, state: State, tool: str, wanted: str, setup: Setup) -> Situation | None:
        after = self.finder.after(state, setup)
        found = self.finder.one(after, tool, wanted, depth=0, limits=_SMALL) if after is not None else None
        return replace(found, setup=setup) if found is not None else None

    def _broken(self, state: State) -> bool:
        return bool(self.finder.interpreter.invariants(state))

    def _changes(self, state: State, tool: str, wanted: str) -> Iterator[State]:
        """The state with one column of one row changed, with one row more, then with a status of any row changed,
        then with two columns changed."""
        columns = self._looked_at(tool, wanted)
        yield from (self._edited(state, *edit) for edit in self._edits(state, columns))
        for entity in dict.fromkeys(entity for entity, _ in columns):
            yield from self._with_row(state, entity)
        told = [(entity, name) for entity, name in columns if self._is_told(entity, name)][:_TOLD]
        yield from (self._edited(state, *edit) for edit in self._edits(state, told, _MANY))
        for entity, key, column, value in self._edits(state, columns):
            once = self._edited(state, entity, key, column, value)
            other = [item for item in columns if item[0] == entity and item[1] != column]
            for edit in islice((edit for edit in self._edits(once, other) if edit[1] == key), 6):
                yield self._edited(once, *edit)

    # --- what to change ---------------------------------------------------------------------------------------------

    def _looked_at(self, tool: str, wanted: str) -> list[tuple[str, str]]:
        """(entity, column) pairs that the tool's expressions mention, those of the wanted fault's condition first."""
        uses = [use.condition for use in fault_uses(self.environment, tool) if use.code == wanted and "(" in use.path]
        texts = [text for place in places(self.environment, self.environment.tools[tool])
                 for text in step_expressions(place.step)]  # fmt: skip
        names = [name for text in [*filter(_parses, uses), *texts] for name in self._mentioned(text)]
        entities = self._entities(tool, [*filter(_parses, uses), *texts])
        found = [(entity, name) for name in names for entity in entities if self._is_changeable(entity, name)]
        return list(dict.fromkeys(found))

    def _mentioned(self, text: str) -> Iterator[str]:
        """Column names in an expression, those inside computed columns too."""
        for node in walk(parse(text)):
            if isinstance(node, Attribute):
                yield node.name
                for entity in self.environment.entities.values():
                    column = entity.columns.get(node.name)
                    if isinstance(column, ComputedColumn):
                        yield from (item.name for item in walk(parse(column.computed)) if isinstance(item, Attribute))

    def _entities(self, tool: str, texts: list[str]) -> list[str]:
        """The entities that the tool finds, searches or counts, and those that they refer to."""
        found: list[str] = []
        for place in places(self.environment, self.environment.tools[tool]):
            found += [item.entity for item in place.scope.names.values() if item.kind == "row"]
            inner = next(iter(place.step.model_dump().values()))
            if isinstance(inner, dict) and isinstance(inner.get("entity"), str):
                found.append(inner["entity"])
        nodes = [node for text in texts for node in walk(parse(text))]
        found += [node.source.id for node in nodes if isinstance(node, Comprehension) and isinstance(node.source, Name)]
        return [name for name in dict.fromkeys(found) if name in self.environment.entities]

    def _is_changeable(self, entity: str, name: str) -> bool:
        column = self.environment.entities[entity].columns.get(name)
        return column is not None and not isinstance(column, ComputedColumn | PositionColumn)

    def _is_told(self, entity: str, name: str) -> bool:
        return isinstance(self.environment.entities[entity].columns[name], EnumColumn | BooleanColumn)

    def _edits(
        self, state: State, columns: list[tuple[str, str]], most: int = _ROWS
    ) -> Iterator[tuple[str, RowKey, str, Value]]:
        for entity, name in columns:
            column = self.environment.entities[entity].columns[name]
            table = state.rows[entity]
            keys = sorted(table)
            for key in dict.fromkeys([*keys[-2:], *keys[: most - 2]]):
                row = table[key]
                for value in _distinct(self._values(state, entity, column, row)):
                    if value != row[name] and agrees(self.environment, state, entity, {**row, name: value}):
                        yield entity, key, name, value

    def _values(self, state: State, entity: str, column: Column, row: Row) -> list[Value]:
        """Other values of a column, by its kind."""
        empty: list[Value] = [None] if getattr(column, "nullable", False) else []
        if isinstance(column, EnumColumn):
            return [*column.values, *empty]
        if isinstance(column, BooleanColumn):
            return [True, False, *empty]
        if isinstance(column, ReferenceColumn):
            keys = [key[-1] for key in sorted(state.rows[column.to])]
            return [*empty, *keys[:3], *keys[-2:]]
        if column.kind in ("date", "datetime"):
            shifted = [moment(state.clock) + timedelta(days=days) for days in (-30, -1, 1, 30)]
            return [*empty, *(moment_text(item)[: 10 if column.kind == "date" else 20] for item in shifted)]
        if column.kind in ("integer", "number", "money"):
            return [*empty, *(canonical(column, number) for number in self._numbers(state, entity, row))]
        return empty

    def _numbers(self, state: State, entity: str, row: Row) -> list[Decimal]:
        """Zero, one, many, and how many rows refer to this one."""
        declared = self.environment.entities[entity]
        own = row.get(declared.key.column) if declared.key else None
        counts = [
            sum(other[name] == own for other in state.rows[child].values())
            for child, item in self.environment.entities.items()
            for name, column in item.columns.items()
            if isinstance(column, ReferenceColumn) and column.to == entity
        ]
        return [Decimal(number) for number in (*counts, 0, 1, 100, 9_000)]

    # --- changing it ------------------------------------------------------------------------------------------------

    def _edited(self, state: State, entity: str, key: RowKey, column: str, value: Value) -> State:
        """The state with one value changed; what depends on it in the row (`completed_at`) follows."""
        row = {**state.rows[entity][key], column: value}
        rules = self.environment.entities[entity].seed.columns
        if any(column in needs(rule) for rule in rules.values()):
            changed, index = {column}, sorted(state.rows[entity]).index(key)
            table = self._table(state, entity)
            for name, making in table.makings.items():
                if name != column and changed & needs(making.rule):
                    table.fill_column(row, name, making, index, 0)
                    changed.add(name)
        return self._keeper.settled(_with(state, entity, key, row), entity, key)

    def _with_row(self, state: State, entity: str) -> Iterator[State]:
        """The state with one more row, which belongs to the parents of an existing one and has nothing below it; then
        with rows that lie one below the other, under the deepest one."""
        declared = self.environment.entities[entity]
        if declared.singleton or declared.key is None or declared.key.per is not None:
            return
        ordered = state.ordered(entity)
        added = (self._added(state, entity, source) for source in ordered[:1] + ordered[-1:])
        yield from (grown for grown in added if grown is not None)
        for name, column in references_of(declared).items():
            if column.to == entity:
                yield from self._deeper(state, entity, name)

    def _deeper(self, state: State, entity: str, name: str) -> Iterator[State]:
        """With one row more below the deepest of its entity, then with two, …"""
        declared = self.environment.entities[entity]
        for _ in range(_LEVELS if declared.key is not None and state.rows[entity] else 0):
            assert declared.key is not None
            depths = [(depth(self.environment, state, entity, name, row) or 0, row) for row in state.ordered(entity)]
            deepest = max(depths, key=lambda item: item[0])[1]
            grown = self._added(state, entity, {**deepest, name: deepest[declared.key.column]})
            if grown is None:
                return
            state = grown
            yield state

    def _added(self, state: State, entity: str, source: Row) -> State | None:
        """The state with one more row, with the parents of the source; None if it would not be unique."""
        declared, ordered, row = self.environment.entities[entity], state.ordered(entity), dict(source)
        number = state.sequences.get(entity, len(ordered)) + 1
        if declared.key is not None and declared.key.sequence is not None:
            row[declared.key.column] = key_text(declared.key.sequence, number, declared.key.kind)
        self._table(state, entity, 1).fill(row, len(ordered), 1)
        row.update(_last_positions(declared, row, ordered))
        if clashes(declared, row, ordered):
            return None
        added = self._keeper.settled(_with(state, entity, key_of(declared, row), row), entity, key_of(declared, row))
        counted = declared.key is not None and declared.key.sequence is not None
        added.sequences = {**state.sequences, **({entity: number} if counted else {})}
        return added

    def _table(self, state: State, entity: str, more: int = 0) -> Table:
        tables = {name: state.ordered(name) for name in self.environment.entities}
        keys: Mapping[str, list[str | int]] = {name: [key[-1] for key in sorted(rows) if key]
                                              for name, rows in state.rows.items()}  # fmt: skip
        return Table(self.environment, entity, self.seed, keys, len(tables[entity]) + more, tables)


def _with(state: State, entity: str, key: RowKey, row: Row) -> State:
    rows = {**state.rows, entity: {**state.rows[entity], key: row}}
    return State(state.clock, rows, state.sequences)


def _last_positions(entity: Entity, row: Row, rows: Sequence[Row]) -> Row:
    """The positions of a row that comes last among those it is ordered with."""
    found: Row = {}
    for name, column in entity.columns.items():
        if isinstance(column, PositionColumn):
            beside = [other for other in rows if not column.within or other[column.within] == row[column.within]]
            found[name] = 1 + max((int(str(other[name])) for other in beside), default=-1)
    return found


def _distinct(values: list[Value]) -> list[Value]:
    return list({repr(value): value for value in values}.values())


def _parses(text: str) -> bool:
    try:
        parse(text)
    except ExpressionError:
        return False
    return True
