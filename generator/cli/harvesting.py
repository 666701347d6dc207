"""A farm out of thousands of documents: read all, explore the promising, emit and verify what is worth most.

Whatever is found out is written into a journal at once, in the hidden folder `.build` of the farm. A run is a function
of those answers, so that one that was killed goes on where it was and comes to the same farm; and a larger one begins
with what a smaller one knows.
"""

import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator.cli.batches import Work, in_batches
from generator.cli.output import Failed
from generator.cli.pool import Job, Lost, Progress, run_all
from generator.cli.progress import Board
from generator.english import singular
from generator.harvest.candidates import Candidate, Surveyed
from generator.harvest.choosing import Choice, Shares, choose, fair, in_order, limits
from generator.harvest.growing import Grown, Task, grown, sample
from generator.harvest.journal import Journal, release
from generator.harvest.surveying import Dug, asked, dug, surveyed
from servers.farm.catalog import open_folder
from servers.farm.problems import FarmError

HIDDEN = ".build"
AHEAD = 1.5
"""How many documents are explored for each environment that is missing: one in three gives none that is taken."""
LEAST = 8
"""Documents that are explored at a time, at least."""
LIMIT = 1_800.0
"""Seconds that one environment may take on a busy machine, mending included."""


@dataclass(frozen=True)
class Plan:
    """What is wanted."""

    documents: tuple[str, ...]
    count: int
    out: Path
    shares: Shares
    full: int = 0
    """How many are verified in full."""
    rounds: int = 3
    jobs: int = 2


@dataclass
class Harvest:
    """All that is known so far. Lists and dicts are in an order that depends on nothing but the documents."""

    surveys: list[Surveyed] = field(default_factory=list)
    waiting: list[Surveyed] = field(default_factory=list)
    """Described documents that nobody needed yet."""
    explored: dict[str, Dug] = field(default_factory=dict)
    choice: Choice = field(default_factory=Choice)
    names: dict[tuple[str, int], str] = field(default_factory=dict)
    """Names of all that were ever taken: one that fails frees no name, so that nobody's changes."""
    quick: dict[tuple[str, int], Grown] = field(default_factory=dict)
    full: dict[tuple[str, int], Grown] = field(default_factory=dict)
    farm: list[Candidate] = field(default_factory=list)
    """What is in the farm, at the end."""

    def outcome(self, one: Candidate) -> Grown | None:
        """The last word on an environment that was taken."""
        return self.full.get(one.key) or self.quick.get(one.key)

    def failed(self, one: Candidate) -> bool:
        """Whether it was taken and did not hold."""
        found = self.outcome(one)
        return found is not None and bool(found.refused)

    @property
    def candidates(self) -> list[Candidate]:
        """Every environment that some document gave."""
        return [one for found in self.explored.values() for one in found.candidates]


