"""Situations of one environment: calls are made up by walks and proved by the interpreter."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice, pairwise

from servers.farm.faults import NOT_AUTHENTICATED, FaultUse, fault_uses
from servers.farm.interpreter import BrokenRule, Interpreter, Outcome
from servers.farm.interpreter.plans import Plans
from servers.farm.model import Environment
from servers.farm.problems import Problem
from servers.farm.situations.calls import arguments_of, first_draft, joined
from servers.farm.situations.ground import Exhausted, Expressions, Ground
from servers.farm.situations.plans import ANY_PATH, Aim, Plan, aim_of, plan_of
from servers.farm.situations.setups import Setups
from servers.farm.situations.situation import SUCCESS, Arguments, Call, Situation
from servers.farm.situations.solving import Solver
from servers.farm.situations.values import forced
from servers.farm.situations.walking import Walk
from servers.farm.state import State

Accept = Callable[[Outcome], bool]

Invent = Callable[[str, str], Sequence[object]]
"""New plausible values for (entity, column); empty where it has none."""

_WORK = 20_000
_CALLS = 40
_PER_PLAN = 6
_TURNS = 4


def anything(_outcome: Outcome) -> bool:
    """Accepts every outcome."""
    return True


@dataclass(frozen=True)
class Limits:
    """How much one search may do: evaluations of expressions, and calls of the interpreter."""

    work: int = _WORK
    calls: int = _CALLS


class Finder:
    """Finds situations of one environment; compiled plans are kept between searches."""

    def __init__(
        self, environment: Environment, interpreter: Interpreter | None = None, invent: Invent | None = None
    ) -> None:
        """`invent` gives better new values than those made from the rows that are there."""
        self.environment = environment
        self.interpreter = interpreter or Interpreter(environment)
        self._invent = invent
        self._expressions = Expressions(Plans(environment))
        self._plans: dict[str, Plan] = {}
        self._setups: tuple[State, Setups] | None = None

    # --- candidates -------------------------------------------------------------------------------------------------

    def candidates(
        self, state: State, tool: str, *, given: Arguments | None = None, limits: Limits = Limits()
    ) -> Iterator[dict[str, object]]:
        """Arguments worth trying, each once: for success, then for each declared fault; optional ones absent first."""
        uses = fault_uses(self.environment, tool)
        faults = [aim for use in uses if (aim := aim_of(use)) is not None]
        successes = self.succeeding(state, tool, given=given, limits=limits)
        failing = (self.failing(state, tool, aim, given=given, limits=limits) for aim in faults)
        yield from _distinct(chain(successes, chain.from_iterable(islice(item, _PER_PLAN) for item in failing)))

    def succeeding(
        self, state: State, tool: str, *, given: Arguments | None = None, aim: Aim = ANY_PATH, limits: Limits = Limits()
    ) -> Iterator[dict[str, object]]:
        """Arguments that may succeed (on the path of the aim): the fewest, then one optional more, then all, then
        about other rows."""
        plan = self.plan(tool)
        optional = [name for name, item in plan.variables.items() if not item.required and "." not in name]
        first = list(islice(self._calls(plan, state, aim, given, limits), _PER_PLAN))
        yield from first[:2]
        for name in optional:
            yield from self._with_one_more(plan.giving(name), state, aim, given, limits)
        if len(optional) > 1:
            yield from islice(self._calls(plan.giving(*optional), state, aim, given, limits), 2)
        yield from first[2:]
        if any(item.many for item in plan.variables.values()):
            yield from (joined(plan, one, other) for one, other in pairwise(first))
        for shift in (1, 2, 3, 5, 8, 13):
            yield from islice(self._calls(plan, state, aim, given, limits, shift, shift), 1)

    def _with_one_more(
        self, plan: Plan, state: State, aim: Aim, given: Arguments | None, limits: Limits
    ) -> Iterator[dict[str, object]]:
        """Calls that give one optional variable: values that rows have, every choice, one that nothing has."""
        (name,) = plan.must
        variable = plan.variables[name]
        for turn in range(_TURNS):
            yield from islice(self._calls(plan, state, aim, given, limits, turn, turn), 1)
        for value in forced(variable, Ground(self._expressions, state, 0)):
            chosen = {**(given or {}), name: [value] if variable.many else value}
            yield from islice(self._calls(plan, state, aim, chosen, limits), 1)

    def failing(
        self, state: State, tool: str, aim: Aim, *, given: Arguments | None = None, limits: Limits = Limits()
    ) -> Iterator[dict[str, object]]:
        """Arguments that may meet the fault of the aim; in a loop also with its elements twice."""
        plan = self.plan(tool)
        yield from islice(self._calls(plan, state, aim, given, limits), limits.calls)
        for name in [name for name, item in plan.variables.items() if not item.required]:
            yield from islice(self._calls(plan.giving(name), state, aim, given, limits), 2)
        if "(each)" in aim.path:
            for arguments in islice(self._calls(plan, state, ANY_PATH, given, limits), _PER_PLAN):
                yield joined(plan, arguments, arguments)

    def _calls(
        self,
        plan: Plan,
        state: State,
        aim: Aim,
        given: Arguments | None,
        limits: Limits,
        shift: int = 0,
        turn: int = 0,
    ) -> Iterator[dict[str, object]]:
        """The arguments of every draft of one walk, until its work is done."""
        ground = Ground(self._expressions, state, limits.work)
        solver = Solver(ground, plan.variables, self._invent, plan.must)
        try:
            for draft in Walk(plan, ground, solver, aim, shift).drafts(first_draft(plan, ground, given or {})):
                yield arguments_of(plan, draft, solver, turn)
        except Exhausted:
            return

    def _unwalked(self, plan: Plan, state: State, given: Arguments | None) -> dict[str, object]:
        """Plausible arguments for a call that ends before its first step."""
        ground = Ground(self._expressions, state, 0)
        return arguments_of(
            plan, first_draft(plan, ground, given or {}), Solver(ground, plan.variables, self._invent, plan.must)
        )

    def plan(self, tool: str) -> Plan:
        """The plan of a tool."""
        if tool not in self._plans:
            self._plans[tool] = plan_of(self.environment, tool)
        return self._plans[tool]

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
        limits: Limits = Limits(),
    ) -> Situation | None:
        """A call that succeeds with an outcome that `accept` takes, after at most `depth` other calls."""

        def direct(here: State, bounds: Limits) -> dict[str, object] | None:
            tries = self.succeeding(here, tool, given=given, aim=aim, limits=bounds)
            return self._proved(here, tool, SUCCESS, tries, accept, bounds)

        return self._with_setup(state, tool, SUCCESS, direct, depth, limits)

    def fault(
        self,
        state: State,
        tool: str,
        code: str,
        *,
        given: Arguments | None = None,
        accept: Accept = anything,
        depth: int = 2,
        limits: Limits = Limits(),
    ) -> Situation | None:
        """A call that is answered with the fault, after at most `depth` other calls."""
        uses = [use for use in fault_uses(self.environment, tool) if use.code == code]

        def direct(here: State, bounds: Limits) -> dict[str, object] | None:
            tries = chain.from_iterable(self._provoking(here, tool, use, given, bounds) for use in uses)
            return self._proved(here, tool, code, tries, accept, bounds)

        return self._with_setup(state, tool, code, direct, depth, limits)

    def _provoking(
        self, state: State, tool: str, use: FaultUse, given: Arguments | None, limits: Limits
    ) -> Iterator[dict[str, object]]:
        aim = aim_of(use)
        if aim is not None:
            return self.failing(state, tool, aim, given=given, limits=limits)
        return iter([self._unwalked(self.plan(tool), state, given)])

    def _proved(
        self,
        state: State,
        tool: str,
        wanted: str,
        tries: Iterable[dict[str, object]],
        accept: Accept,
        limits: Limits,
    ) -> dict[str, object] | None:
        """The first arguments that the interpreter answers as wanted."""
        for arguments in islice(_distinct(tries), limits.calls):
            outcome = self.outcome(state, tool, arguments)
            if outcome is not None and _ending(outcome) == wanted and accept(outcome):
                return arguments
        return None

    def outcome(self, state: State, tool: str, arguments: Arguments) -> Outcome | None:
        """What the interpreter says of a call; None where the environment itself is broken."""
        try:
            return self.interpreter.call(state, tool, arguments)
        except BrokenRule:
            return None

    def _with_setup(
        self,
        state: State,
        tool: str,
        wanted: str,
        direct: Callable[[State, Limits], dict[str, object] | None],
        depth: int,
        limits: Limits,
    ) -> Situation | None:
        found = direct(state, limits)
        if found is not None:
            return Situation(tool, wanted, (), Call(tool, found))
        small = Limits(limits.work // 10, max(2, limits.calls // 8))
        for setup, after in self.setups(state).for_tool(tool, depth):
            found = direct(after, small)
            if found is not None:
                return Situation(tool, wanted, setup, Call(tool, found))
        return None

    def setups(self, state: State) -> Setups:
        """The short sequences of calls that may come first; kept for the state that was asked for last."""
        if self._setups is None or self._setups[0] is not state:
            self._setups = (state, Setups(self, state))
        return self._setups[1]

    # --- everything -------------------------------------------------------------------------------------------------

    def all(self, state: State, depth: int = 2) -> list[Situation]:
        """One situation for the success and for every declared fault of every tool, where one was found."""
        found = (self.one(state, tool, wanted, depth) for tool, wanted in self.obligations)
        return [item for item in found if item is not None]

    @cached_property
    def obligations(self) -> list[tuple[str, str]]:
        """Every (tool, `success` or fault code) that a start state has to make possible."""
        return [
            (tool, wanted)
            for tool in self.environment.tools
            for wanted in dict.fromkeys([SUCCESS, *(use.code for use in fault_uses(self.environment, tool))])
        ]

    def one(self, state: State, tool: str, wanted: str, depth: int = 2, limits: Limits = Limits()) -> Situation | None:
        """A situation of the tool that ends as wanted."""
        if wanted == SUCCESS:
            return self.success(state, tool, depth=depth, limits=limits)
        return self.fault(state, tool, wanted, depth=depth, limits=limits)

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

    def unmet(self, state: State, depth: int = 2) -> list[tuple[str, str]]:
        """The obligations for which no situation was found."""
        return [(tool, wanted) for tool, wanted in self.obligations if self.one(state, tool, wanted, depth) is None]


def problem(tool: str, wanted: str) -> Problem:
    """What an unmet obligation is to its author (MODEL.md §3 (4) t)."""
    if wanted == SUCCESS:
        return Problem(f"tool '{tool}'", "no call of it succeeds from the start state", "seed rows that it can act on")
    what = f"no call provokes its fault '{wanted}' from the start state"
    hint = "sign nobody in" if wanted == NOT_AUTHENTICATED else "seed rows that fail the condition, or drop the fault"
    return Problem(f"tool '{tool}'", what, hint)


def _ending(outcome: Outcome) -> str:
    """`success`, the code of the fault, or nothing for arguments that the tool does not take."""
    return SUCCESS if outcome.succeeded else outcome.fault or ""


def _distinct(items: Iterable[Mapping[str, object]]) -> Iterator[dict[str, object]]:
    seen: set[str] = set()
    for item in items:
        text = repr(sorted(item.items()))
        if text not in seen:
            seen.add(text)
            yield dict(item)
