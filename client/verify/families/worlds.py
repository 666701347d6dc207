"""What holds over many calls and many worlds: integrity after random walks, determinism, isolation."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from client.verify.bench import Bench
from client.verify.cases import Case, Plan
from client.verify.comparing import first_difference
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
EVERY = 10
"""After how many calls of a walk SQLite checks the whole file; after the last one it always does."""
TOGETHER = 60
"""How many steps of two walks are taken in turn."""


class Integrity(Family):
    """References, checks, invariants and transitions hold after every write, in the cases and in random walks."""

    name = "integrity"

    def __init__(self, contract: Contract) -> None:
        super().__init__(contract)
        self._interpreter = Interpreter(contract.environment)
        self._sound: set[str] = set()
        """Digests of states in which every invariant holds."""

    def plans(self, planner: Planner) -> Iterable[Plan]:
        """Random walks, most of whose calls succeed."""
        for number in range(WALKS if planner.effort.alike else 1):
            yield replace(planner.walk(number, planner.effort.walk), alike=number > 0)

    def look(self, observation: Observation) -> Iterable[Finding]:
        """The database after a call that changed it; what holds in a state is not looked at twice."""
        if observation.before.digest == observation.after.digest:
            return
        if observation.is_last or observation.index % EVERY == 0:
            yield observation.finding(self.name, "; ".join(observation.target.witness.broken()[:3]))
        if observation.after.digest not in self._sound:
            wrong = self._broken_invariant(observation.after.state)
            if not wrong:
                self._sound.add(observation.after.digest)
            yield observation.finding(self.name, wrong)
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


Said = list[str]
"""An answer's texts as they came, and the digest of the state after it."""


class _Walks(Family):
    """What every call of a walk gave, in every way in which it was played as a case; of one that failed, until then."""

    needs = ("integrity",)

    def __init__(self, contract: Contract) -> None:
        super().__init__(contract)
        self._said: dict[str, dict[Target, list[Said]]] = {}

    def look(self, observation: Observation) -> Iterable[Finding]:
        """Keep what a call of a walk gives."""
        if observation.case.family in self.needs:
            ways = self._said.setdefault(observation.case.id, {})
            ways.setdefault(observation.target, []).append(_said(observation))
        return ()

    def said(self, walk: Case) -> dict[Target, list[Said]]:
        """What the calls of a walk gave, in each way."""
        return self._said.get(walk.id, {})


class Determinism(_Walks):
    """The same walk again, on a rewound world, in other processes and over other transports, gives the same bytes."""

    name = "determinism"

    def run(self, bench: Bench) -> Iterable[Finding]:
        """A walk over stdio again, then in every other way; quickly, the beginning of one."""
        for whole in bench.cases_of("integrity")[:1]:
            most = len(whole.steps) if bench.http is not None else TOGETHER
            once = self.said(whole).get(bench.stdio, [])[:most]
            walk = replace(whole, steps=whole.steps[: len(once)])
            yield _same(self.name, walk, once, list(_bytes(walk, bench.stdio)), "on the same server after a rewind")
            for way, target in bench.others.items():
                again = self.said(whole).get(target) or list(_bytes(walk, target))
                yield _same(self.name, walk, once, again, way)


class Isolation(_Walks):
    """Two servers on two files, called in turn, do not see each other."""

    name = "isolation"
    slow = True

    def run(self, bench: Bench) -> Iterable[Finding]:
        """Two different walks, which were played alone as cases, one step here and one step there: nothing differs."""
        walks = bench.cases_of("integrity")[:2]
        if bench.http is None:
            return
        alone = [next(iter(self.said(walk).values()), []) for walk in walks]
        length = min(TOGETHER, *map(len, alone))
        cut = [replace(walk, steps=walk.steps[:length]) for walk in walks]
        worlds = [_bytes(walk, target) for walk, target in zip(cut, (bench.stdio, bench.http), strict=True)]
        together = list(zip(*zip(*worlds, strict=True), strict=True)) or [()] * len(cut)
        for walk, before, beside in zip(cut, alone, together, strict=True):
            yield _same(self.name, walk, before, list(beside), "beside another server")


def _bytes(walk: Case, target: Target) -> Iterator[Said]:
    yield from map(_said, observe(walk, target))


def _said(observation: Observation) -> Said:
    return [*observation.answer.texts, observation.answer.refused, observation.after.digest]


def _same(family: str, walk: Case, once: list[Said], again: list[Said], where: str) -> Finding:
    if not once or not again:
        return Finding(family, f"no call of the walk was answered, so nothing can be compared {where}", walk.id)
    for number, (left, right) in enumerate(zip(once, again, strict=False)):
        if left != right:
            what = f"call {number + 1} of the walk differs {where}: {first_difference(left, right)}"
            return Finding(family, what, walk.id, tuple(step.call for step in walk.steps[: number + 1]))
    return Finding(family, case=walk.id)
