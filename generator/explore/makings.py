"""Calls that make a thing elsewhere than where it is read: `POST /push/accounts` beside `GET /data/accounts`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.description import Description
from generator.english import singular
from generator.explore.endpoints import Endpoint
from generator.explore.things import Thing


def with_makings(description: Description, found: tuple[Thing, ...], calls: Iterable[Endpoint]) -> tuple[Thing, ...]:
    """The things, with what makes, changes and removes them at a place where nothing is read and they are taken."""
    places = {place for thing in found for place in thing.places}
    apart = [call for call in calls if call.place not in places]
    return tuple(_with_makings(description, thing, apart) for thing in found)


def _with_makings(description: Description, thing: Thing, apart: list[Endpoint]) -> Thing:
    if thing.single or not thing.schema_name or thing.having("create"):
        return thing
    homes = {call.place for call in apart if call.role == "create" and _makes(description, thing, call)}
    made = tuple(call for call in apart if call.place in homes and call.role in ("create", "update", "delete"))
    return replace(thing, endpoints=(*thing.endpoints, *made))


def _makes(description: Description, thing: Thing, call: Endpoint) -> bool:
    """Whether a call takes the schema of a thing, and its place is called so."""
    request = call.operation.request
    taken = (description.ref_name(request) or "") if request is not None else ""
    called = {singular(place[-1]) for place in thing.places}
    return taken == thing.schema_name and singular(call.place[-1]) in called
