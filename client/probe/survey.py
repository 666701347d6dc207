"""The first acquaintance: each tool is called until arguments are found that it takes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from client.probe.arguments import Maker
from client.probe.knowledge import Knowledge
from client.probe.session import Exchange, Session
from client.probe.tools import Tool, Verb
from client.servers import Object

SHARE = 1 / 4
"""What one tool may have of the whole time."""
ROUNDS = 4
"""How often it is attempted to find arguments that a tool takes: what others answer meanwhile may help."""
PATIENCE = 2
"""How often a tool may give no answer until it is called no more."""


ORDER: Sequence[Verb] = ("create", "", "read", "update", "delete")
"""Creators first, so that there is something to read and change; what deletes last."""


def by_verb(tools: Iterable[Tool]) -> list[Tool]:
    """Tools in the order in which they find what they need."""
    return sorted(tools, key=lambda tool: ORDER.index(tool.verb))


@dataclass
class Survey:
    """What each tool has answered to arguments that we made."""

    session: Session
    tools: Sequence[Tool]
    maker: Maker
    good: dict[str, Exchange] = field(default_factory=dict)
    """Of each tool that has done what it was asked: the last such call."""
    rounds: dict[str, int] = field(default_factory=dict)
    """How often each tool has been attempted."""

    @property
    def knowledge(self) -> Knowledge:
        """What the answers have shown."""
        return self.maker.knowledge

    @property
    def reads(self) -> list[tuple[Tool, Exchange]]:
        """The tools that are there to read and have answered, those that need the fewest arguments first."""
        found = [(tool, self.good[tool.name]) for tool in self.tools if tool.reads and tool.name in self.good]
        return sorted(found, key=lambda item: len(item[1].call.arguments))

    def of_reads(self) -> None:
        """Call what is there to read, easy ones first, once more what failed before others were asked."""
        reads = sorted((tool for tool in self.tools if tool.reads), key=lambda tool: len(tool.required))
        for tool in (*reads, *reads):
            if tool.name not in self.good:
                self.attempt(tool)

    def of_rest(self) -> None:
        """Call everything that has not succeeded yet: what creates first, what deletes last."""
        for tool in by_verb(self.tools):
            if tool.name not in self.good and self.rounds.get(tool.name, 0) < ROUNDS:
                self.attempt(tool)

    def attempt(self, tool: Tool) -> Exchange | None:
        """Call a tool with different arguments until it does what it is asked; None if it never does."""
        self.rounds[tool.name] = self.rounds.get(tool.name, 0) + 1
        for arguments in self.maker.attempts(tool):
            if (made := self.call(tool, arguments)) is None:
                return None
            if made.good:
                return made
        return None

    def current(self, tool: Tool) -> Exchange | None:
        """A call that the tool takes now: the one that it has taken, or another if that is out of date."""
        good = self.good.get(tool.name)
        made = None if good is None else self.call(tool, good.call.arguments)
        return made if made is not None and made.good else self.attempt(tool)

    def call(self, tool: Tool, arguments: Object) -> Exchange | None:
        """One call, learned from; None for a tool that has not answered twice."""
        if not self.callable(tool):
            return None
        made = self.session.call(tool, arguments)
        if made.good:
            self.good[tool.name] = made
            self.knowledge.learn(tool, made.answer)
            self.knowledge.accepted(tool, arguments)
        return made

    def callable(self, tool: Tool) -> bool:
        """Whether a tool may be called: it answers, has not taken too much of the time, and if only reading is allowed,
        says that it only reads."""
        if (
            self.session.hung.get(tool.name)
            or self.session.took.get(tool.name, 0.0) > self.session.options.timeout * SHARE
        ):
            return False
        return tool.says_it_reads or not self.session.options.read_only

    def usable(self, tools: Iterable[Tool] | None = None) -> list[tuple[Tool, Exchange]]:
        """The tools that have succeeded and still answer, with the call that did."""
        return [
            (tool, self.good[tool.name])
            for tool in (self.tools if tools is None else tools)
            if tool.name in self.good and self.callable(tool)
        ]