def harvest(plan: Plan, board: Board) -> Harvest:
    """Build the farm. Raises UsageProblem, and Failed if another run builds it at the same time."""
    singular("things")  # its tables are loaded here, so that the processes that explore are forked with them
    with _alone(plan.out / HIDDEN):
        journal = Journal(plan.out / HIDDEN / "journal.jsonl", release())
        try:
            return _Builder(plan, board, journal).run()
        finally:
            journal.close()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """The folder is this process's until the end of the block; a process that is killed leaves it at once."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:  # a system where nobody can tell
        yield
        return
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Failed(str(folder.parent), "another run builds this farm", "wait for it, or end it") from None
        yield


class _Builder:
    def __init__(self, plan: Plan, board: Board, journal: Journal) -> None:
        self.plan, self.board, self.journal = plan, board, journal
        self.shed = plan.out / HIDDEN / "explored"
        self.shed.mkdir(exist_ok=True)
        self.state = Harvest()

    def run(self) -> Harvest:
        """All stages, and again as long as one changes what another said."""
        state = self.state
        self._survey()
        described = [one for one in state.surveys if one.kind]
        state.waiting = in_order(described)
        vendors = {one.vendor for one in described}
        allowed = limits(self.plan.count, vendors, self.plan.shares)
        while True:
            kept = [one for one in state.choice.taken if one.key in state.quick and not state.failed(one)]
            able = [one for one in state.candidates if not state.failed(one)]
            state.choice = choose(able, kept, allowed)
            if len(state.choice.taken) < self.plan.count and state.waiting:
                self._explore(self.plan.count - len(state.choice.taken))
                continue
            if not self._verify():
                break
        state.farm = fair(state.choice.taken, vendors, self.plan.shares, self.plan.count)
        self._clear()
        return state

    def _survey(self) -> None:
        documents = self.plan.documents
        known = {source: self.journal.known("read", asked(source)) or {} for source in documents}
        new = [source for source in documents if not known[source]]
        for number, answer in in_batches(Work("reading", surveyed), new, self.board, self.plan.jobs):
            if isinstance(answer, Lost):
                known[new[number]] = Surveyed(new[number], why=answer.why).line()
                continue
            known[answer.source] = answer.line()
            self.journal.add("read", asked(answer.source), answer.line())
        self.state.surveys = [Surveyed.read(known[source]) for source in documents]

    def _explore(self, missing: int) -> None:
        """Explore the next documents, as many as are likely to give what is missing."""
        size = max(LEAST, int(AHEAD * missing))
        wave, self.state.waiting = self.state.waiting[:size], self.state.waiting[size:]
        found = {one.source: self.journal.known("explored", asked(one.source)) or {} for one in wave}
        new = [source for source, answer in found.items() if not answer]
        work = Work("exploring", partial(dug, shed=self.shed))
        for number, answer in in_batches(work, new, self.board, self.plan.jobs):
            line = Dug(refused=answer.why).line() if isinstance(answer, Lost) else answer.line()
            found[new[number]] = line
            if not isinstance(answer, Lost):
                self.journal.add("explored", asked(new[number]), line)
        self.state.explored.update({one.source: Dug.read(found[one.source]) for one in wave})

    def _verify(self) -> bool:
        """Verify what was taken and is not verified yet, then the sample in full; whether there was any to do."""
        state = self.state
        for one in state.choice.taken:
            if one.key not in state.names:
                state.names[one.key] = _free(one.name, set(state.names.values()))
        new = [one for one in state.choice.taken if one.key not in state.quick]
        if new:
            state.quick.update(self._grow([Task(one, state.names[one.key]) for one in new]))
            return True
        by_name = {state.names[one.key]: one for one in state.choice.taken}
        drawn = [by_name[name] for name in sample(list(by_name), self.plan.full)]
        new = [one for one in drawn if one.key not in state.full]
        state.full.update(self._grow([Task(one, state.names[one.key], full=True) for one in new]))
        return any(state.failed(one) for one in new)

    def _grow(self, tasks: Sequence[Task]) -> dict[tuple[str, int], Grown]:
        known = [self.journal.known("verified", self._question(task)) for task in tasks]
        # An answer counts as long as its folder is there.
        found = {
            number: Grown.read(line)
            for number, line in enumerate(known)
            if line is not None and (line["refused"] or (self.plan.out / tasks[number].name / "server.py").is_file())
        }
        new = [number for number in range(len(tasks)) if number not in found]
        jobs = [Job(tasks[number].name, _grown, (tasks[number], self.plan, self.shed)) for number in new]
        title = "verifying in full" if any(task.full for task in tasks) else "verifying"
        for place, answer in run_all(jobs, self.board, title, self.plan.jobs, LIMIT):
            number = new[place]
            assert isinstance(answer, Grown | Lost)
            found[number] = (
                Grown(tasks[number].name, emitted=False, refused=answer.why) if isinstance(answer, Lost) else answer
            )
            if not isinstance(answer, Lost):
                self.journal.add("verified", self._question(tasks[number]), answer.line())
        return {task.candidate.key: found[number] for number, task in enumerate(tasks)}

    def _question(self, task: Task) -> str:
        how = f"{'full' if task.full else 'quick'} {self.plan.rounds}"
        return f"{asked(task.candidate.source)} {task.candidate.number} {task.name} {how}"

    def _clear(self) -> None:
        """Remove the folders that this build wrote, now or for another count, and that are not in the farm now."""
        wanted = {self.state.names[one.key] for one in self.state.farm}
        for line in self.journal.all("verified"):
            if line["refused"] or line["name"] in wanted:
                continue
            folder = self.plan.out / line["name"]
            with suppress(FarmError):  # there is none any more, or it is somebody else's
                if open_folder(folder).digest == line["digest"]:
                    shutil.rmtree(folder)


def _grown(task: Task, plan: Plan, shed: Path, _progress: Progress) -> Grown:
    return grown(task, plan.out, shed, plan.rounds)


def _free(name: str, taken: Collection[str]) -> str:
    """The name, or the name with the first number that makes it free."""
    number, found = 2, name
    while found in taken:
        found, number = f"{name}_{number}", number + 1
    return found
