"""Situations of one environment: guessed calls, proved by the interpreter, if need be after other calls."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from servers.farm.faults import NOT_AUTHENTICATED, FaultUse, fault_uses
from servers.farm.interpreter import BrokenRule, Interpreter, Outcome
from servers.farm.model import Environment
from servers.farm.problems import Problem
from servers.farm.situations.ground import Budget
from servers.farm.situations.guesses import Guesses, Invent, Quest, distinct
from servers.farm.situations.plans import ANY_PATH, Aim, aim_of
from servers.farm.situations.setups import Setups
from servers.farm.situations.situation import SUCCESS, Arguments, Call, Situation
from servers.farm.state import State

Accept = Callable[[Outcome], bool]
Tries = Callable[[Quest], Iterator[dict[str, object]]]

_CANDIDATES_PER_FAULT = 6
_SETUP_SHARE = 20


def anything(_outcome: Outcome) -> bool:
    """Accepts every outcome."""
    return True


@dataclass(frozen=True)
class Limits:
    """How much one search may do without other calls, and as much again with them: evaluations, and proving calls."""

    work: int = 16_000
    calls: int = 40


USUAL = Limits()


class Finder:
    """Finds situations of one environment; what was compiled or worked out is kept between searches."""

    def __init__(
        self, environment: Environment, interpreter: Interpreter | None = None, invent: Invent | None = None
    ) -> None:
        """`invent` gives better new values than those made from the rows that are there."""
        self.environment = environment
        self.interpreter = interpreter or Interpreter(environment)
        self.guesses = Guesses(environment, invent)
        self._setups: tuple[State, Setups] | None = None

    def candidates(
        self, state: State, tool: str, *, given: Arguments | None = None, limits: Limits = USUAL
    ) -> Iterator[dict[str, object]]:
        """Arguments worth trying, each once: for success, then for each declared fault; optional ones absent first.

        They are guesses: the interpreter (`outcome`) says how each ends.
        """
        aims = [aim for use in fault_uses(self.environment, tool) if (aim := aim_of(use)) is not None]
        successes = self.succeeding(state, tool, given=given, limits=limits)
        failing = (
            islice(self.guesses.failing(_quest(state, tool, given, limits), aim), _CANDIDATES_PER_FAULT) for aim in aims
        )
        yield from distinct(chain(successes, chain.from_iterable(failing)))

    def succeeding(
        self, state: State, tool: str, *, given: Arguments | None = None, aim: Aim = ANY_PATH, limits: Limits = USUAL
    ) -> Iterator[dict[str, object]]:
        """Arguments that may succeed, each once; with an aim those that take its branch."""
        yield from distinct(self.guesses.succeeding(_quest(state, tool, given, limits), aim))

    # --- situations -------------------------------------------------------------------------------------------------

    def success(
        self,
        state: State,
        tool: str,
        *,
        given: Arguments | None = None,
        accept: Accept = anything,
        aim: Aim = ANY_PATH,
        depth: int = 2,
        limits: Limits = USUAL,
    ) -> Situation | None:
        """A call that succeeds with an outcome that `accept` takes, after at most `depth` other calls."""

        def tries(quest: Quest) -> Iterator[dict[str, object]]:
            return self.guesses.succeeding(quest, aim)

        return self._searched(_quest(state, tool, given, limits), SUCCESS, tries, accept, depth, limits)

    def fault(
        self,
        state: State,
        tool: str,
        code: str,
        *,
        given: Arguments | None = None,
        accept: Accept = anything,
        depth: int = 2,
        limits: Limits = USUAL,
    ) -> Situation | None:
        """A call that is answered with the fault, after at most `depth` other calls."""
        uses = [use for use in fault_uses(self.environment, tool) if use.code == code]

        def tries(quest: Quest) -> Iterator[dict[str, object]]:
            return chain.from_iterable(self._provoking(quest, use) for use in uses)

        return self._searched(_quest(state, tool, given, limits), code, tries, accept, depth, limits)

    def _provoking(self, quest: Quest, use: FaultUse) -> Iterator[dict[str, object]]:
        aim = aim_of(use)
        return iter([self.guesses.unwalked(quest)]) if aim is None else self.guesses.failing(quest, aim)

    def _searched(
        self, quest: Quest, wanted: str, tries: Tries, accept: Accept, depth: int, limits: Limits
    ) -> Situation | None:
        found = self._proved(quest, wanted, tries(quest), accept, limits.calls)
        if found is not None:
            return Situation(quest.tool, wanted, (), Call(quest.tool, found))
        rest, share = Budget(limits.work), max(1, limits.work // _SETUP_SHARE)
        for setup, after in self.setups(quest.state).for_tool(quest.tool, depth):
            here = Quest(after, quest.tool, rest, quest.given, share)
            found = self._proved(here, wanted, tries(here), accept, max(2, limits.calls // 8))
            if found is not None:
                return Situation(quest.tool, wanted, setup, Call(quest.tool, found))
            if rest.left <= 0:
                return None
        return None

    def _proved(
        self, quest: Quest, wanted: str, tries: Iterable[dict[str, object]], accept: Accept, calls: int
    ) -> dict[str, object] | None:
        """The first arguments that the interpreter answers as wanted."""
        for arguments in islice(distinct(tries), calls):
            outcome = self.outcome(quest.state, quest.tool, arguments)
            if outcome is not None and _ending(outcome) == wanted and accept(outcome):
                return arguments
        return None

    def outcome(self, state: State, tool: str, arguments: Arguments) -> Outcome | None:
        """What the interpreter says of a call; None where the environment itself is broken."""
        try:
            return self.interpreter.call(state, tool, arguments)
        except BrokenRule:
            return None

    def setups(self, state: State) -> Setups:
        """The short sequences of calls that may come first; kept for the state that was asked for last."""
        if self._setups is None or self._setups[0] is not state:
            self._setups = (state, Setups(self, state))
        return self._setups[1]

    # --- everything -------------------------------------------------------------------------------------------------

    @cached_property
    def obligations(self) -> list[tuple[str, str]]:
        """Every (tool, `success` or fault code) that a start state has to make possible."""
        return [
            (tool, wanted)
            for tool in self.environment.tools
            for wanted in dict.fromkeys([SUCCESS, *(use.code for use in fault_uses(self.environment, tool))])
        ]

    def one(self, state: State, tool: str, wanted: str, depth: int = 2, limits: Limits = USUAL) -> Situation | None:
        """A situation of the tool that ends as wanted."""
        if wanted == SUCCESS:
            return self.success(state, tool, depth=depth, limits=limits)
        return self.fault(state, tool, wanted, depth=depth, limits=limits)

    def all(self, state: State, depth: int = 2) -> list[Situation]:
        """One situation for the success and for every declared fault of every tool, where one was found."""
        found = (self.one(state, tool, wanted, depth) for tool, wanted in self.obligations)
        return [item for item in found if item is not None]

    def unmet(self, state: State, depth: int = 2) -> list[tuple[str, str]]:
        """The obligations for which no situation was found."""
        return [(tool, wanted) for tool, wanted in self.obligations if self.one(state, tool, wanted, depth) is None]

    def holds(self, state: State, situation: Situation) -> bool:
        """Whether the calls of a situation still end as they should."""
        before = self.after(state, situation.setup)
        last = self.outcome(before, situation.tool, situation.call.arguments) if before is not None else None
        return last is not None and _ending(last) == situation.wanted

    def after(self, state: State, calls: Iterable[Call]) -> State | None:
        """The state after these calls; None if one of them does not succeed."""
        for call in calls:
            outcome = self.outcome(state, call.tool, call.arguments)
            if outcome is None or not outcome.succeeded:
                return None
            state = outcome.state
        return state


def problem(tool: str, wanted: str) -> Problem:
    """What an unmet obligation is to its author (MODEL.md §3 (4) t)."""
    if wanted == SUCCESS:
        return Problem(f"tool '{tool}'", "no call of it succeeds from the start state", "seed rows that it can act on")
    what = f"no call provokes its fault '{wanted}' from the start state"
    hint = "sign nobody in" if wanted == NOT_AUTHENTICATED else "seed rows that fail the condition, or drop the fault"
    return Problem(f"tool '{tool}'", what, hint)


def _quest(state: State, tool: str, given: Arguments | None, limits: Limits) -> Quest:
    return Quest(state, tool, Budget(limits.work), given or {})


def _ending(outcome: Outcome) -> str:
    """`success`, the code of the fault, or nothing for arguments that the tool does not take."""
    return SUCCESS if outcome.succeeded else outcome.fault or ""
