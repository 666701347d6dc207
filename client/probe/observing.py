"""What can be seen of a server's state: the answers of easy reads; and what kind of difference two answers have."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise, zip_longest
from typing import Literal

from client.probe.findings import Call
from client.probe.session import Exchange, Session
from client.probe.tools import Tool

MOST = 12
"""How many reads stand for the state."""
SLOWEST = 1.0
"""Seconds that such a read may take."""
Difference = Literal["time", "chance", "number", "other"]
Look = Mapping[str, str]
"""Answers by the call that gave them."""

_TOKEN = re.compile(
    r"(?P<time>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z| ?[+-]\d\d:?\d\d)?)?"
    r"|\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b|\b\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?[AP]M)?\b"
    r"|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b|\b(?:GMT|UTC)(?:[+-]\d+(?::\d\d)?)?\b)"
    r"|(?P<id>\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b(?=[a-z]*\d)[0-9a-f]{8,}\b"
    r"|\b(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9_-]{10,}\b)"
    r"|(?P<number>-?\d+(?:\.\d+)?)|(?P<word>\w+|[^\w\s])",
)


@dataclass
class Observers:
    """The reads that stand for the state, each with arguments that it answered and an answer that stays the same."""

    session: Session
    calls: list[tuple[Tool, Call]] = field(default_factory=list)

    def settle(self, reads: Sequence[tuple[Tool, Exchange]]) -> None:
        """Choose among reads that have answered: those that answer the same when they are asked twice in a row."""
        self.calls = []
        for tool, made in reads:
            if len(self.calls) == MOST or not made.good or made.answer.seconds > SLOWEST:
                continue
            first = self.session.call(tool, made.call.arguments)
            if first.good and self.session.call(tool, made.call.arguments).text == first.text:
                self.calls.append((tool, made.call))

    def drop(self, tools: Sequence[str]) -> None:
        """Look no longer through tools that change what they look at."""
        self.calls = [(tool, call) for tool, call in self.calls if tool.name not in tools]

    def look(self, *, without: str = "") -> Look:
        """What they all answer now."""
        found = {}
        for tool, call in self.calls:
            if tool.name != without:
                found[str(call)] = self.session.call(tool, call.arguments).text
        return found

    def of(self, look: Look, changed: Look) -> list[tuple[Tool, Call]]:
        """Those whose answers are not the same in both looks."""
        keys = {key for key in look if key in changed and look[key] != changed[key]}
        return [(tool, call) for tool, call in self.calls if str(call) in keys]


def difference(first: str, second: str) -> set[Difference]:
    """What kinds of difference two answers have: times near now, ids made by chance, numbers, anything else."""
    if first == second:
        return set()
    ours, theirs = list(_tokens(first)), list(_tokens(second))
    if len(ours) != len(theirs):
        return {"other"}
    return {_kind(one, other) for one, other in zip(ours, theirs, strict=True) if one != other}


def _kind(one: tuple[str, str], other: tuple[str, str]) -> Difference:
    if one[0] == other[0] == "time" or (_is_now(one[1]) and _is_now(other[1])):
        return "time"
    if {one[0], other[0]} <= {"id", "number", "word"} and "id" in (one[0], other[0]) and _alike(one[1], other[1]):
        return "chance"
    return "number" if one[0] == other[0] == "number" else "other"


def _alike(one: str, other: str) -> bool:
    """Whether two ids are of one make."""
    return abs(len(one) - len(other)) <= 2


def _is_now(text: str) -> bool:
    """Whether a number is a point in time of these days, in seconds, milliseconds, micro- or nanoseconds since 1970."""
    try:
        value = float(text)
    except ValueError:
        return False
    now = datetime.now(UTC).timestamp()
    near = timedelta(days=2).total_seconds()
    return any(abs(value / 10**digits - now) < near for digits in (0, 3, 6, 9))


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(text[:50_000]):
        yield str(match.lastgroup), match.group()


def counts_up(texts: Sequence[str]) -> bool:
    """Whether answers to the same call differ in one number only, which is one more each time."""
    rows = [list(_tokens(text)) for text in texts]
    if len({len(row) for row in rows}) != 1:
        return False
    columns = [column for column in zip_longest(*rows) if len(set(column)) > 1]
    return bool(columns) and all(_is_count(column) for column in columns)


def _is_count(column: Sequence[tuple[str, str]]) -> bool:
    if any(group != "number" or "." in text for group, text in column):
        return False
    numbers = [int(text) for _, text in column]
    return all(after - before == 1 for before, after in pairwise(numbers))
