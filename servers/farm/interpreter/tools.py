"""A tool compiled: its arguments' door, its steps and its result."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from servers.farm import flow, scopes
from servers.farm.faults import NOT_AUTHENTICATED, needs_login
from servers.farm.interpreter.bindings import NEXT_CURSOR, Bindings, Evaluate
from servers.farm.interpreter.functions import shifted
from servers.farm.interpreter.outcome import Fault, Outcome, RaiseFault, compile_fault
from servers.farm.interpreter.plans import Plans, find_actor
from servers.farm.interpreter.results import Views, compile_result
from servers.farm.interpreter.rows import Rows
from servers.farm.interpreter.steps import CURSOR, LIMIT, compile_block
from servers.farm.interpreter.writes import CLEAR, Run
from servers.farm.model import (
    CollectStep,
    Delete,
    DeleteStep,
    Environment,
    FindStep,
    InsertElse,
    InsertStep,
    ReturnStep,
    Step,
    Tool,
    Update,
    UpdateStep,
)
from servers.farm.places import places
from servers.farm.scopes import Scope
from servers.farm.state import State
from servers.farm.surface import Inner, door, surface
from servers.farm.views import paged_search


@dataclass(frozen=True)
class CompiledTool:
    """What a call of one tool needs. `tick` is 0 for a tool that only reads."""

    environment: Environment
    enter: Callable[[Mapping[str, object]], dict[str, Inner]]
    derived: tuple[tuple[str, str], ...]
    unknown_actor: RaiseFault | None
    collected: tuple[str, ...]
    run: Run
    result: tuple[tuple[str, Evaluate], ...]
    changing: frozenset[str]
    tick: int

    def call(self, state: State, arguments: Mapping[str, object], rows: Rows) -> Outcome:
        """The outcome. Raises ArgumentProblem, OverflowError, DecimalException and BrokenRule."""
        return self.entered(state, self.enter(arguments), rows)

    def entered(self, state: State, given: Mapping[str, Inner], rows: Rows) -> Outcome:
        """The outcome of a call whose arguments are as the steps see them."""
        names = self.begin(given, rows)
        try:
            self.act(names)
        except Fault as fault:
            return Outcome(state, None, fault.code, fault.message, fault.details)
        result = self.answer(names)
        return Outcome(rows.result(shifted(state.clock, self.tick)) if self.tick else state, result)

    def begin(self, given: Mapping[str, Inner], rows: Rows) -> Bindings:
        """What the steps see before the first one: the parameters under their names, whose account it is, the rows.

        Derived parameters go by names that no expression has.
        """
        names: dict[str, Any] = dict(given)
        for name, hidden in self.derived:
            names[hidden] = names.pop(name)
        return Bindings(rows, find_actor(self.environment, rows), names | {name: [] for name in self.collected})

    def act(self, names: Bindings) -> None:
        """The steps but for `return`. Raises Fault."""
        if names.actor is None and self.unknown_actor is not None:
            raise self.unknown_actor(names, None)
        self.run(names)

    def answer(self, names: Bindings) -> dict[str, object]:
        """The result, after the steps."""
        return {name: value(names) for name, value in self.result}


def compile_tool(name: str, plans: Plans, views: Views) -> CompiledTool:
    """The tool, ready to be called."""
    environment = plans.environment
    tool = environment.tools[name]
    scope = scopes.start(environment, tool)
    walked = list(flow.walk(tool.steps, scope))
    paged = paged_search(tool)
    return CompiledTool(
        environment,
        door(environment, name),
        tuple((item.name, _HIDDEN[item.source]) for item in surface(environment, name) if item.source in _HIDDEN),
        compile_fault(NOT_AUTHENTICATED, scope, plans) if needs_login(environment, tool) else None,
        tuple(sorted({step.collect.into for step, _ in walked if isinstance(step, CollectStep)})),
        _traced(name, tool, scope, plans),
        tuple(_fields(tool, flow.through(tool.steps, scope), paged is not None, plans, views)),
        frozenset(_changing(walked, plans)),
        environment.clock.tick_seconds if any(_writes(step) for step, _ in walked) else 0,
    )


def _traced(name: str, tool: Tool, scope: Scope, plans: Plans) -> Run:
    """The steps; with a trace they know their places."""
    if plans.trace is None:
        return compile_block(tool.steps, tool, scope, plans)
    with plans.trace.tool(name, {id(place.step): place.path for place in places(plans.environment, tool)}):
        return compile_block(tool.steps, tool, scope, plans)


def _fields(tool: Tool, end: Scope, pages: bool, plans: Plans, views: Views) -> Iterator[tuple[str, Evaluate]]:
    last = tool.steps[-1]
    if isinstance(last, ReturnStep):
        for name, field in last.return_.items():
            yield name, compile_result(field, end, plans, views)
    if pages:
        yield "next_cursor", lambda names: names[NEXT_CURSOR]


def _writes(step: Step) -> bool:
    inserts = isinstance(step, FindStep) and isinstance(step.find.else_, InsertElse)
    return inserts or isinstance(step, InsertStep | UpdateStep | DeleteStep)


def _changing(walked: list[tuple[Step, Scope]], plans: Plans) -> Iterator[str]:
    """The entities of which the tool may update rows, also because rows that they refer to are deleted."""
    for step, scope in walked:
        if isinstance(step, UpdateStep):
            yield _entity(step.update, scope)
        if isinstance(step, DeleteStep):
            yield from _cleared(_entity(step.delete, scope), plans, set())


def _entity(step: Update | Delete, scope: Scope) -> str:
    found = scope.lookup(step.row) if step.row is not None else None
    return found.entity if found is not None else str(step.entity)


def _cleared(entity: str, plans: Plans, seen: set[str]) -> Iterator[str]:
    seen.add(entity)
    for reference in plans.table(entity).referring:
        if reference.on_delete == "clear":
            yield reference.owner
        elif reference.on_delete == "cascade" and reference.owner not in seen:
            yield from _cleared(reference.owner, plans, seen)


_HIDDEN: dict[str, str] = {"limit": LIMIT, "cursor": CURSOR, "clear": CLEAR}
