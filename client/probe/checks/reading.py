"""Whether reads leave the state alone, and whether they answer the same after a restart."""

import time
from collections.abc import Iterator, Mapping, Sequence

from client.probe.checks.base import Check, Probe, answered
from client.probe.findings import Call, Finding, cut
from client.probe.observing import Difference, counts_up, difference
from client.probe.session import Exchange
from client.probe.tools import Tool
from client.servers import Object, RefusedRequest

HINTS = "MCP 2025-11-25, Schema, ToolAnnotations"
ELSEWHERE: Mapping[str, str] = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati"}
"""Another machine: another order of sets, and a local day that is never UTC's minus twelve hours."""
HERE: Mapping[str, str] = {"PYTHONHASHSEED": "0", "TZ": "Etc/GMT+12"}
_VARIABLES = (HERE["TZ"], ELSEWHERE["TZ"])
APART = 1.1
"""Seconds between a call and its repetition, so that a clock that shows seconds shows another one."""
ALL_DIFFERENT = frozenset({"time", "chance"})


class Restart(Check):
    """The same reads on two fresh processes, whose clock, time zone and hash seed differ: the same answers?

    Runs before anything is written. A tool that says that it tells the time or draws by chance is expected to differ.
    """

    name = "restart"
    asks = "do reads answer the same after a restart"

    def run(self, probe: Probe) -> Iterator[Finding]:
        """Every read, in the same order both times."""
        probe.survey.of_reads()
        made = [item for item in probe.session.exchanges if item.session == probe.session.opened and item.lost is None]
        before = [item for item in made if probe.tool(item.call.tool).reads]
        if not before:
            return
        time.sleep(APART)
        probe.session.open(ELSEWHERE)
        reported: set[str] = set()
        for first, second, kinds in self._repeated(probe, before):
            if first.call.tool not in reported and (found := self._told(probe, first, second, kinds)) is not None:
                reported.add(first.call.tool)
                yield found

    def _repeated(
        self, probe: Probe, before: Sequence[Exchange]
    ) -> Iterator[tuple[Exchange, Exchange, set[Difference]]]:
        for first in before:
            self.looked += 1
            second = probe.session.call(first.call.tool, first.call.arguments)
            shows_variables = any(value in first.text + second.text for value in _VARIABLES)
            if second.lost is None and first.text != second.text and not shows_variables:
                yield first, second, difference(first.text, second.text)

    def _told(self, probe: Probe, first: Exchange, second: Exchange, kinds: set[Difference]) -> Finding | None:
        tool = probe.tool(first.call.tool)
        got = _both(first, second)
        if kinds <= {"time"}:
            if tool.is_about_time:
                return None
            what = "depends on the clock or the time zone: its answer differs after a restart in nothing but times"
            advice = "take the time from the state or an argument, or say in the description that it is the current one"
            return self.about(first, "warning", "clock", what, advice, got=got)
        if kinds <= ALL_DIFFERENT or tool.is_about_chance:
            if tool.is_about_chance or tool.is_about_time:
                return None
            what = "gives other ids after a restart, though nothing was written"
            advice = "keep the ids with the rows; what an agent has noted down is worthless otherwise"
            return self.about(first, "warning", "chance", what, advice, got=got)
        if tool.is_about_time or tool.hints.get("openWorldHint") or self._is_live(probe, second):
            return None
        what = "answers the same question differently after a restart, though nothing was written"
        return self.about(
            first, "warning", "restart", what, "sort results, and seed what is made at the start", got=got
        )

    def _is_live(self, probe: Probe, made: Exchange) -> bool:
        """Whether it answers differently even at once: what it shows changes by itself."""
        again = probe.session.call(made.call.tool, made.call.arguments)
        return again.text != made.text


class Reads(Check):
    """A read changes neither what other reads show nor a count in its own answer."""

    name = "reads"
    asks = "do tools that read change nothing"

    def run(self, probe: Probe) -> Iterator[Finding]:
        """Each tool that is there to read, between two looks at everything else."""
        probe.survey.of_rest()
        probe.survey.of_reads()
        probe.observers.settle(probe.survey.reads)
        for tool, _ in probe.survey.usable([tool for tool in probe.tools if tool.reads]):
            if (made := probe.survey.current(tool)) is None:
                continue
            self.looked += 1
            found = self._changes(probe, tool, made) or self._counts(probe, tool, made)
            if found is not None:
                yield found
                probe.observers.drop([tool.name])

    def _changes(self, probe: Probe, tool: Tool, made: Exchange) -> Finding | None:
        observers = probe.observers
        before = observers.look(without=tool.name)
        probe.survey.call(tool, made.call.arguments)
        after = observers.look(without=tool.name)
        for _, seen in observers.of(before, after):
            if (shown := self._confirmed(probe, made, seen)) is not None:
                return self._told(tool, made, (seen, made.call, seen), shown, f"changes what '{seen.tool}' shows")
        return None

    def _confirmed(self, probe: Probe, made: Exchange, seen: Call) -> str | None:
        """What a read shows before and after the call, if it differs, and is steady before and after it."""
        first, second = (probe.session.call(seen.tool, seen.arguments) for _ in range(2))
        for arguments in self._variants(probe, made):
            probe.session.call(made.call.tool, arguments)
            third, fourth = (probe.session.call(seen.tool, seen.arguments) for _ in range(2))
            steady = first.good and third.good and first.text == second.text and third.text == fourth.text
            if steady and difference(second.text, third.text) - {"time"}:
                return _both(second, third)
        return None

    def _variants(self, probe: Probe, made: Exchange) -> Iterator[Object]:
        """The arguments again, which may have no second effect, and others."""
        yield made.call.arguments
        yield from probe.survey.maker.attempts(probe.tool(made.call.tool))

    def _counts(self, probe: Probe, tool: Tool, made: Exchange) -> Finding | None:
        """Whether its own answer counts its calls: asked after pauses of different lengths, so that no clock does."""
        texts = []
        for pings in (0, 2, 7, 1):
            for _ in range(pings):
                self._ping(probe)
            texts.append(probe.session.call(tool, made.call.arguments).text)
        if not counts_up(texts):
            return None
        got = " | ".join(cut(text, 100) for text in texts)
        return self._told(tool, made, (made.call,) * len(texts), got, "counts up in its own answer with each call")

    def _ping(self, probe: Probe) -> None:
        try:
            probe.session.link().request("ping")
        except RefusedRequest:
            return

    def _told(self, tool: Tool, made: Exchange, calls: Sequence[Call], got: str, what: str) -> Finding:
        if tool.says_it_reads:
            advice = "change nothing there, or set readOnlyHint to false"
            return self.about(
                made, "error", "readOnlyHint", f"says readOnlyHint and {what}", advice, spec=HINTS, calls=calls, got=got
            )
        advice = "change nothing when somebody only looks, or say in the description what changes"
        return self.about(made, "warning", "read", f"is called a read and {what}", advice, calls=calls, got=got)


def _both(first: Exchange, second: Exchange) -> str:
    """Two answers from a little before the place where they part."""
    one, other = cut(answered(first), 5_000), cut(answered(second), 5_000)
    start = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
    start = max(0, start - 40)
    return f"{cut(one[start:], 120)} | then: {cut(other[start:], 120)}"
