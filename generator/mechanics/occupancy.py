"""How many people a room, a table or a car takes, and how many come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.mechanics.base import Place
from generator.mechanics.edits import Steps, with_fault, with_invariant, with_steps
from generator.mechanics.guarding import Guard
from generator.mechanics.liveness import counting, revives, signs
from generator.mechanics.relations import free, key_of
from generator.mechanics.wording import code, many, row, spoken
from generator.mechanics.writing import (
    Write,
    after,
    find_of,
    inserts,
    is_nullable,
    is_optional,
    is_parameter,
    require,
    strays,
    updates,
)
from servers.farm.expressions import Comprehension, walk
from servers.farm.model import Environment, IntegerColumn, ReferenceColumn
from servers.farm.names import reference_name

_PARTY = frozenset(
    "guests guest_count number_of_guests guests_count num_guests party_size persons person_count number_of_persons "
    "people people_count number_of_people occupants pax headcount number_of_occupants participants passengers "
    "passenger_count number_of_passengers".split()
)
_PLACES = frozenset(
    "max_guests max_occupancy capacity max_persons max_people maximum_occupancy occupancy_max sleeps max_capacity "
    "person_capacity seats seating_capacity max_passengers passenger_capacity maximum_guests max_pax".split()
)


@dataclass(frozen=True)
class Room:
    """Rows of `entity` bring a `party` to the row of `target` that `reference` names, which takes `limit` people."""

    entity: str
    party: str
    reference: str
    target: str
    limit: str


def occupancies(environment: Environment, entity: str) -> Iterator[Place]:
    """Entities that say how many people come, of something that says how many it takes."""
    columns = environment.entities[entity].columns
    for party in columns:
        if party not in _PARTY or not isinstance(columns[party], IntegerColumn):
            continue
        for name, reference in columns.items():
            limit = _limit(environment, reference) if isinstance(reference, ReferenceColumn) else ""
            if limit and any(_is_limited(environment, write, party, name) for write in inserts(environment, entity)):
                because = f"'{limit}' says for how many people it is, and '{party}' how many come"
                yield Place(entity, (party, name), because=because)
                return


def _limit(environment: Environment, reference: ReferenceColumn) -> str:
    found = environment.entities[reference.to].columns if key_of(environment, reference.to) else {}
    return next((name for name, item in found.items() if name in _PLACES and isinstance(item, IntegerColumn)), "")


def _is_limited(environment: Environment, write: Write, party: str, reference: str) -> bool:
    return is_parameter(environment, write, party) and is_parameter(environment, write, reference)


def with_room(environment: Environment, place: Place) -> Environment:
    """With requires that there is room, wherever people come, more come, they are put elsewhere, or room gets less."""
    party, name = place.columns
    reference = environment.entities[place.entity].columns[name]
    assert isinstance(reference, ReferenceColumn)
    room = Room(place.entity, party, name, reference.to, _limit(environment, reference))
    noun = spoken(reference_name(name))
    fault = code(reference_name(name), "too_small")
    message = f"The {noun} is too small for so many. Choose a larger {noun} or bring fewer people."
    environment = with_fault(environment, fault, message)
    for write in tuple(inserts(environment, room.entity)):
        if _is_limited(environment, write, party, name):
            environment = _with_insert(environment, room, write, fault)
    for write in tuple(updates(environment, room.entity)):
        environment = _with_update(environment, room, write, fault)
    return _with_promise(environment, room) if _is_kept(environment, room) else environment


def _with_insert(environment: Environment, room: Room, write: Write, fault: str) -> Environment:
    value, key = write.values[room.party], write.values[room.reference]
    tests = [f"{given} is None" for given in (value, key) if is_optional(environment, write.tool, given)]
    found = find_of(environment, write.tool, room.target, key)
    if found is None:
        tests.append(_suits(environment, room, value, key))
    else:
        limit = f"{found[1]}.{room.limit}"
        tests += [f"{limit} is None"] if is_nullable(environment, room.target, room.limit) else []
        tests.append(f"{value} <= {limit}")
    return with_steps(environment, write.tool, [require(" or ".join(tests), fault)], before="", at=write.at)


def _with_update(environment: Environment, room: Room, write: Write, fault: str) -> Environment:
    """What the row will be is looked at: the same people may be put into a smaller room, or come again after all."""
    alive = signs(environment.entities[room.entity])
    moved = {room.party, room.reference} & set(write.values)
    if not moved and not revives(environment, room.entity, alive, write):
        return environment
    values, lets, tests = list[str](), dict[str, str](), list[str]()
    for column in (room.party, room.reference):
        value, computed = after(environment, write, column)
        values.append(value)
        lets |= computed
        tests += [f"{value} is None"] if is_nullable(environment, room.entity, column) else []
    for sign in alive:
        value, computed = after(environment, write, sign.column)
        if not value.startswith(("'", "now(", "today(", "None", "True", "False")):
            lets |= computed
            tests.append(sign.gone(value))
    tests.append(_suits(environment, room, *values))
    steps: Steps = [{"let": lets}] if lets else []
    return with_steps(environment, write.tool, [*steps, require(" or ".join(tests), fault)], before="", at=write.at)


def _suits(environment: Environment, room: Room, party: str, key: str) -> str:
    """The condition that the room of this key takes a party."""
    other, unknown = free(environment, "other"), is_nullable(environment, room.target, room.limit)
    limit = f"{other}.{room.limit}"
    few = f"{limit} is not None and {limit} < {party}" if unknown else f"{limit} < {party}"
    return f"not any({few} for {other} in {room.target} if {other}.{key_of(environment, room.target)} == {key})"


# --- the promise that no room is too full ---------------------------------------------------------------------------


def _is_kept(environment: Environment, room: Room) -> bool:
    """Whether nothing brings people past the requires: in loops, or more by itself than the smallest room takes."""
    declared = environment.entities[room.entity].columns
    watched = frozenset(
        {room.party, room.reference, *(sign.column for sign in signs(environment.entities[room.entity]))}
    )
    if strays(environment, room.entity, watched) or strays(environment, room.target, frozenset({room.limit})):
        return False
    own, least = declared[room.party], getattr(environment.entities[room.target].columns[room.limit], "minimum", None)
    usual = getattr(own, "default", None)
    small = usual is None or (usual.isdecimal() and least is not None and int(usual) <= least)
    return all(
        _is_limited(environment, write, room.party, room.reference)
        or write.values.get(room.reference, "None") == "None"
        or (room.party not in write.values and small)
        for write in inserts(environment, room.entity)
    )


def _with_promise(environment: Environment, room: Room) -> Environment:
    """With the invariant, and requires where a room is made smaller."""
    fault = code(room.target, "holds", environment.entities[room.entity].plural)
    for write in tuple(updates(environment, room.target)):
        if is_parameter(environment, write, room.limit):
            label, noun = row(environment, room.target, write.row), many(room.entity)
            message = f"{label} has {noun} of more people than that. Give a larger {spoken(room.limit)}."
            environment = with_fault(environment, fault, message)
            given = write.values[room.limit]
            tests = [f"{given} is None"] if is_optional(environment, write.tool, given) else []
            tests.append(_holds(environment, room, write.row, given))
            environment = with_steps(
                environment, write.tool, [require(" or ".join(tests), fault)], before="", at=write.at
            )
    limit = f"{room.target}.{room.limit}"
    tests = [f"{limit} is None"] if is_nullable(environment, room.target, room.limit) else []
    return with_invariant(
        environment, room.target, " or ".join([*tests, _holds(environment, room, room.target, limit)])
    )


def _holds(environment: Environment, room: Room, name: str, limit: str) -> str:
    """The condition that nobody who comes to the row of this name brings more than a number of people."""
    other, party = free(environment, "other"), f"{free(environment, 'other')}.{room.party}"
    tests = [f"{party} is not None"] if is_nullable(environment, room.entity, room.party) else []
    tests += [f"{party} > {limit}", *counting(signs(environment.entities[room.entity]), other)]
    own = f"{other}.{room.reference} == {name}.{key_of(environment, room.target)}"
    return f"not any({' and '.join(tests)} for {other} in {room.entity} if {own})"


def too_many(guard: Guard) -> str:
    """The entity whose number of people a guard compares with places; empty if it does not."""
    asked = [(guard, order.left, order.right) for order in guard.orders]
    for node in walk(guard.that):
        if isinstance(node, Comprehension):  # There it is asked whether some room is too small.
            inside = guard.inside(node)
            asked += [(inside, order.right, order.left) for order in inside.orders]
    for where, left, right in asked:
        party = [item for item in where.columns(left) if item.partition(".")[2] in _PARTY]
        places = [item for item in where.columns(right) if item.partition(".")[2] in _PLACES]
        if party and places:
            return party[0].partition(".")[0]
    return ""
