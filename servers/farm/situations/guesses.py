"""Calls that may end as wanted: walks turned into arguments, in a useful order. Nothing is proved here."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from servers.farm.interpreter.plans import Plans
from servers.farm.model import Environment
from servers.farm.situations.calls import arguments_of, first_draft, joined
from servers.farm.situations.ground import Budget, Exhausted, Expressions, Ground
from servers.farm.situations.plans import ANY_PATH, Aim, Plan, plan_of
from servers.farm.situations.situation import Arguments
from servers.farm.situations.solving import Solver
from servers.farm.situations.values import forced
from servers.farm.situations.walking import Walk
from servers.farm.state import State

Invent = Callable[[str, str], Sequence[object]]
"""New plausible values for (entity, column); empty where it has none."""

_PER_WALK = 6
_TURNS = 4
_SHIFTS = (1, 2, 3, 5, 8, 13)


@dataclass(frozen=True)
class Quest:
    """What is looked for: calls of a tool on a state that give these arguments, with so much work."""

    state: State
    tool: str
    budget: Budget
    given: Arguments = field(default_factory=dict)
    share: int | None = None
    """How much of the budget one walk may take."""


class Guesses:
    """Makes up calls of one environment; compiled plans are kept."""

    def __init__(self, environment: Environment, invent: Invent | None = None) -> None:
        self.environment, self._invent = environment, invent
        self._expressions = Expressions(Plans(environment))
        self._plans: dict[str, Plan] = {}

    def plan(self, tool: str) -> Plan:
        """The plan of a tool."""
        if tool not in self._plans:
            self._plans[tool] = plan_of(self.environment, tool)
        return self._plans[tool]

    def succeeding(self, quest: Quest, aim: Aim = ANY_PATH) -> Iterator[dict[str, object]]:
        """Arguments that may succeed (on the path of the aim): the fewest, then one optional more, then all, then
        lists of two, then about other rows."""
        plan = self.plan(quest.tool)
        optional = [name for name, item in plan.variables.items() if not item.required and "." not in name]
        first = list(islice(self._walked(plan, quest, aim), _PER_WALK))
        yield from first[:2]
        for name in optional:
            yield from self._with_one_more(plan.giving(name), quest, aim)
        if len(optional) > 1:
            yield from islice(self._walked(plan.giving(*optional), quest, aim), 2)
        yield from first[2:]
        if any(item.many for item in plan.variables.values()):
            yield from (joined(plan, one, other) for one, other in pairwise(first))
        for shift in _SHIFTS:
            yield from islice(self._walked(plan, quest, aim, shift), 1)

    def _with_one_more(self, plan: Plan, quest: Quest, aim: Aim) -> Iterator[dict[str, object]]:
        """Calls that give one optional variable: values that rows have, every choice, one that nothing has."""
        (name,) = plan.must
        variable = plan.variables[name]
        for turn in range(_TURNS):
            yield from islice(self._walked(plan, quest, aim, turn), 1)
        for value in forced(variable, Ground(self._expressions, quest.state, quest.budget)):
            chosen = {**quest.given, name: [value] if variable.many else value}
            yield from islice(self._walked(plan, quest, aim, given=chosen), 1)

    def failing(self, quest: Quest, aim: Aim) -> Iterator[dict[str, object]]:
        """Arguments that may meet the fault of the aim; in a loop also with its elements twice."""
        plan = self.plan(quest.tool)
        aimed = islice(self._walked(plan, quest, aim), 4 * _PER_WALK)
        yield from islice(aimed, 2)
        if "(each)" in aim.path:
            for arguments in islice(self._walked(plan, quest, ANY_PATH), 3):
                yield joined(plan, arguments, arguments)
        yield from aimed
        for name in [name for name, item in plan.variables.items() if not item.required]:
            yield from islice(self._walked(plan.giving(name), quest, aim), 2)

    def unwalked(self, quest: Quest) -> dict[str, object]:
        """Plausible arguments for a call that ends before its first step."""
        plan = self.plan(quest.tool)
        ground = Ground(self._expressions, quest.state, quest.budget)
        solver = Solver(ground, plan.variables, self._invent, plan.must)
        return arguments_of(plan, first_draft(plan, ground, quest.given), solver)

    def _walked(
        self, plan: Plan, quest: Quest, aim: Aim, turn: int = 0, given: Arguments | None = None
    ) -> Iterator[dict[str, object]]:
        """The arguments of every draft of one walk, until its work is done; `turn` turns rows and values."""
        ground = Ground(self._expressions, quest.state, quest.budget, quest.share)
        solver = Solver(ground, plan.variables, self._invent, plan.must)
        try:
            start = first_draft(plan, ground, quest.given if given is None else given)
            for draft in Walk(plan, ground, solver, aim, turn).drafts(start):
                yield arguments_of(plan, draft, solver, turn)
        except Exhausted:
            return


def distinct(items: Iterable[Mapping[str, object]]) -> Iterator[dict[str, object]]:
    """Each call once."""
    seen: set[str] = set()
    for item in items:
        text = repr(sorted(item.items()))
        if text not in seen:
            seen.add(text)
            yield dict(item)
