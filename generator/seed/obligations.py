"""Start states that meet their obligations, and what they could not be made to meet."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from generator.seed.planting import Planter
from generator.seed.rules import with_seed_rules
from generator.seed.start import raw_state
from servers.farm.model import Environment
from servers.farm.problems import Problem
from servers.farm.situations import SUCCESS, Finder, Situation, problem
from servers.farm.state import State

_ROUNDS = 2
_CHANGES = 3

Obligation = tuple[str, str]
Found = dict[Obligation, Situation]


@dataclass(frozen=True)
class Seeded:
    """A start state with a situation for each obligation that it meets."""

    state: State
    situations: Mapping[tuple[str, str], Situation]
    unmet: tuple[tuple[str, str], ...]
    """(tool, `success` or fault code), in the order of the tools."""

    @property
    def problems(self) -> list[Problem]:
        """What is unmet, for the environment's author."""
        return [problem(tool, wanted) for tool, wanted in self.unmet]


def seeded(
    environment: Environment, seed: int | None = None, rows: int | None = None, finder: Finder | None = None
) -> Seeded:
    """A start state by the rules, mended until every tool can succeed and every fault can be provoked, if it can.

    `seed` defaults to the environment's own; `rows` scales (see `raw_state`). The same arguments give the same state
    on every machine.
    """
    finder = finder or Finder(environment)
    planter = Planter(with_seed_rules(environment), environment.seed if seed is None else seed, finder)
    state = raw_state(environment, seed, rows)
    found: Found = {}
    for depth in (1, *(2,) * _ROUNDS):
        state = _round(planter, finder, state, found, depth)
        if len(found) == len(finder.obligations):
            break
    return Seeded(state, found, tuple(item for item in finder.obligations if item not in found))


def _round(planter: Planter, finder: Finder, state: State, found: Found, depth: int) -> State:
    """Find what can be found, and plant for the rest."""
    missing = []
    for tool, wanted in finder.obligations:
        if (tool, wanted) not in found:
            situation = finder.one(state, tool, wanted, depth)
            if situation is not None:
                found[tool, wanted] = situation
            else:
                missing.append((tool, wanted))
    return _planted(planter, finder, state, found, missing)


def _planted(planter: Planter, finder: Finder, state: State, found: Found, missing: list[Obligation]) -> State:
    """The state with changes for the missing obligations that take away nothing that was found before."""
    for tool, wanted in missing:
        success = found.get((tool, SUCCESS))
        setups = ((), success.setup) if success is not None and success.setup else ((),)
        for changed, situation in islice(planter.planted(state, tool, wanted, setups), _CHANGES):
            kept = _kept(finder, changed, found)
            if kept is not None:
                state = changed
                found |= kept | {(tool, wanted): situation}
                break
    return state


def _kept(finder: Finder, state: State, found: Found) -> Found | None:
    """New situations for what no longer holds on a changed state; None if something cannot be found again."""
    again: Found = {}
    for (tool, wanted), situation in found.items():
        if not finder.holds(state, situation):
            other = finder.one(state, tool, wanted, depth=1)
            if other is None:
                return None
            again[tool, wanted] = other
    return again


def start_state(environment: Environment, seed: int | None = None, rows: int | None = None) -> State:
    """The start state of an environment: rows by its seed rules, obligations met as far as they can be."""
    return seeded(environment, seed, rows).state


def obligations(environment: Environment, state: State) -> list[Problem]:
    """A problem for every tool that cannot succeed and every declared fault that cannot be provoked from a state."""
    return [problem(tool, wanted) for tool, wanted in Finder(environment).unmet(state)]
