"""Giving an environment the mechanics that belong to it, one place at a time, each kept only if the checks agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.description import Operation
from generator.mechanics.base import Mechanic, Place, Subject
from generator.seed import with_seed_rules
from servers.farm.checks import check
from servers.farm.model import Environment
from servers.farm.problems import InvalidEnvironment


def woven(
    environment: Environment, operations: Mapping[str, Sequence[Operation]], mechanics: Sequence[Mechanic]
) -> Environment:
    """The environment with every mechanic at every place where it belongs, in their order; the evidence is recorded.

    Each mechanic sees what those before it have added. A place at which the checks object is left as it was.
    """
    for mechanic in mechanics:
        environment = _with_all(mechanic, environment, tuple(mechanic.places(Subject(environment, operations))))
    return environment


def _with_all(mechanic: Mechanic, environment: Environment, places: Sequence[Place]) -> Environment:
    """The environment with a mechanic at these places; where the checks object, each half is tried on its own, since a
    check costs much more than a weave and hardly ever objects."""
    if not places:
        return environment
    changed = _with(mechanic, environment, places)
    if changed is not None:
        return changed
    if len(places) == 1:
        return environment
    half = len(places) // 2
    return _with_all(mechanic, _with_all(mechanic, environment, places[:half]), places[half:])


def _with(mechanic: Mechanic, environment: Environment, places: Sequence[Place]) -> Environment | None:
    """The environment with a mechanic at all of the places and the evidence for each, None where the checks object."""
    changed = environment
    try:
        for place in places:
            changed = mechanic.woven(changed, place)
    except InvalidEnvironment:
        return None
    changed = with_seed_rules(changed)
    if check(changed):
        return None
    provenance = changed.provenance
    if provenance is None:
        return changed
    told = (*provenance.evidence, *map(mechanic.evidence, places))
    return changed.model_copy(update={"provenance": provenance.model_copy(update={"evidence": told})})
