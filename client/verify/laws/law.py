"""What a law is, and the trials that it is put to: calls on a rewound server, kept so that they can be repeated."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from client.answers import INVALID, Answer
from client.servers import Json, Object
from client.verify.cases import Call, Case
from client.verify.contract import Contract
from client.verify.laws.reading import Path, Reader, Reading, Shown
from client.verify.play import Target

PAGES = 40
"""How many pages of a list are turned at most."""


@dataclass
class Trial:
    """A server, and the calls that were made of it since it was rewound."""

    target: Target
    reading: Reading
    calls: list[Call] = field(default_factory=list)

    def begin(self, case: Case) -> None:
        """Rewind, and make the calls of a case that come before the one it is about."""
        self.target.witness.snapshot()  # a witness that is not asked need not know that there is anything to rewind
        self.target.witness.rewind(case.world)
        self.calls = []
        for step in case.steps[:-1]:
            self.call(step.call.tool, step.call.arguments)

    def call(self, tool: str, arguments: Object) -> Answer:
        """Make a call."""
        self.calls.append(Call(tool, arguments))
        return self.target.call(tool, arguments)

    def got(self, reader: Reader, arguments: Object) -> tuple[Answer, Shown | None]:
        """What a tool that gets a row answers, and the row."""
        answer = self.call(reader.tool, arguments)
        return answer, next(iter(self.reading.rows(reader, answer.structured)), None)

    def listed(self, reader: Reader, arguments: Object) -> list[Shown] | None:
        """All rows of a list, turned by the server's own cursors; None for an error, or a list that is too long."""
        pages = list(self.pages(reader.tool, arguments))
        last = pages[-1]
        if last is None or last.get("next_cursor") is not None:
            return None
        return [row for page in pages for row in self.reading.rows(reader, page)]

    def pages(self, tool: str, arguments: Object) -> Iterator[Object | None]:
        """The pages of a list; None for an error, which ends them."""
        cursor: Json = None
        for _ in range(PAGES):
            given = arguments if cursor is None else {**arguments, "cursor": cursor}
            page = self.call(tool, given).structured
            yield page
            cursor = None if page is None else page.get("next_cursor")
            if cursor is None:
                return


class Law:
    """Something that holds between calls, whatever the steps say. What is expected comes from the server's own answers.

    The declared behaviour only decides whether a law applies to a tool, and which calls to try it with.
    """

    name: ClassVar[str]

    def __init__(self, contract: Contract, cases: Sequence[Case], target: Target, reading: Reading) -> None:
        self.contract, self.environment, self.cases, self.reading = contract, contract.environment, cases, reading
        self.trial = Trial(target, reading)

    def applies(self, tool: str) -> bool:
        """Whether the law says anything of a tool."""
        raise NotImplementedError

    def broken(self, tool: str, case: Case) -> str | None:
        """What breaks the law when the tool is called as in a case; empty if nothing does, None if it says nothing."""
        raise NotImplementedError

    def verdicts(self) -> Iterator[tuple[str, str, tuple[Call, ...]]]:
        """Each tool to which the law applies, what breaks it, and the calls that show it."""
        for tool in filter(self.applies, self.environment.tools):
            said = [(what, tuple(self.trial.calls)) for case in self.tried(tool) for what in [self._broken(tool, case)]]
            wrong = next(((what, calls) for what, calls in said if what), None)
            if wrong is not None:
                yield tool, *wrong
            elif any(what is not None for what, _ in said):
                yield tool, "", ()

    def _broken(self, tool: str, case: Case) -> str | None:
        """What breaks the law. A server may show a text where others have a number, which nothing can be ordered by."""
        try:
            return self.broken(tool, case)
        except TypeError as error:
            return f"what it shows cannot be compared: {error}"

    def tried(self, tool: str) -> list[Case]:
        """The calls of a tool to try the law with: the first, and the one with the most arguments."""
        good = self.good(tool)
        most = max(good, key=lambda case: len(case.steps[-1].call.arguments), default=None)
        return [*good[:1], *([most] if most is not None and most not in good[:1] else [])]

    def good(self, tool: str) -> list[Case]:
        """The cases of a tool whose calls all succeed, those with the fewest calls first, and from the start state."""
        own = [case for case in self.cases if case.tool == tool and case.family == "success"]
        good = [case for case in own if all(step.expected.outcome == "success" for step in case.steps)]
        return sorted((case for case in good if not case.world), key=lambda case: len(case.steps)) or good


def differs(before: Shown, after: Shown, on: Callable[[Path], bool] = lambda _path: True) -> str:
    """The first of these columns that two answers show of a row with different values."""
    for path in (path for path in before.values if path in after.values and on(path)):
        if before.values[path] != after.values[path]:
            return f"{'.'.join(path)} is {before.values[path]!r} in one answer and {after.values[path]!r} in another"
    return ""


def is_fault(answer: Answer) -> bool:
    """Whether an answer is a declared fault, and no refusal of arguments or breakdown."""
    return answer.is_error and bool(answer.error) and answer.error.get("error") not in (INVALID, "internal_error")
