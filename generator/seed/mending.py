"""Start states that break an invariant when all rows are there: a status or flag changes, else a row goes.

While rows are made, an invariant that only later rows can fulfil ("a team has one owner", "an order has lines") cannot
be asked for; what is still broken in the end is mended here, one change at a time.
"""

from collections.abc import Iterator

from generator.seed.keeping import Keeper
from servers.farm.expressions import Attribute, parse, walk
from servers.farm.model import BooleanColumn, Column, EnumColumn, PositionColumn, ReferenceColumn
from servers.farm.state import Row, RowKey, Value

_ROUNDS, _TRIES = 60, 600
"""How many changes are made at most, and how many are tried in all: each asks every invariant again."""

Place = tuple[str, RowKey]
Table = dict[RowKey, Row]


def mend(keeper: Keeper) -> None:
    """Change or take out rows until every invariant holds, or none helps any more. Rows that others refer to stay."""
    keeper.settle_all()
    tries = iter(range(_TRIES))
    for _ in range(_ROUNDS):
        broken = keeper.interpreter.invariants(keeper.state)
        if not broken or not any(_helps(keeper, item, len(broken), tries) for item in broken):
            return


def _helps(keeper: Keeper, item: tuple[str, RowKey, str], broken: int, tries: Iterator[int]) -> bool:
    """Whether one change mends an invariant; then it is made."""
    entity, key, text = item
    near = list(_near(keeper, entity, key, text))
    names = {node.name for node in walk(parse(text)) if isinstance(node, Attribute)}
    changed = ((place[0], table) for place in near for table in _changed(keeper, place, names))
    without = ((place[0], _without(keeper, *place)) for place in near if _may_go(keeper, place))
    candidates = (item for tables in (changed, without) for item in tables)
    return any(_takes(keeper, name, table, broken) for (name, table), _ in zip(candidates, tries, strict=False))


def _takes(keeper: Keeper, entity: str, table: Table, broken: int) -> bool:
    """Give an entity other rows, if fewer invariants are broken with them."""
    before = keeper.state.rows[entity]
    keeper.state.rows[entity] = table
    keeper.settle_all()
    if len(keeper.interpreter.invariants(keeper.state)) < broken:
        return True
    keeper.state.rows[entity] = before
    keeper.settle_all()
    return False


def _near(keeper: Keeper, entity: str, key: RowKey, text: str) -> Iterator[Place]:
    """The row itself, then the rows that refer to it and that the invariant looks at, the last first."""
    yield entity, key
    for other in sorted(keeper.reads(entity, text)):
        columns = keeper.environment.entities[other].columns.items()
        by = [name for name, column in columns if isinstance(column, ReferenceColumn) and column.to == entity]
        for other_key in sorted(keeper.state.rows[other], reverse=True):
            row = keeper.state.rows[other][other_key]
            if not by or (key and any(row[name] == key[-1] for name in by)):
                yield other, other_key


def _changed(keeper: Keeper, place: Place, names: set[str]) -> Iterator[Table]:
    """The rows of an entity with another value in a status or flag that the invariant mentions."""
    entity, key = place
    table = keeper.state.rows[entity]
    for name, column in keeper.environment.entities[entity].columns.items():
        for value in _values(column) if name in names and key in table else ():
            if value != table[key][name]:
                yield {**table, key: {**table[key], name: value}}


def _values(column: Column) -> tuple[Value, ...]:
    if isinstance(column, EnumColumn):
        return column.values
    return (True, False) if isinstance(column, BooleanColumn) else ()


def _may_go(keeper: Keeper, place: Place) -> bool:
    """Whether a row is there that nothing refers to, beside others of its kind."""
    entity, key = place
    table = keeper.state.rows[entity]
    if keeper.environment.entities[entity].singleton or key not in table or len(table) < 2:
        return False
    return not any(
        row[name] == key[-1]
        for other, declared in keeper.environment.entities.items()
        for name, column in declared.columns.items()
        if isinstance(column, ReferenceColumn) and column.to == entity
        for row in keeper.state.rows[other].values()
    )


def _without(keeper: Keeper, entity: str, key: RowKey) -> Table:
    """The rows of an entity without one; those that were ordered behind it move up."""
    rows = {other: dict(row) for other, row in keeper.state.rows[entity].items()}
    gone = rows.pop(key)
    for name, column in keeper.environment.entities[entity].columns.items():
        if isinstance(column, PositionColumn):
            for row in rows.values():
                beside = not column.within or row[column.within] == gone[column.within]
                row[name] = int(str(row[name])) - (beside and int(str(row[name])) > int(str(gone[name])))
    return rows
