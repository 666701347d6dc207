"""Situations: calls that put a tool into a wanted state of affairs, found on a state and proved by the interpreter.

For the seed's obligations (every tool can succeed, every declared fault can be provoked: MODEL.md §3 (4) t), and for
the verifier's cases, certificates and grounding. No clock, no chance: the same state gives the same situations.
"""

from collections.abc import Iterator

from servers.farm.model import Environment
from servers.farm.problems import Problem
from servers.farm.situations.finder import Accept, Finder, Limits, anything, problem
from servers.farm.situations.plans import ANY_PATH, Aim
from servers.farm.situations.situation import SUCCESS, Arguments, Call, Situation
from servers.farm.state import State

__all__ = [
    "ANY_PATH",
    "SUCCESS",
    "Aim",
    "Arguments",
    "Call",
    "Finder",
    "Limits",
    "Situation",
    "candidates",
    "find_all",
    "find_fault",
    "find_success",
    "problem",
    "unmet",
]


def candidates(
    environment: Environment, state: State, tool: str, given: Arguments | None = None
) -> Iterator[dict[str, object]]:
    """Arguments worth trying, those for success first, then those for each fault; see `Finder.candidates`."""
    return Finder(environment).candidates(state, tool, given=given)


def find_success(
    environment: Environment,
    state: State,
    tool: str,
    *,
    given: Arguments | None = None,
    accept: Accept = anything,
    depth: int = 2,
) -> Situation | None:
    """A call of the tool that succeeds, with these arguments among its own, after at most `depth` other calls."""
    return Finder(environment).success(state, tool, given=given, accept=accept, depth=depth)


def find_fault(
    environment: Environment, state: State, tool: str, code: str, *, given: Arguments | None = None, depth: int = 2
) -> Situation | None:
    """A call of the tool that is answered with the fault, after at most `depth` other calls."""
    return Finder(environment).fault(state, tool, code, given=given, depth=depth)


def find_all(environment: Environment, state: State) -> list[Situation]:
    """One situation for the success and each declared fault of every tool, where one was found."""
    return Finder(environment).all(state)


def unmet(environment: Environment, state: State) -> list[Problem]:
    """A problem for every tool that cannot succeed and every declared fault that cannot be provoked."""
    return [problem(tool, wanted) for tool, wanted in Finder(environment).unmet(state)]
