"""What a thing lies in: the reference to its parent, and the parent without which none can be made."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from generator.description import Schema
from generator.explore.endpoints import Place
from generator.explore.fields import Field
from generator.explore.kinds import Nature
from generator.explore.leaves import Leaf
from generator.explore.references import Reference
from generator.explore.things import Thing


def with_parents(found: list[Field], thing: Thing, names: Collection[str], mutual: Collection[str]) -> list[Field]:
    """The fields with a reference to each parent that a place of the thing lies in."""
    known = {
        field.reference.target
        for field in found
        if field.reference and (field.many or field.name == f"{field.reference.target}_id")
    }
    added = [parent_field(parent) for parent in _parents(thing, mutual) if parent not in known and parent in names]
    owner = owner_of(thing)
    kept = [
        replace(field, required=True, create=True, read_only=False) if is_owner(field, owner) else field
        for field in found
    ]
    return [replace(field, required=is_owner(field, owner)) for field in added] + kept


def is_owner(field: Field, owner: str) -> bool:
    return (
        bool(owner) and field.reference is not None and field.reference.target == owner and field.name == f"{owner}_id"
    )


def _parents(thing: Thing, mutual: Collection[str]) -> list[str]:
    """The parents whose id a row holds: where it is made or kept, and at most two where it is only listed."""
    parents = thing.parents or {}
    kept = [
        parents[place]
        for place in thing.places
        if place in parents and (len(thing.places) == 1 or not only_listed(thing, place))
    ]
    listed = [parents[place] for place in thing.places if place in parents and parents[place] not in mutual]
    return list(dict.fromkeys([*kept, *list(dict.fromkeys(listed))[:2]]))


def only_listed(thing: Thing, place: Place) -> bool:
    """Whether a place does nothing but list what is kept elsewhere, or put it there and take it away."""
    return {endpoint.role for endpoint in thing.endpoints if endpoint.place == place} <= {
        "list",
        "link",
        "unlink",
        "search",
        "count",
    }


def mutual_listings(things: Iterable[Thing]) -> dict[str, frozenset[str]]:
    """For each thing those that list it and are listed in it: tasks of a project and projects of a task."""
    listed = {
        (thing.name, parent)
        for thing in things
        for place, parent in (thing.parents or {}).items()
        if only_listed(thing, place)
    }
    names = {name for name, _ in listed}
    return {
        name: frozenset(parent for thing, parent in listed if thing == name and (parent, name) in listed)
        for name in sorted(names)
    }


def owner_of(thing: Thing) -> str:
    """The parent in which every create of the thing happens; of a thing nobody creates the parent of its only place."""
    parents = thing.parents or {}
    places = [endpoint.place for endpoint in thing.having("create")] or list(thing.places)
    owners = {parents.get(place, "") for place in places}
    return owners.pop() if len(owners) == 1 else ""


def parent_field(parent: str) -> Field:
    """The field of a reference to what a thing lies in."""
    leaf = Leaf(f"{parent}_id", Schema(kind="string"))
    refers = Reference(parent, f"{parent}_id", f"its path lies in a {parent}", 0.95)
    told = Nature("text", "the path", 0.95)
    return Field(
        leaf.name, told, leaf, shown=True, create=True, update=False, required=False, read_only=False, reference=refers
    )
