"""What holds over many calls and many worlds: integrity after random walks, determinism, isolation."""

from collections.abc import Iterable, Iterator

from client.verify.bench import Bench
from client.verify.cases import Case, Plan
from client.verify.comparing import first_difference, mismatch
from client.verify.contract import Contract
from client.verify.families.base import Family
from client.verify.findings import Finding
from client.verify.planning import Planner
from client.verify.play import Observation, Target, observe
from servers.farm.effects import Effect
from servers.farm.interpreter import Interpreter
from servers.farm.model import EnumColumn
from servers.farm.state import RowChange, State, difference

WALKS = 2
LENGTH = 200


class Integrity(Family):
    """References, checks, invariants and transitions hold after every write, in the cases and in random walks."""

    name = "integrity"

    def __init__(self, contract: Contract) -> None:
        super().__init__(contract)
        self._interpreter = Interpreter(contract.environment)

    def plans(self, planner: Planner) -> Iterable[Plan]:
        """Random walks, most of whose calls succeed."""
        for number in range(WALKS):
            yield planner.walk(number, LENGTH)

    def watch(self, observation: Observation) -> Iterable[Finding]:
        """The database after a call that changed it."""
        if observation.before.digest == observation.after.digest:
            return
        yield observation.finding(self.name, "; ".join(observation.target.witness.broken()[:3]))
        yield observation.finding(self.name, self._broken_invariant(observation.after.state))
        yield observation.finding(self.name, self._broken_transition(observation))

    def _broken_invariant(self, state: State) -> str:
        for entity, key, text in self._interpreter.invariants(state):
            return f"the invariant '{text}' does not hold for {entity} {'/'.join(map(str, key))}"
        return ""

    def _broken_transition(self, observation: Observation) -> str:
        changes = difference(self.contract.environment, observation.before.state, observation.after.state)
        declared = self.contract.effects.get(observation.step.call.tool, ())
        wrong = (found for change in changes for found in self._transitions(change, declared))
        return next(wrong, "")

    def _transitions(self, change: RowChange, declared: Iterable[Effect]) -> Iterator[str]:
        """The status changes of one row that its table does not allow; a call may make several in a row."""
        if change.op != "update" or change.before is None or change.after is None:
            return
        for name, column in self.contract.environment.entities[change.entity].columns.items():
            writes = sum(item.entity == change.entity and name in item.possible for item in declared)
            if not isinstance(column, EnumColumn) or column.transitions is None or writes > 1:
                continue
            was, now = change.before[name], change.after[name]
            if was != now and now not in column.transitions.get(str(was), ()):
                yield f"{change.entity}.{name} went from {was} to {now}, which is no declared transition"


class Determinism(Family):
    """The same walk again, on a rewound world and in another process, gives the same bytes."""

    name = "determinism"

    def run(self, bench: Bench) -> Iterable[Finding]:
        """Each walk on the first server twice, then on the second."""
        for walk in bench.cases_of("integrity"):
            once = list(_bytes(walk, bench.first))
            yield self._same(walk, once, list(_bytes(walk, bench.first)), "the same server after a rewind")
            yield self._same(walk, once, list(_bytes(walk, bench.second)), "a second server")

    def _same(self, walk: Case, once: list[list[str]], again: list[list[str]], where: str) -> Finding:
        for number, (left, right) in enumerate(zip(once, again, strict=True)):
            if left != right:
                what = f"call {number + 1} of the walk differs on {where}: {first_difference(left, right)}"
                return Finding(self.name, what, walk.id, tuple(step.call for step in walk.steps[: number + 1]))
        return Finding(self.name, case=walk.id)


def _bytes(walk: Case, target: Target) -> Iterator[list[str]]:
    """Every answer of a walk as it came, and the digest after it."""
    for observation in observe(walk, target):
        yield [*observation.answer.texts, observation.answer.refused, observation.after.digest]


class Isolation(Family):
    """Two servers on two files, called in turn, do not see each other."""

    name = "isolation"

    def run(self, bench: Bench) -> Iterable[Finding]:
        """Two different walks, one step here and one step there; each must go as if it were alone."""
        walks = bench.cases_of("integrity")
        if len(walks) < 2:
            return
        here, there = observe(walks[0], bench.first), observe(walks[1], bench.second)
        for one, other in zip(here, there, strict=True):
            for observation in (one, other):
                yield observation.finding(self.name, self._disturbed(observation))

    def _disturbed(self, observation: Observation) -> str:
        expected = observation.step.expected
        if wrong := mismatch(expected, observation.answer):
            return f"beside another server {wrong}"
        return "" if observation.after.digest == expected.digest else "another server's calls changed this one's rows"
