"""Cases: what to call, from the start state on, and exactly what must come of it.

A `Plan` says what to call; `freeze` asks the interpreter of steps what must happen and makes a `Case` of it. Cases are
data: a server with an injected bug is held to the cases of the original.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from client.answers import INVALID
from client.servers import Object
from servers.farm.interpreter import BrokenRule, Event, Interpreter, Outcome
from servers.farm.state import Digests, RowChange, State, apply, difference


@dataclass(frozen=True)
class Call:
    """One call of a tool."""

    tool: str
    arguments: Object


@dataclass(frozen=True)
class Plan:
    """Calls to make one after another from the start state; the last one is what the plan is about."""

    id: str
    family: str
    calls: tuple[Call, ...]
    names: str = ""
    """With an argument that may be refused: what the refusal must name."""
    world: tuple[RowChange, ...] = ()
    """What is changed in the start state before the first call, where no calls lead to what the case needs."""
    alike: bool = False
    """Whether another plan of the tool tries the same on another argument; such a case is played without MCP only."""
    events: frozenset[Event] = frozenset()
    """What happens in the steps of its last call, where somebody looked."""


@dataclass(frozen=True)
class Expected:
    """What a call must give. `digest` is that of the whole state afterwards, bookkeeping included."""

    outcome: Literal["success", "fault", "invalid", "broken"]
    """`broken` means that the environment is wrong: the call breaks a rule that no fault guards."""
    digest: str
    result: dict[str, object] | None = None
    fault: str = ""
    message: str = ""
    details: dict[str, object] | None = None
    names: str = ""
    """With `invalid`: what the message must name."""
    changes: tuple[str, ...] = ()
    """The predicted row changes in words, for those who read a failure."""


@dataclass(frozen=True)
class Step:
    """One call and what it must give."""

    call: Call
    expected: Expected


@dataclass(frozen=True)
class Case:
    """A plan with its expectations."""

    id: str
    family: str
    steps: tuple[Step, ...]
    world: tuple[RowChange, ...] = ()
    """The changes to the start state that the case begins with; most cases have none."""
    alike: bool = False
    """Whether another case of the tool tries the same on another argument."""
    events: frozenset[Event] = frozenset()
    """What happens in the steps of its last call, where the plan tells."""

    @property
    def tool(self) -> str:
        """The tool that the case is about."""
        return self.steps[-1].call.tool

    @property
    def last(self) -> Expected:
        """What the case is about must give."""
        return self.steps[-1].expected


def freeze(oracle: Interpreter, start: State, plans: Iterable[Plan]) -> Iterator[Case]:
    """The cases of the plans, each from the start state or from the world that its plan prepares."""
    digests = _Digests()
    for plan in plans:
        state = apply(oracle.environment, start, plan.world) if plan.world else start
        steps = tuple(_steps(oracle, state, plan, digests))
        yield Case(plan.id, plan.family, steps, plan.world, plan.alike, plan.events)


def _steps(oracle: Interpreter, state: State, plan: Plan, digests: "_Digests") -> Iterator[Step]:
    for call in plan.calls:
        try:
            outcome = oracle.call(state, call.tool, call.arguments)
        except BrokenRule as error:
            yield Step(call, Expected("broken", digests.of(state), message=str(error)))
            continue
        after = digests.of(outcome.state)
        changes = () if outcome.state is state else difference(oracle.environment, state, outcome.state)
        state = outcome.state
        yield Step(call, _expectation(outcome, after, plan.names, tuple(map(told, changes))))


def _expectation(outcome: Outcome, after: str, names: str, changes: tuple[str, ...]) -> Expected:
    if outcome.invalid is not None:
        return Expected("invalid", after, fault=INVALID, names=names)
    if outcome.fault is not None:
        return Expected("fault", after, fault=outcome.fault, message=outcome.message, details=outcome.details)
    return Expected("success", after, result=outcome.result, changes=changes)


def told(change: RowChange) -> str:
    """A row change in words: `update bike B0001: status 'rented'`."""
    after = change.after or {}
    shown = ", ".join(f"{name} {after[name]!r}" for name in sorted(change.columns)) if change.op != "delete" else ""
    text = f"{change.op} {change.entity} {'/'.join(map(str, change.key))}" + (f": {shown}" if shown else "")
    return text if len(text) <= 300 else text[:299] + "…"


class _Digests:
    """Digests of states; reads and faults hand the same object on, which then costs nothing."""

    def __init__(self) -> None:
        self._state: State | None = None
        self._digest = ""
        self._digests = Digests()

    def of(self, state: State) -> str:
        if state is not self._state:
            self._state, self._digest = state, self._digests.of(state)
        return self._digest
