"""Runs mutants against the frozen cases of their original: each in a process of its own, forked from one that is ready.

A mutant may crash, hang or eat memory and breaks nothing else; what it leaves in memory goes with its process. A call
may take so many seconds of CPU, so that a slow machine condemns nobody; what sleeps is ended by the clock on the wall.
"""

import ast
import logging
import resource
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Literal, Protocol

from client.errors import ClientError
from client.mutation.result import Judged, Told
from client.mutation.serving import replaced
from client.mutation.source import Source
from client.session import CallResult, Loaded, Session, load
from client.verify import Case, Contract, Finding, kill
from client.verify.families import ALL
from client.verify.runner import cases
from servers.farm.model import Environment

CALL_SECONDS = 5.0
"""CPU that one call of a mutant may take; an honest one takes milliseconds."""
WALL_SECONDS = 180.0
"""Time after which a mutant that says nothing is ended, however busy the machine is."""
PROOF_SECONDS = 60.0
"""CPU that the proof of one mutant may take."""
_ENDING = (signal.SIGINT, signal.SIGTERM)
MEMORY = 4 * 2**30
"""Bytes of address space that a mutant's process may have."""


class Bug(Protocol):
    """A mutant as it is run: named like `mutant.Mutant`, and the source of the files that differ."""

    @property
    def operator(self) -> str:
        """What kind of bug it is."""

    @property
    def tool(self) -> str:
        """The tool that it is in; empty if it is in none."""

    @property
    def where(self) -> str:
        """The place."""

    def trees(self) -> Mapping[str, ast.Module]:
        """File → its syntax tree. Any exception means that there is no such mutant."""

    def proof(self) -> tuple[Told, str]:
        """Whether it is a survivor, equivalent, or `none`, and why. Asked of those only that no case has noticed."""


@dataclass(frozen=True)
class Bench:
    """An original, ready to be compared with."""

    contract: Contract
    cases: tuple[Case, ...]
    """Cheap ones first."""
    loaded: Loaded
    source: Source
    """Its service.py, as whoever renders the mutants renders it."""

    @classmethod
    def open(cls, folder: Path, render: Callable[[Environment], str], *, quick: bool = False) -> "Bench":
        """Load a folder and freeze its cases. `render` is what renders the mutants.

        `quick` leaves out the families and cases that a quick verification leaves out. Raises NotAServerError for a
        folder that is none, ClientError for one that fails its own cases.
        """
        contract = Contract.open(folder)
        loaded = load(folder)
        with Session.on(loaded) as session:
            asked = [family.name for family in ALL if not (quick and family.slow)]
            frozen = cases(contract, session.state(), only=asked, quick=quick)
            wrong = kill(contract, frozen, session)
        if wrong is not None:
            what = f"is no original to make mutants of: {wrong.case}: {wrong.what}"
            raise ClientError(str(folder), what, "verify it, and make it again")
        ordered = sorted(frozen, key=lambda case: len(case.steps))
        return cls(contract, tuple(ordered), loaded, Source.of(ast.parse(render(contract.environment))))


Progress = Callable[[int, int], None]
"""Called with how many mutants are judged, and how many there will be at most."""


class Judge:
    """Judges bugs on a bench, so many at once. What it has judged it knows, and does not run again."""

    def __init__(self, bench: Bench, jobs: int = 1, progress: Progress = lambda _done, _most: None) -> None:
        self._bench, self._jobs, self._progress = bench, jobs, progress
        self._known: dict[tuple[str, str, str], Judged | None] = {}
        self._running: dict[Connection, _Running] = {}

    def first(self, bugs: Iterable[Bug], most: int) -> list[Judged]:
        """What becomes of the first `most` bugs that are mutants; the same whatever the number of jobs."""
        queue, judged = enumerate(bugs), dict[int, Judged]()
        try:
            while True:
                self._start(queue, judged, most)
                if not self._running:
                    return [judged[number] for number in sorted(judged)]
                for connection in _ready(self._running):
                    one = self._running.pop(connection)
                    fate, why = _heard(connection, one)
                    if fate == "proving":
                        self._running[connection] = replace(one, proving=True)
                        continue
                    self._known[_key(one.bug)] = found = _judged(connection, one, fate, why)
                    _keep(judged, one.number, found)
                self._progress(len(judged), most)
        finally:
            self._end()

    def _start(self, queue: Iterator[tuple[int, Bug]], judged: dict[int, Judged], most: int) -> None:
        """Start as many as may run; of bugs that are none, others take the place."""
        while len(self._running) < self._jobs and len(judged) + len(self._running) < most:
            number, bug = next(queue, (-1, None))
            if bug is None:
                return
            if _key(bug) in self._known:
                _keep(judged, number, self._known[_key(bug)])
            else:
                here, process = _started(self._bench, bug)
                self._running[here] = _Running(number, bug, process)

    def _end(self) -> None:
        for one in self._running.values():
            one.process.kill()
            one.process.join()
        self._running.clear()


def _key(bug: Bug) -> tuple[str, str, str]:
    return bug.operator, bug.tool, bug.where


def _keep(judged: dict[int, Judged], number: int, found: Judged | None) -> None:
    if found is not None:
        judged[number] = found


