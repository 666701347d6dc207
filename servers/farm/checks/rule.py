"""What a rule is, and the environment as rules see it: every place of every tool, walked once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from servers.farm.effects import Effect, effects
from servers.farm.faults import FaultUse, fault_uses
from servers.farm.model import Environment, Tool
from servers.farm.places import Place, places
from servers.farm.problems import Problem


@dataclass(frozen=True)
class ToolPlace(Place):
    """One step of one tool."""

    tool_name: str = ""
    tool: Tool | None = None

    @property
    def where(self) -> str:
        """How the place is named to the author."""
        return f"tool '{self.tool_name}', {self.path}"


class Subject:
    """One environment under test; what several rules need is computed once."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment

    @cached_property
    def tools(self) -> dict[str, tuple[ToolPlace, ...]]:
        """Every tool's places, in order."""
        return {name: tuple(self._walk(name, tool)) for name, tool in self.environment.tools.items()}

    def _walk(self, name: str, tool: Tool) -> Iterator[ToolPlace]:
        for place in places(self.environment, tool):
            yield ToolPlace(place.path, place.step, place.scope, place.when, place.loops, place.known, name, tool)

    @cached_property
    def places(self) -> tuple[ToolPlace, ...]:
        """The places of all tools."""
        return tuple(place for found in self.tools.values() for place in found)

    @cached_property
    def effects(self) -> dict[str, tuple[Effect, ...]]:
        """Every tool's effects."""
        return {name: effects(self.environment, name) for name in self.environment.tools}

    @cached_property
    def fault_uses(self) -> dict[str, tuple[FaultUse, ...]]:
        """Every tool's faults."""
        return {name: fault_uses(self.environment, name) for name in self.environment.tools}

    def place(self, tool_name: str, path: str) -> ToolPlace:
        """The place of a tool that has this path; its first for the empty path."""
        found = self.tools[tool_name]
        return next((item for item in found if item.path == path), found[0])


@dataclass(frozen=True)
class Rule:
    """One static check: its letter in MODEL.md §3 (4) ("-" for the rules of §1), what it forbids, and the check."""

    letter: str
    forbids: str
    find: Callable[[Subject], Iterator[Problem]]
