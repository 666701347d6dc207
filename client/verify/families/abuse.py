"""Hostile input: a clear refusal or the predicted result, and nothing of the machinery in any answer."""

from collections.abc import Iterable

from client.answers import Answer
from client.errors import ServerError
from client.hostility import LINES
from client.leaks import LEAKS, leak
from client.verify import hostile
from client.verify.bench import Bench
from client.verify.cases import Plan
from client.verify.families.base import Family
from client.verify.findings import Finding
from client.verify.planning import Planner
from client.verify.play import Observation


class Hostile(Family):
    """Wrong types, huge values, injections, unknown names, noise: refused clearly, or taken as the text that it is."""

    name = "hostile"

    def plans(self, planner: Planner) -> Iterable[Plan]:
        """Every abuse on every parameter of every tool."""
        return hostile.plans(planner)

    def look(self, observation: Observation) -> Iterable[Finding]:
        """Errors of any case tell nothing of the machinery, unless it stood in the arguments."""
        if observation.answer.is_error:
            yield observation.finding(self.name, _leak(observation.answer, repr(observation.step.call.arguments)))

    def run(self, bench: Bench) -> Iterable[Finding]:
        """Calls of no tool, and lines that are no requests."""
        bench.stdio.witness.rewind()
        before = bench.stdio.witness.snapshot().digest
        for name in ("no_such_tool", "../server", "'; DROP TABLE x; --", "", "x" * 10_000):
            answer = bench.stdio.call(name, {})
            wrong = _leak(answer, name) if answer.is_error else f"a tool called {name[:40]!r} answers"
            yield self.found(f"tool {name[:20]!r}", wrong)
        for what, line in LINES:
            yield self.found(what, self._noise(bench, line))
        same = bench.stdio.witness.snapshot().digest == before
        yield self.found("state after noise", "" if same else "calls of no tool or noise changed the state")

    def _noise(self, bench: Bench, line: bytes) -> str:
        try:
            return "" if bench.process.survives(line) else "the server does not answer any more"
        except ServerError as error:
            return str(error)


def _leak(answer: Answer, sent: str) -> str:
    """What an error tells that no agent should see."""
    for text in (*answer.texts, answer.refused):
        if shown := leak(LEAKS, text, sent):
            return f"an error shows {shown[:60]!r}: {text[:200]}"
    return ""
