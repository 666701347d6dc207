"""Plans of what to call: a success of every tool, every fault, random walks; `variations` makes more of a success."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from random import Random

from client.servers import Json, Object
from client.verify.cases import Call, Plan
from client.verify.contract import Contract
from client.verify.effort import FULL, Effort
from client.verify.touched import Touched, touched
from client.verify.values import ROWS, candidates
from servers.farm.interpreter import BrokenRule, Event, Interpreter, Outcome, Trace
from servers.farm.situations import Finder, Situation
from servers.farm.state import State, difference
from servers.farm.surface import SurfaceParameter

TRIES = 4
"""How many argument lists a walk looks at before it takes a call that fails."""


@dataclass(frozen=True)
class Base:
    """A way to make a tool succeed: the calls before it, and its arguments."""

    setup: tuple[Call, ...]
    arguments: Object
    state: State
    """The state after the setup."""


@dataclass(frozen=True)
class Planner:
    """Plans calls from a start state. The same seed gives the same plans."""

    contract: Contract
    interpreter: Interpreter
    start: State
    finder: Finder
    seed: int
    effort: Effort = FULL
    situations: tuple[Situation, ...] = field(init=False)
    """A way to a success and to each fault of every tool, where there is one."""
    bases: Mapping[str, Base] = field(init=False)
    """The first way in which each tool succeeds; tools without one are missing."""
    touched: Mapping[str, Touched] = field(init=False)
    """What each tool looks at."""
    trace: Trace = field(default_factory=Trace)
    _traced: Interpreter = field(init=False)
    """A second interpreter, since one that notes what happens is slower."""

    def __post_init__(self) -> None:
        environment = self.contract.environment
        object.__setattr__(self, "_traced", Interpreter(environment, self.trace))
        object.__setattr__(self, "touched", {tool: touched(environment, tool) for tool in environment.tools})
        object.__setattr__(self, "situations", tuple(self.finder.all(self.start)))
        found: dict[str, Base] = {}
        for item in self.situations:
            if item.wanted == "success" and item.tool not in found:
                found[item.tool] = self._telling(self._base(item), item.tool)
        object.__setattr__(self, "bases", found)
        near = {tool: frozenset(_texts(base.arguments)) for tool, base in found.items()}
        looked_at = {tool: replace(self.touched[tool], near=texts) for tool, texts in near.items()}
        object.__setattr__(self, "touched", {**self.touched, **looked_at})

    def successes(self) -> Iterator[Plan]:
        """The situations in which tools succeed."""
        for number, item in enumerate(item for item in self.situations if item.wanted == "success"):
            yield self._told(Plan(f"success/{item.tool}/{number}", "success", calls_of(item)))

    def faults(self) -> Iterator[Plan]:
        """The situations that provoke faults."""
        for item in self.situations:
            if item.wanted != "success":
                yield self._told(Plan(f"fault/{item.tool}/{item.wanted}", "fault", calls_of(item)))

    def _told(self, plan: Plan) -> Plan:
        """The plan with what happens in its last call."""
        *setup, last = plan.calls
        state = self.after(setup)
        return plan if state is None else replace(plan, events=self.happens(state, last)[0])

    def happens(self, state: State, call: Call) -> tuple[frozenset[Event], Outcome | None]:
        """What happens in the steps of a call, and what comes of it."""
        self.trace.take()
        outcome = _outcome(self._traced, state, call)
        return self.trace.take(), outcome

    def plan(self, name: str, family: str, tool: str, arguments: Object, names: str = "", alike: bool = False) -> Plan:
        """A call of a tool with these arguments, after the setup that lets it succeed."""
        setup = self.bases[tool].setup if tool in self.bases else ()
        return Plan(name, family, (*setup, Call(tool, arguments)), names, alike=alike)

    def ordinary(self, tool: str) -> Object:
        """Arguments with which the tool succeeds, or where no way was found, the first value for each required one."""
        if tool in self.bases:
            return self.bases[tool].arguments
        required = [item for item in self.contract.surfaces[tool] if item.required]
        return aligned(required, {item.name: self.values(self.start, tool, item)[0] for item in required})

    def walk(self, number: int, length: int) -> Plan:
        """So many calls of arguments drawn by chance, most of which succeed; every tool in each round of tools."""
        random, state, calls = Random(f"{self.seed}/{number}"), self.start, list[Call]()  # noqa: S311 - reproducible
        tools, turn = sorted(self.contract.environment.tools), list[str]()
        for _ in range(length):
            turn = turn or random.sample(tools, len(tools))
            call, state = self._drawn(state, turn.pop(), random)
            calls.append(call)
        return Plan(f"walk/{number}", "integrity", tuple(calls))

    def values(self, state: State, tool: str, item: SurfaceParameter, rows: int = ROWS) -> list[Json]:
        """Values to try for one argument; `rows` of a table lend theirs."""
        return candidates(self.contract, state, tool, item, self.touched[tool], rows)

    def _telling(self, base: Base, tool: str) -> Base:
        """The same base, or if its call finds or changes nothing, one whose call does."""
        outcome = self.outcome(base.state, Call(tool, base.arguments))
        if outcome is None or self._tells(tool, outcome):
            return base
        better = self.finder.success(self.start, tool, accept=partial(self._tells, tool))
        return base if better is None else self._plainer(self._base(better), tool)

    def _tells(self, tool: str, outcome: Outcome) -> bool:
        """Whether a call shows something in each of its lists and, if the tool writes, changes rows."""
        shows = all(value for value in (outcome.result or {}).values() if isinstance(value, list))
        writes = bool(self.contract.effects.get(tool))
        return shows and (not writes or bool(difference(self.contract.environment, self.start, outcome.state)))

    def _plainer(self, base: Base, tool: str) -> Base:
        """The same base without the optional arguments that finding something does not need."""
        arguments = base.arguments
        for item in self.contract.surfaces[tool]:
            fewer = {name: value for name, value in arguments.items() if name != item.name}
            if not item.required and item.name in arguments:
                outcome = self.outcome(base.state, Call(tool, fewer))
                if outcome is not None and outcome.result is not None and self._tells(tool, outcome):
                    arguments = fewer
        return replace(base, arguments=arguments)

    def _base(self, item: Situation) -> Base:
        state = self.start
        setup = calls_of(item)[:-1]
        for call in setup:
            state = self.interpreter.call(state, call.tool, call.arguments).state
        return Base(setup, calls_of(item)[-1].arguments, state)

    def _drawn(self, state: State, tool: str, random: Random) -> tuple[Call, State]:
        """A call that succeeds if one of a few tries does."""
        for _ in range(TRIES):
            call = Call(tool, self._arguments(state, tool, random))
            outcome = self.outcome(state, call)
            if outcome is not None and outcome.result is not None:
                break
        return call, outcome.state if outcome is not None else state

    def after(self, calls: Iterable[Call], state: State | None = None) -> State | None:
        """The state after these calls, from the start state if no other is given; None if one of them breaks a rule."""
        state = self.start if state is None else state
        for call in calls:
            outcome = self.outcome(state, call)
            if outcome is None:
                return None
            state = outcome.state
        return state

    def outcome(self, state: State, call: Call) -> Outcome | None:
        """What must come of a call; None if it breaks a rule that no fault guards."""
        return _outcome(self.interpreter, state, call)

    def _arguments(self, state: State, tool: str, random: Random) -> Object:
        found: Object = {}
        for item in self.contract.surfaces[tool]:
            values = self.values(state, tool, item)
            if item.source == "cursor" or not values or (not item.required and random.random() < 0.5):
                continue
            found[item.name] = values[min(int(random.expovariate(0.4)), len(values) - 1)]
        return aligned(self.contract.surfaces[tool], found)


def aligned(surface: Iterable[SurfaceParameter], arguments: Object) -> Object:
    """The arguments with the arrays that make up one list of rows cut to the length of the shortest."""
    groups: dict[str, list[str]] = {}
    for item in surface:
        if item.source == "rows" and isinstance(arguments.get(item.name), list):
            groups.setdefault(item.parameter, []).append(item.name)
    found = dict(arguments)
    for names in groups.values():
        shortest = min(len(arguments[name]) for name in names)  # type: ignore[arg-type]
        found.update({name: arguments[name][:shortest] for name in names})  # type: ignore[index]
    return found


def _outcome(interpreter: Interpreter, state: State, call: Call) -> Outcome | None:
    try:
        return interpreter.call(state, call.tool, call.arguments)
    except BrokenRule:
        return None  # `freeze` meets it again and makes a finding of it


def _texts(arguments: Object) -> Iterator[str]:
    """The values of arguments, those of lists one by one, as texts."""
    for value in arguments.values():
        yield from map(str, value) if isinstance(value, list) else (str(value),)


def calls_of(item: Situation) -> tuple[Call, ...]:
    return tuple(Call(call.tool, dict(call.arguments)) for call in (*item.setup, item.call))  # type: ignore[arg-type]
