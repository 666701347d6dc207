"""Drains: rows that take a quantity of what another row has in stock, and give it back when they are undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from generator.mechanics.amounts import known, with_least
from generator.mechanics.edits import Data, Steps, with_fault, with_invariant, with_steps
from generator.mechanics.liveness import Sign, counting, signs
from generator.mechanics.wording import code, spoken
from generator.mechanics.writing import (
    Write,
    deletes,
    find_of,
    inserts,
    is_optional,
    is_parameter,
    require,
    strays,
    updates,
)
from generator.statuses import plain
from servers.farm import facts
from servers.farm.effects import effects
from servers.farm.expressions import Attribute, Constant, Name, parse
from servers.farm.model import Entity, EnumColumn, Environment, ReferenceColumn
from servers.farm.names import reference_name
from servers.farm.places import places

Signs = Callable[[Environment, str], tuple[Sign, ...]]
_LEFT = frozenset(
    "shipped delivered fulfilled completed complete picked_up dispatched sent consumed closed done sold used".split()
)
"""States in which the goods are gone."""


@dataclass(frozen=True)
class Drain:
    """Rows of `child` take their `quantity` of the `pool` of the row of `target` that `reference` names.

    `holder` is the reference to what the rows belong to and are undone with; empty if they belong to nothing.
    """

    child: str
    quantity: str
    reference: str
    target: str
    pool: str
    holder: str = ""


def is_drained(environment: Environment, drain: Drain) -> bool:
    """Whether every tool that makes, changes or undoes such a row can be taught to move the stock."""
    columns = {drain.quantity, drain.reference, drain.holder}
    made = list(inserts(environment, drain.child))
    if _hides(environment, drain.child, columns) or (
        drain.holder and _hides(environment, _holder(environment, drain), set())
    ):
        return False
    if not made or not all(_is_made(environment, drain, write) for write in made):
        return False
    changed = [write for write in updates(environment, drain.child) if columns & set(write.values)]
    if any({drain.reference, drain.holder} & set(write.values) for write in changed):
        return False
    if any(not _ends(environment, drain.child, write) for write in _signed(environment, drain.child)):
        return False
    return not drain.holder or all(
        _ends(environment, _holder(environment, drain), write)
        for write in _signed(environment, _holder(environment, drain))
    )


def _hides(environment: Environment, entity: str, columns: set[str]) -> bool:
    """Whether a tool makes, changes or deletes rows elsewhere than in an outermost step about one row."""
    watched = frozenset(columns | {sign.column for sign in signs(environment.entities[entity])})
    outer = Counter(write.tool for write in deletes(environment, entity))
    gone = Counter(
        name
        for name in environment.tools
        for effect in effects(environment, name)
        if effect.entity == entity and effect.kind == "delete" and effect.by == "step"
    )
    return strays(environment, entity, watched) or gone != outer


def _is_made(environment: Environment, drain: Drain, write: Write) -> bool:
    return (
        is_parameter(environment, write, drain.quantity)
        and not is_optional(environment, write.tool, write.values[drain.quantity])
        and find_of(environment, write.tool, drain.target, write.values.get(drain.reference, "")) is not None
        and not any(sign.column in write.values for sign in signs(environment.entities[drain.child]))
    )


def _holder(environment: Environment, drain: Drain) -> str:
    column = environment.entities[drain.child].columns[drain.holder]
    assert isinstance(column, ReferenceColumn)
    return column.to


def _signed(environment: Environment, entity: str) -> Iterable[Write]:
    """The updates that move what says whether a row counts."""
    named = {sign.column for sign in signs(environment.entities[entity])}
    return [write for write in updates(environment, entity) if named & set(write.values)]


def _ends(environment: Environment, entity: str, write: Write) -> bool:
    """Whether what an update does with the signs is clear: it undoes a row that counts, or keeps it counting."""
    return all(
        sign.column not in write.values or _known(environment, entity, sign, write) is not None
        for sign in signs(environment.entities[entity])
    )


def _known(environment: Environment, entity: str, sign: Sign, write: Write) -> bool | None:
    """True where an update undoes a row that counts, False where it counts on; None if it is not clear."""
    value = parse(write.values[sign.column])
    column = environment.entities[entity].columns[sign.column]
    if not isinstance(value, Constant) or not isinstance(column, EnumColumn):
        return None
    tool = environment.tools[write.tool]
    place = next(item for item in places(environment, tool) if item.step is tool.steps[write.at])
    before = facts.allowed_values(place.known, Attribute(Name(write.row), sign.column), column.values)
    return None if set(before) & set(sign.dead) else value.value in sign.dead


def _undoes(environment: Environment, entity: str, write: Write) -> bool:
    return any(
        sign.column in write.values and _known(environment, entity, sign, write)
        for sign in signs(environment.entities[entity])
    )


# --- what it brings -------------------------------------------------------------------------------------------------


def with_drain(environment: Environment, drain: Drain) -> Environment:
    """With requires that there is enough, stock that goes down and comes back, and the invariant."""
    noun, fault = spoken(drain.target), code(drain.target, "short_of_stock")
    message = f"There is not so much of the {noun}. Look at its {spoken(drain.pool)}, and take less or another one."
    environment = with_fault(environment, fault, message)
    for write in tuple(inserts(environment, drain.child)):
        environment = _with_insert(environment, drain, write, fault)
    for write in tuple(updates(environment, drain.child)):
        if drain.quantity in write.values:
            environment = _with_change(environment, drain, write, fault)
        elif _undoes(environment, drain.child, write):
            environment = _with_return(environment, drain, write, [])
    for write in tuple(deletes(environment, drain.child)):
        environment = _with_return(environment, drain, write, _alive(environment, drain, write.row, _held))
    environment = _with_holder(environment, drain) if drain.holder else environment
    for name, tool in environment.tools.items():
        for parameter, item in tool.parameters.items():
            if item.column == f"{drain.target}.{drain.pool}" and item.kind in ("integer", "number"):
                environment = with_least(environment, name, parameter)
    own = known(environment.entities[drain.target], drain.target, drain.pool)
    return with_invariant(environment, drain.target, f"{own} >= 0")


def _with_insert(environment: Environment, drain: Drain, write: Write, fault: str) -> Environment:
    found = find_of(environment, write.tool, drain.target, write.values[drain.reference])
    assert found is not None
    value, own = write.values[drain.quantity], known(environment.entities[drain.target], found[1], drain.pool)
    steps: Steps = [
        require(f"{value} <= {own}", fault),
        {"update": {"row": found[1], "set": {drain.pool: f"{own} - {value}"}}},
    ]
    environment = with_least(environment, write.tool, value)
    return with_steps(environment, write.tool, steps, before="", at=write.at)


def _with_change(environment: Environment, drain: Drain, write: Write, fault: str) -> Environment:
    """A row that is changed takes the difference, if it counts."""
    old, value = f"{write.row}.{drain.quantity}", write.values[drain.quantity]
    optional = value in environment.tools[write.tool].parameters and is_optional(environment, write.tool, value)
    new = f"coalesce({value}, {old})" if optional else value
    more, target = f"{drain.quantity}_more", environment.entities[drain.target]
    there = known(target, f"{write.row}.{reference_name(drain.reference)}", drain.pool)
    alive = _alive(environment, drain, write.row)
    dead = f"not ({' and '.join(alive)}) or " if alive else ""
    moved = _moved(environment, drain, write.row, f"- {more}")
    own = known(target, drain.target, drain.pool)
    moved["update"]["where"].append(f"{own} >= {more}")  # For the checks, which do not see that it is the same row.
    steps: Steps = [
        {"let": {more: f"{new} - {old}"}},
        require(f"{dead}{more} <= {there}", fault),
        _if(alive, moved),
    ]
    if value in environment.tools[write.tool].parameters:
        environment = with_least(environment, write.tool, value)
    return with_steps(environment, write.tool, steps, before="", at=write.at)


def _with_return(environment: Environment, drain: Drain, write: Write, alive: list[str]) -> Environment:
    """A row that is undone gives back what it took."""
    step = _if(alive, _moved(environment, drain, write.row, f"+ {write.row}.{drain.quantity}"))
    return with_steps(environment, write.tool, [step], before="", at=write.at)


def _with_holder(environment: Environment, drain: Drain) -> Environment:
    """What is cancelled or deleted gives back what all of its rows took."""
    holder = _holder(environment, drain)
    for write in tuple(updates(environment, holder)):
        if _undoes(environment, holder, write):
            step = _all_back(environment, drain, holder, write.row)
            environment = with_steps(environment, write.tool, [step], before="", at=write.at)
    for write in tuple(deletes(environment, holder)):
        alive = counting(_held(environment, holder), write.row)
        step = _if(alive, _all_back(environment, drain, holder, write.row))
        environment = with_steps(environment, write.tool, [step], before="", at=write.at)
    return environment


def _all_back(environment: Environment, drain: Drain, holder: str, row: str) -> Data:
    target, key, above = environment.entities[drain.target], _key(environment, drain.target), _key(environment, holder)
    tests = [f"held.{drain.holder} == {row}.{above}", f"held.{drain.reference} == {drain.target}.{key}"]
    tests += counting(signs(environment.entities[drain.child]), "held")
    held = f"held.{drain.quantity} for held in {drain.child} if {' and '.join(tests)}"
    some = f"any({tests[1]} for held in {drain.child} if {tests[0]})"
    value = f"{known(target, drain.target, drain.pool)} + total({held})"
    return {"update": {"entity": drain.target, "where": [some], "set": {drain.pool: value}}}


def _moved(environment: Environment, drain: Drain, row: str, by: str) -> Data:
    """The update of the stock that a row took."""
    target = environment.entities[drain.target]
    where = f"{drain.target}.{_key(environment, drain.target)} == {row}.{drain.reference}"
    value = f"{known(target, drain.target, drain.pool)} {by}"
    return {"update": {"entity": drain.target, "where": [where], "set": {drain.pool: value}}}


def _alive(environment: Environment, drain: Drain, row: str, told: Signs | None = None) -> list[str]:
    """The conditions that a row still holds what it took, by the signs that `told` finds of an entity."""
    told = told or (lambda environment, entity: signs(environment.entities[entity]))
    tests = counting(told(environment, drain.child), row)
    if drain.holder:
        tests += counting(told(environment, _holder(environment, drain)), f"{row}.{reference_name(drain.holder)}")
    return tests


def _held(environment: Environment, entity: str) -> tuple[Sign, ...]:
    """The signs by which rows hold nothing that could come back: what was shipped has left for good."""
    return tuple(_with_gone(environment.entities[entity], sign) for sign in signs(environment.entities[entity]))


def _with_gone(entity: Entity, sign: Sign) -> Sign:
    column = entity.columns[sign.column]
    left = [value for value in column.values if plain(value) in _LEFT] if isinstance(column, EnumColumn) else []
    return (
        replace(sign, dead=(*sign.dead, *left))
        if len(left) + len(sign.dead) < len(getattr(column, "values", ()))
        else sign
    )


def _if(tests: list[str], step: Data) -> Data:
    return {"if": {"that": " and ".join(tests), "then": [step]}} if tests else step


def _key(environment: Environment, entity: str) -> str:
    key = environment.entities[entity].key
    assert key is not None
    return key.column


def holder_of(environment: Environment, child: str, reference: str) -> str:
    """The reference to what a row belongs to and is deleted with; empty if there is none."""
    for name, column in environment.entities[child].columns.items():
        if isinstance(column, ReferenceColumn) and name != reference and column.on_delete == "cascade":
            return name
    return ""


def is_plain(entity: Entity) -> bool:
    """Whether the rows have keys of their own, that count in one sequence."""
    return entity.key is not None and entity.key.per is None
