"""How many people a room, a table or a car takes, and how many come."""

from __future__ import annotations

from collections.abc import Iterator

from generator.mechanics.base import Place
from generator.mechanics.edits import with_fault, with_steps
from generator.mechanics.guarding import Guard
from generator.mechanics.wording import code, spoken
from generator.mechanics.writing import Write, find_of, inserts, is_optional, is_parameter, require, updates
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
    found = environment.entities[reference.to].columns
    return next((name for name, item in found.items() if name in _PLACES and isinstance(item, IntegerColumn)), "")


def _is_limited(environment: Environment, write: Write, party: str, reference: str) -> bool:
    return is_parameter(environment, write, party) and bool(_finding(environment, write, reference))


def _finding(environment: Environment, write: Write, reference: str) -> str:
    """The name of the row that an insert's reference was looked up as."""
    columns = environment.entities
    key = write.values.get(reference, "")
    for entity in columns:
        found = find_of(environment, write.tool, entity, key) if key else None
        if found is not None:
            return found[1]
    return ""


def with_room(environment: Environment, place: Place) -> Environment:
    """With requires, where the number of people is given, that there is room for them."""
    party, name = place.columns
    reference = environment.entities[place.entity].columns[name]
    assert isinstance(reference, ReferenceColumn)
    role, limit = reference_name(name), _limit(environment, reference)
    fault = code(role, "too_small")
    message = f"The {spoken(role)} is too small for so many. Choose a larger {spoken(role)} or bring fewer people."
    environment = with_fault(environment, fault, message)
    nullable = bool(getattr(environment.entities[reference.to].columns[limit], "nullable", False))
    for write in tuple(inserts(environment, place.entity)):
        if _is_limited(environment, write, party, name):
            row = _finding(environment, write, name)
            environment = _with_limit(environment, write, party, f"{row}.{limit}", nullable, fault)
    for write in tuple(updates(environment, place.entity)):
        if is_parameter(environment, write, party) and name not in write.values and not reference.nullable:
            environment = _with_limit(environment, write, party, f"{write.row}.{role}.{limit}", nullable, fault)
    return environment


def _with_limit(
    environment: Environment, write: Write, party: str, limit: str, nullable: bool, fault: str
) -> Environment:
    value = write.values[party]
    tests = [f"{value} is None"] if is_optional(environment, write.tool, value) else []
    tests += [f"{limit} is None"] if nullable else []
    step = require(" or ".join([*tests, f"{value} <= {limit}"]), fault)
    return with_steps(environment, write.tool, [step], before="", at=write.at)


def too_many(guard: Guard) -> str:
    """The entity whose number of people a guard compares with places; empty if it does not."""
    for order in guard.orders:
        party = [item for item in guard.columns(order.left) if item.partition(".")[2] in _PARTY]
        places = [item for item in guard.columns(order.right) if item.partition(".")[2] in _PLACES]
        if party and places:
            return party[0].partition(".")[0]
    return ""
