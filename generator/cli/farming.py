"""Farms: every source explored, every environment verified and mended, several at a time.

A folder is written once its environment has verified, so that whatever ends the run leaves whole folders only.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from client.verify import Progress
from generator.building import Built, Explored, Made, built, chosen, explored, named_apart
from generator.cli.pool import Job, Lost, run_all
from generator.cli.progress import Board
from generator.editing import Operations
from generator.farm_file import Pinned
from generator.farming import Farmed, farmed, unchanged
from generator.readers.errors import ReadError
from generator.sources import SourceError
from servers.farm.model import Environment

MEMORY = 1_000_000
"""Kilobytes that a verification, with the servers that it starts, may need."""


@dataclass(frozen=True)
class How:
    """How a farm is made."""

    out: Path
    rounds: int
    again: bool = False
    """Whether also what is verified is verified again."""
    jobs: int = 2


@dataclass(frozen=True)
class Item:
    """One environment of a source, before and after."""

    found: Explored
    environment: Environment
    stands_for: Operations


@dataclass(frozen=True)
class Farm:
    """What became of every source and every environment, in their order."""

    built: tuple[Built, ...]
    farmed: tuple[Farmed, ...]

    @property
    def held(self) -> bool:
        """Whether every source gave environments and every one is verified."""
        return not any(one.refused for one in self.built) and all(one.state != "refused" for one in self.farmed)


def usual_jobs() -> int:
    """How many environments are verified at a time: as many as there are cores, and memory for."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(cores or 1, _room()))


def _room() -> int:
    """How many verifications the memory that is free now has room for; any number where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return 1_000
    free = next((line.split()[1] for line in lines if line.startswith("MemAvailable:")), str(1_000 * MEMORY))
    return int(free) // MEMORY


def explore_all(sources: Sequence[Pinned], board: Board, jobs: int, base: Path | None = None) -> list[Explored]:
    """What every source gives, with names that are all different; one that cannot be read gives the reason.

    Sources that are files are looked for in `base`.
    """
    work = [Job(one.source, _explored, (one, base)) for one in sources]
    answers: dict[int, Explored] = {}
    for number, answer in run_all(work, board, "exploring", jobs):
        assert isinstance(answer, Explored | Lost)
        source = sources[number].source
        answers[number] = Explored(source, refused=answer.why) if isinstance(answer, Lost) else answer
    named: list[Explored] = []
    for number in range(len(sources)):
        taken = [environment.name for one in named for environment in one.environments]
        named.append(named_apart(answers[number], taken))
    return named


def _explored(pinned: Pinned, base: Path | None, _progress: Progress) -> Explored:
    try:
        return chosen(explored(pinned.source, base, pinned.sha256), pinned.only)
    except (SourceError, ReadError) as error:
        return Explored(pinned.source, refused=f"{error.what}; {error.hint}")


def farm_all(found: Sequence[Explored], board: Board, how: How) -> Farm:
    """Verify, mend and write every environment."""
    items = [
        Item(one, environment, stands_for)
        for one in found
        for environment, stands_for in zip(one.environments, one.stands_for, strict=True)
    ]
    ended = {} if how.again else _unchanged(items, board, how)
    waiting = [number for number in range(len(items)) if number not in ended]
    jobs = [_job(items[number], how) for number in waiting]
    for place, answer in run_all(jobs, board, "verifying", how.jobs):
        assert isinstance(answer, Farmed | Lost)
        number = waiting[place]
        ended[number] = _lost(items[number], answer) if isinstance(answer, Lost) else answer
    done = tuple(ended[number] for number in range(len(items)))
    of_source = [[end.made for end, item in zip(done, items, strict=True) if item.found is one] for one in found]
    return Farm(tuple(_built(one, made) for one, made in zip(found, of_source, strict=True)), done)


def _job(item: Item, how: How) -> Job:
    return Job(item.environment.name, farmed, (item.environment, item.stands_for, how.out, how.rounds))


def _unchanged(items: Sequence[Item], board: Board, how: How) -> dict[int, Farmed]:
    """Those that need no work, all looked at in one process: starting one costs more. A defect there finds none."""
    if not any((how.out / item.environment.name).is_dir() for item in items):
        return {}
    pairs = tuple((item.environment, item.stands_for) for item in items)
    ((_, answer),) = run_all([Job("what is there", _looked_at, (pairs, how.out))], board, "comparing")
    return {} if isinstance(answer, Lost) else answer  # type: ignore[return-value]


def _looked_at(pairs: Sequence[tuple[Environment, Operations]], out: Path, progress: Progress) -> dict[int, Farmed]:
    found: dict[int, Farmed] = {}
    for number, (environment, stands_for) in enumerate(pairs):
        progress(number, len(pairs), environment.name)
        still = unchanged(environment, stands_for, out)
        if still is not None:
            found[number] = still
    return found


def _lost(item: Item, answer: Lost) -> Farmed:
    return Farmed(Made(item.environment, refused=answer.why), "refused")


def _built(found: Explored, made: Sequence[Made]) -> Built:
    unverified = {one.environment.name: one.refused for one in made if one.folder is None}
    return replace(built(found, made), unverified=unverified)
