"""The start state of an environment: rows by rules, sequences, the clock; the same for the same seed everywhere."""

from statistics import median

from generator.seed.keeping import Keeper
from generator.seed.mending import mend
from generator.seed.references import build_order
from generator.seed.rows import Table, key_number, key_text, make_rows
from generator.seed.rules import with_seed_rules
from servers.farm.flow import walk
from servers.farm.model import Environment, UpdateStep
from servers.farm.scopes import start
from servers.farm.state import Row, State

_FEWEST = 3


def raw_state(environment: Environment, seed: int | None = None, rows: int | None = None) -> State:
    """The start state as the rules make it, before obligations are looked at.

    `seed` defaults to the environment's own. `rows` scales: the entity of median size gets about so many rows.
    """
    ruled = with_seed_rules(environment)
    number = environment.seed if seed is None else seed
    counts = _counts(ruled, rows)
    keys = {name: _known_keys(ruled, name, counts[name]) for name in ruled.entities}
    keeper = Keeper(ruled)
    tables: dict[str, list[Row]] = {}
    for name in build_order(ruled):
        tables[name] = make_rows(Table(ruled, name, number, keys, counts[name], tables), keeper)
    mend(keeper)
    _sign_in(ruled, keeper.state)
    keeper.state.sequences = sequences(ruled, keeper.state)
    return keeper.state


def _counts(environment: Environment, rows: int | None) -> dict[str, int]:
    own = {name: entity.seed.rows for name, entity in environment.entities.items()}
    usual = [count for name, count in own.items() if not environment.entities[name].singleton]
    scale = rows / median(usual) if rows is not None and usual and median(usual) else 1.0
    return {
        name: 1
        if environment.entities[name].singleton
        else count
        if rows is None
        else max(_FEWEST, round(count * scale))
        for name, count in own.items()
    }


def _known_keys(environment: Environment, name: str, count: int) -> list[str | int]:
    """The keys that an entity's sequence will give; empty where keys are given or numbered inside parents."""
    key = environment.entities[name].key
    if key is None or key.sequence is None or key.per is not None:
        return []
    return [key_text(key.sequence, number, key.kind) for number in range(1, count + 1)]


def _sign_in(environment: Environment, state: State) -> None:
    """Without a login tool the session names the first actor; with one nobody is signed in yet."""
    actor = environment.actor
    if actor is None or actor.session is None or not state.rows[actor.session]:
        return
    declared = environment.entities[actor.entity].key
    first = next(iter(state.ordered(actor.entity)), None)
    signed_in = declared is not None and first is not None and not has_login(environment)
    state.rows[actor.session][()]["actor_id"] = first[declared.column] if signed_in and first and declared else None


def has_login(environment: Environment) -> bool:
    """Whether a tool updates the session."""
    session = environment.actor.session if environment.actor else None
    return session is not None and any(
        isinstance(step, UpdateStep) and session in (step.update.row, step.update.entity)
        for tool in environment.tools.values()
        for step, _ in walk(tool.steps, start(environment, tool))
    )


def sequences(environment: Environment, state: State) -> dict[str, int]:
    """The last number that every sequence gave, by parent where numbers run per parent."""
    found: dict[str, int] = {}
    for name, entity in environment.entities.items():
        if entity.key is None or entity.key.sequence is None:
            continue
        if entity.key.per is None:
            found[name] = 0
        for row in state.ordered(name):
            place = f"{name}:{row[entity.key.per]}" if entity.key.per is not None else name
            found[place] = max(found.get(place, 0), key_number(entity.key.sequence, row[entity.key.column]))
    return found
