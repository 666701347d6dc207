"""Plays cases on a server and watches every call: the answer, and the state before and after it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from client.answers import Answer
from client.servers import Object
from client.verify.cases import Case, Step
from client.verify.findings import Finding
from client.witness import Snapshot
from servers.farm.state import RowChange


class Witness(Protocol):
    """Sees and rewinds a server's state without asking the server."""

    def snapshot(self) -> Snapshot:
        """The state now."""

    def rewind(self, world: Sequence[RowChange] = ()) -> None:
        """Back to the start state, with these changes on top."""

    def broken(self) -> list[str]:
        """What the database itself finds wrong."""


Caller = Callable[[str, Object], Answer]
"""Calls a tool with arguments."""


@dataclass(frozen=True)
class Target:
    """A server under test: how it is called and who watches its state."""

    call: Caller
    witness: Witness


@dataclass(frozen=True)
class Observation:
    """One call of a case as it went."""

    case: Case
    index: int
    answer: Answer
    before: Snapshot
    after: Snapshot
    target: Target

    @property
    def step(self) -> Step:
        """What was called and expected."""
        return self.case.steps[self.index]

    @property
    def is_last(self) -> bool:
        """Whether this call is what the case is about."""
        return self.index == len(self.case.steps) - 1

    def finding(self, family: str, what: str = "") -> Finding:
        """A finding about this call; what is wrong carries the calls that repeat it."""
        calls = tuple(step.call for step in self.case.steps[: self.index + 1]) if what else ()
        tool = self.step.call.tool
        return Finding(family, f"{tool}: {what}" if what else "", self.case.id, calls, tool)


Watch = Callable[[Observation], Iterable[Finding]]


def observe(case: Case, target: Target) -> Iterator[Observation]:
    """Play a case from the start state, one observation per call."""
    target.witness.rewind(case.world)
    before = target.witness.snapshot()
    for index, step in enumerate(case.steps):
        answer = target.call(step.call.tool, step.call.arguments)
        after = target.witness.snapshot()
        yield Observation(case, index, answer, before, after, target)
        before = after


def play(case: Case, target: Target, watches: Sequence[Watch]) -> Iterator[Finding]:
    """All that the watches say of a case. It ends at the first call that went wrong: what follows it would too."""
    for observation in observe(case, target):
        findings = [finding for watch in watches for finding in watch(observation)]
        yield from findings
        if any(finding.what for finding in findings):
            return
