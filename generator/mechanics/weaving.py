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
        for place in tuple(mechanic.places(Subject(environment, operations))):
            environment = _with(mechanic, environment, place) or environment
    return environment


def _with(mechanic: Mechanic, environment: Environment, place: Place) -> Environment | None:
    try:
        changed = with_seed_rules(mechanic.woven(environment, place))
    except InvalidEnvironment:
        return None
    if check(changed):
        return None
    provenance = changed.provenance
    if provenance is None:
        return changed
    told = provenance.model_copy(update={"evidence": (*provenance.evidence, mechanic.evidence(place))})
    return changed.model_copy(update={"provenance": told})
