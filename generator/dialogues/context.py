"""What has happened so far in a dialogue that is being planned: the state, the results, and what is being talked about.

Planning runs on the interpreter; the calls are executed over MCP afterwards and have to give the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.graph import Output, outputs
from servers.farm.interpreter import Interpreter, Outcome
from servers.farm.model import Environment
from servers.farm.state import RowKey, State

Source = str
"""`user`, `result:CALL:PATH` (calls count from 1), `default` or `clock`."""


@dataclass(frozen=True)
class PlannedCall:
    """One call with its arguments, where each came from, and what it gives."""

    tool: str
    arguments: dict[str, object]
    sources: dict[str, Source]
    outcome: Outcome


@dataclass(frozen=True)
class Seen:
    """A value that a result showed: where, and in which call."""

    call: int
    path: str


@dataclass
class Context:
    """A dialogue in the making. `copy` before trying something that may fail."""

    interpreter: Interpreter
    state: State
    calls: list[PlannedCall] = field(default_factory=list)
    seen: dict[tuple[str, object], Seen] = field(default_factory=dict)
    """(root column, value) → where it was first shown."""
    focus: list[tuple[str, RowKey]] = field(default_factory=list)
    """The rows that the last turn was about, the main one first."""
    listed: frozenset[tuple[str, RowKey]] = frozenset()
    """The rows that the last turn listed, one of which may be taken up."""
    told: set[tuple[str, RowKey, str]] = field(default_factory=set)
    """(entity, key, column) that user or assistant has spoken of."""

    @property
    def environment(self) -> Environment:
        """The environment that is talked to."""
        return self.interpreter.environment

    def copy(self) -> "Context":
        """A context that can go another way; states are never changed, so they are shared."""
        return Context(
            self.interpreter,
            self.state,
            list(self.calls),
            dict(self.seen),
            list(self.focus),
            self.listed,
            set(self.told),
        )

    def call(self, tool: str, arguments: dict[str, object], sources: Mapping[str, Source]) -> Outcome:
        """Compute a call on the state and remember what its result shows."""
        outcome = self.interpreter.call(self.state, tool, arguments)
        self.calls.append(PlannedCall(tool, arguments, dict(sources), outcome))
        self.state = outcome.state
        if outcome.result is not None:
            self._remember(tool, outcome.result)
        return outcome

    def already(self, tool: str, arguments: Mapping[str, object]) -> int | None:
        """The number of an equal call since which nothing has changed, counted from 1; None if there is none."""
        for number, call in enumerate(self.calls, start=1):
            if call.outcome.state is self.state and (call.tool, call.arguments) == (tool, arguments):
                return number
        return None

    def _remember(self, tool: str, result: Mapping[str, object]) -> None:
        for output in outputs(self.environment, self.environment.tools[tool]):
            for path, value in values_at(result, output):
                self.seen.setdefault((output.root, value), Seen(len(self.calls), path))


def values_at(result: Mapping[str, object], output: Output) -> Iterator[tuple[str, object]]:
    """The scalar values that stand at an output's path, each with its own path (`tasks.0.task_id`)."""
    yield from _values(result, output.path, "")


def _values(value: object, path: tuple[str, ...], where: str) -> Iterator[tuple[str, object]]:
    if not path:
        if isinstance(value, str | int | float):
            yield where.lstrip("."), value
    elif path[0] == "*":
        for index, item in enumerate(value if isinstance(value, list) else ()):
            yield from _values(item, path[1:], f"{where}.{index}")
    elif isinstance(value, Mapping):
        yield from _values(value.get(path[0]), path[1:], f"{where}.{path[0]}")
