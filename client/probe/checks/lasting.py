"""What shows only over time: memory that grows, a process that does not end, processes that are left behind."""

import time
from collections.abc import Iterator, Sequence

from client.probe.checks.base import Check, Probe
from client.probe.findings import Finding
from client.probe.session import Exchange
from client.processes import resident
from client.servers import Process

SHUTDOWN = "MCP 2025-11-25, Lifecycle, Shutdown"
ROUNDS, PER_ROUND = 4, 60
SECONDS = 6.0
"""How long calls are repeated at most."""
LEAST = 2 * 2**20
"""Bytes by which memory must grow in every round."""
SLOW = 0.1


class Memory(Check):
    """The same reads again and again: memory that grows as fast at the end as at the beginning is lost."""

    name = "memory"
    asks = "does memory stay the same"
    of_processes = True

    def run(self, probe: Probe) -> Iterator[Finding]:
        """Rounds of all cheap reads in turn; then, if all rounds grow, as many again, and then each tool alone."""
        reads = [made for _, made in probe.survey.usable([tool for tool in probe.tools if tool.reads])]
        cheap = [made for made in reads if made.answer.seconds < SLOW]
        if not cheap or probe.session.options.calls - len(probe.session.exchanges) < 3 * ROUNDS * PER_ROUND:
            return
        self._round(probe, cheap)  # what is loaded and kept once
        first = self._growth(probe, cheap)
        if min(first) < LEAST:
            return
        second = self._growth(probe, cheap)
        if min(second) < LEAST or sum(second) < sum(first) / 2:
            return
        blamed = max(cheap, key=lambda made: self._round(probe, [made]))
        each = sum(second) // (ROUNDS * PER_ROUND)
        what = f"keeps about {each // 1024:,} kB of memory with each call, for ever"
        grown = [sum(rounds) // 2**20 for rounds in (first, second)]
        got = f"{grown[0]} MB more after {ROUNDS * PER_ROUND} calls, {grown[1]} MB more after as many again"
        advice = "look for what is added to and never removed: caches without a limit, lists of requests"
        yield self.about(blamed, "warning", "memory", what, advice, calls=(blamed.call,), got=got)

    def _growth(self, probe: Probe, cheap: Sequence[Exchange]) -> list[int]:
        """Bytes that were added in each round; a single 0 if the time is over before."""
        found, end = [], time.monotonic() + SECONDS
        for _ in range(ROUNDS):
            if time.monotonic() > end:
                return [0]
            found.append(self._round(probe, cheap))
        return found

    def _round(self, probe: Probe, cheap: Sequence[Exchange]) -> int:
        """Bytes that were added by so many calls; 0 if the process is another one afterwards."""
        process = probe.session.link()
        assert isinstance(process, Process)
        before = resident(process.mark)
        for number in range(PER_ROUND):
            call = cheap[number % len(cheap)].call
            probe.session.call(call.tool, call.arguments)
            self.looked += 1
        return resident(process.mark) - before if probe.session.link() is process else 0


class Shutdown(Check):
    """A host closes stdin and expects the server to end, with whatever it has started."""

    name = "shutdown"
    asks = "does it end when its input closes, and leave nothing behind"
    of_processes = True
    passive = True

    def run(self, probe: Probe) -> Iterator[Finding]:
        """Every process of this probe that had answered to the end."""
        probe.session.close()
        ended = probe.session.closed
        self.looked = len(ended)
        if lingered := [process for process in ended if process.lingered]:
            seconds = lingered[0].limits.stop
            times = f"{len(lingered)} of {len(ended)} times"
            what = f"was still there {seconds:g} seconds after its input had been closed ({times})"
            yield self.finding("warning", "lingers", what, "end when stdin ends", spec=SHUTDOWN)
        if left := [process for process in ended if process.left]:
            what = f"left {len(left[0].left)} processes behind when it ended ({len(left)} of {len(ended)} times)"
            yield self.finding("error", "leaves processes", what, "end what you have started", spec=SHUTDOWN)


class Survival(Check):
    """Calls after which there was no answer: the server ended, hung, or sent what nobody can read."""

    name = "survival"
    asks = "is every call answered"

    def run(self, probe: Probe) -> Iterator[Finding]:
        """Each tool's first such call, repeated on a fresh process to see whether it is the cause."""
        exchanges = list(probe.session.exchanges)
        self.looked = len(exchanges)
        told: set[tuple[str, str]] = set()
        for made in exchanges:
            if made.lost is None or (key := (made.call.tool, type(made.lost).__name__)) in told:
                continue
            told.add(key)
            yield self._told(probe, made)

    def _told(self, probe: Probe, made: Exchange) -> Finding:
        assert made.lost is not None
        kind, advice = _ADVICE.get(type(made.lost).__name__, ("lost", "look at its log"))
        again = None
        if probe.session.left > probe.session.options.call:
            probe.session.open({})
            again = probe.session.call(made.call.tool, made.call.arguments)
        times = "" if again is None else "; again on a fresh process" if again.lost else "; not so on a fresh process"
        state = " and still answered 'ping'" if made.alive else ""
        got = f"{made.lost.what}{state}{times}; {made.lost.hint}"
        once = again is not None and again.lost is None
        if once and kind == "hang":  # a busy machine does that too
            return self.about(made, "note", "slow", "once gave no answer within the limit", advice, got=got)
        return self.about(made, "error", kind, _WHAT[kind], advice, got=got)


_ADVICE = {
    "ServerExitedError": ("crash", "catch what goes wrong in a tool and answer with isError"),
    "ServerSilentError": ("hang", "give what may take long a time limit, and report progress meanwhile"),
    "ServerGarbledError": ("unreadable", "page large results, and write nothing else to stdout"),
}
_WHAT = {
    "crash": "ends the server",
    "hang": "gives no answer within the limit",
    "unreadable": "sends an answer that cannot be read",
    "lost": "gives no answer",
}
