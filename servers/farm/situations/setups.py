"""Short sequences of other calls that may bring about what the start state does not have."""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from servers.farm.effects import effects
from servers.farm.faults import login_tool
from servers.farm.mentions import mentioned
from servers.farm.places import places
from servers.farm.situations.situation import Call
from servers.farm.state import State, difference

if TYPE_CHECKING:
    from servers.farm.situations.finder import Finder

Setup = tuple[tuple[Call, ...], State]

_CALLS_PER_TOOL = 6
_TRIES_PER_TOOL = 14
_SECOND_CALLS = 24
_FIRST_CALLS = 60


class Setups:
    """What one or two calls make of a state; the first calls are worked out once for all tools."""

    def __init__(self, finder: "Finder", state: State) -> None:
        self.finder, self.state = finder, state
        self.environment = finder.environment

    def for_tool(self, tool: str, depth: int) -> Iterator[Setup]:
        """Setups of one call that touch what the tool looks at, then some of two calls."""
        if depth < 1:
            return
        near = self._near(tool)
        first = [(call, after) for call, after, touched in self._first if touched & near]
        for call, after in first[:_FIRST_CALLS]:
            yield (call,), after
        if depth > 1:
            yield from islice(self._second(first, near), _SECOND_CALLS)

    def _second(self, first: list[tuple[Call, State]], near: frozenset[str]) -> Iterator[Setup]:
        for call, after in first:
            for tool in self._writers:
                if tool != call.tool and self._touched(tool) & near:
                    for second, last in islice(self._successes(after, tool), 1):
                        yield (call, second), last

    @cached_property
    def _first(self) -> list[tuple[Call, State, frozenset[str]]]:
        """Calls that succeed at once, a login first, each with the state afterwards and the entities it touched."""
        return [
            (call, after, self._touched(tool))
            for tool in self._writers
            for call, after in islice(self._successes(self.state, tool), _CALLS_PER_TOOL)
        ]

    def _successes(self, state: State, tool: str) -> Iterator[tuple[Call, State]]:
        """Successful calls that change the state in different ways."""
        seen: set[object] = set()
        for arguments in islice(self.finder.succeeding(state, tool), _TRIES_PER_TOOL):
            outcome = self.finder.outcome(state, tool, arguments)
            if outcome is None or not outcome.succeeded:
                continue
            changes = difference(self.environment, state, outcome.state)
            kind = (self._signed_in(outcome.state), *((item.entity, item.op, repr(item.key)) for item in changes))
            if kind not in seen:
                seen.add(kind)
                yield Call(tool, arguments), outcome.state

    def _signed_in(self, state: State) -> str:
        session = self.environment.actor.session if self.environment.actor else None
        return repr(state.rows.get(session or "", {}))

    @cached_property
    def _writers(self) -> list[str]:
        """Tools that write, the login first."""
        login = login_tool(self.environment)
        names = [name for name in self.environment.tools if effects(self.environment, name)]
        return sorted(names, key=lambda name: name != login)

    def _touched(self, tool: str) -> frozenset[str]:
        found = frozenset(effect.entity for effect in effects(self.environment, tool))
        session = self.environment.actor.session if self.environment.actor else None
        return found | ({"actor"} if session in found else set())

    def _near(self, tool: str) -> frozenset[str]:
        """The entities whose rows the tool finds, searches, counts or is refused by."""
        found: set[str] = set()
        for place in places(self.environment, self.environment.tools[tool]):
            inner = next(iter(place.step.model_dump().values()))
            if isinstance(inner, dict) and isinstance(inner.get("entity"), str):
                found.add(inner["entity"])
            found |= mentioned(place.step) & {*self.environment.entities, "actor"}
        found |= {effect.entity for effect in effects(self.environment, tool)} | {"actor"}
        referring = {
            name
            for name, entity in self.environment.entities.items()
            for column in entity.columns.values()
            if column.kind == "reference" and column.to in found
        }
        return frozenset(found | referring)
