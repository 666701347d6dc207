"""New values that people might give: made by an entity's seed rules, and not in a state yet."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from generator.seed.rows import Table
from generator.seed.rules import with_seed_rules
from servers.farm.model import Environment
from servers.farm.state import Row, State, Value

_ROWS = 12
_BATCHES = (0, 3)
"""Attempts: the second batch comes when all words of the first are taken."""
_VALUES = 6


def inventions(environment: Environment, state: State, seed: int) -> Callable[[str, str], Sequence[Value]]:
    """New plausible values for (entity, column), at most six: for `Finder(invent=…)` and for grounding. Sentences may
    be there already when all are used up.

    Values of one call belong to rows of their own: the second title goes with the second text.
    """
    ruled = with_seed_rules(environment)

    @lru_cache(maxsize=256)
    def rows(entity: str) -> tuple[Row, ...]:
        return _new_rows(ruled, state, entity, seed)

    def invent(entity: str, column: str) -> Sequence[Value]:
        if entity not in ruled.entities or column not in ruled.entities[entity].seed.columns:
            return ()
        seen = {repr(row[column]) for row in state.rows[entity].values()}
        made = {repr(row[column]): row[column] for row in rows(entity) if row.get(column) is not None}
        new = [value for text, value in made.items() if text not in seen]
        if not new and ruled.entities[entity].seed.columns[column].make == "text":
            new = list(made.values())
        return tuple(new[:_VALUES])

    return invent


def _new_rows(environment: Environment, state: State, entity: str, seed: int) -> tuple[Row, ...]:
    """Rows as another seed would make them, below the parents that are there; a number of rows that differs from the
    state's own makes other words come first."""
    old = state.ordered(entity)
    tables = {name: state.ordered(name) for name in environment.entities}
    keys = {name: [key[-1] for key in sorted(rows) if key] for name, rows in state.rows.items()}
    table = Table(environment, entity, seed + 7919, keys, _ROWS, tables)
    found: list[Row] = []
    for attempt in _BATCHES:
        for index in range(_ROWS):
            row = dict(old[index % len(old)]) if old else {}
            table.fill(row, index, attempt, found)
            found.append(row)
    return tuple(found)