def _started(bench: Bench, bug: Bug) -> tuple[Connection, ForkProcess]:
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(there, here, bench, bug), daemon=True)
    # What arrives while Python forks would be lost, and what the child does is ended by this process.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    there.close()
    return here, process


@dataclass(frozen=True)
class _Running:
    number: int
    bug: Bug
    process: ForkProcess
    proving: bool = False


def _ready(running: Mapping[Connection, _Running]) -> list[Connection]:
    """Those that have something to say; all of them if nobody says anything for too long."""
    ready = [item for item in wait(list(running), WALL_SECONDS) if isinstance(item, Connection)]
    if not ready:
        for one in running.values():
            one.process.kill()
    return ready or list(running)


def _heard(connection: Connection, one: _Running) -> tuple[Told, str]:
    """What a process says; the end of one that says nothing is its mutant's, or of a proof that takes too long."""
    try:
        fate, why = connection.recv()
    except (EOFError, OSError):
        one.process.join()
        ended = _ended(one.process.exitcode, PROOF_SECONDS if one.proving else CALL_SECONDS)
        return ("survived", f"not proved: {ended}") if one.proving else ("killed", ended)
    return fate, why


def _judged(connection: Connection, one: _Running, fate: Told, why: str) -> Judged | None:
    """What the process found, which has ended now; None if its bug is no mutant."""
    connection.close()
    one.process.join()
    if fate == "none" or fate == "proving":
        return None
    return Judged(one.bug.operator, one.bug.tool, one.bug.where, fate, why)


def _ended(status: int | None, seconds: float) -> str:
    if status == -signal.SIGPROF:
        return f"it does not end within {seconds:g} s of CPU"
    return f"its process ended with status {status}"


def _work(there: Connection, here: Connection, bench: Bench, bug: Bug) -> None:
    """What the process of one mutant does."""
    here.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and ends this one
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    logging.disable(logging.CRITICAL)  # a mutant's tracebacks are nobody's business
    with suppress(BrokenPipeError):
        trial = _Trial(bench, bug)
        try:
            for told in trial.run():
                there.send(told)
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001 - the boundary of an item; what it means depends on how far it got
            there.send(trial.blamed(f"{type(error).__name__}: {error}"))


class _Trial:
    """One mutant: made, loaded, played with, and looked at again if it survives."""

    def __init__(self, bench: Bench, bug: Bug) -> None:
        self._bench, self._bug = bench, bug
        self._doing: Literal["making", "loading", "playing", "proving"] = "making"

    def run(self) -> Iterator[tuple[Told, str]]:
        """Its fate and why; before that, perhaps, that its proof begins."""
        trees = self._bug.trees()
        tools = self._affected(trees)
        if not tools:
            yield "none", "the code does the same"
            return
        codes = {file: compile(tree, file, "exec") for file, tree in trees.items()}
        self._doing = "loading"
        found = self._played(replaced(self._bench.loaded, codes), tools)
        if found is not None:
            yield "killed", f"{found.case}: {found.what}"
            return
        self._doing = "proving"
        yield "proving", ""
        signal.setitimer(signal.ITIMER_PROF, PROOF_SECONDS)
        yield self._bug.proof()

    def blamed(self, error: str) -> tuple[Told, str]:
        """What an error means: what cannot be code is no mutant, what cannot be loaded or watched is caught."""
        match self._doing:
            case "making":
                return "none", error
            case "loading":
                return "killed", f"does not load: {error}"
            case "playing":
                return "killed", f"cannot be watched: {error}"
            case "proving":
                return "survived", f"not proved: {error}"

    def _affected(self, trees: Mapping[str, ast.Module]) -> frozenset[str]:
        """The tools that may behave differently."""
        if set(trees) != {"service.py"}:
            return frozenset(self._bench.contract.environment.tools)
        return self._bench.source.affected(Source.of(trees["service.py"]))

    def _played(self, loaded: Loaded, tools: frozenset[str]) -> Finding | None:
        """The first finding of the cases that call one of these tools."""
        chosen = [case for case in self._bench.cases if any(step.call.tool in tools for step in case.steps)]
        with _Timed.on(loaded) as session:
            self._doing = "playing"
            return kill(self._bench.contract, chosen, session, self._first(tools))

    def _first(self, tools: frozenset[str]) -> Iterable[str]:
        """The tool that was changed, or those that may behave differently; if all may, those that write the entity."""
        if self._bug.tool or len(tools) < len(self._bench.contract.environment.tools):
            return [self._bug.tool] if self._bug.tool else tools
        entity = self._bug.where.partition(".")[0].partition(":")[0].partition(",")[0]
        effects = self._bench.contract.effects
        return [tool for tool, found in effects.items() if any(effect.entity == entity for effect in found)]


class _Timed(Session):
    """A session whose calls may take so much CPU; a call that takes more ends the process."""

    def call(self, name: str, arguments: Mapping[str, object] | None = None) -> CallResult:
        """Execute one tool."""
        signal.setitimer(signal.ITIMER_PROF, CALL_SECONDS)
        try:
            return super().call(name, arguments)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
