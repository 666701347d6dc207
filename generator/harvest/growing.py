"""What became of an environment that was taken: emitted and verified, or why not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.costs import cpu
from generator.farming import Farmed, farmed
from generator.harvest.candidates import Candidate, Line
from generator.harvest.surveying import fetched
from servers.farm.catalog import open_folder


@dataclass(frozen=True, slots=True)
class Task:
    """An environment to be emitted under a name. `full`: verified already by a quick verification, and now in full."""

    candidate: Candidate
    name: str
    full: bool = False


@dataclass(frozen=True, slots=True)
class Grown(Line):
    """What became of it. It is emitted if it could be written as code, verified if `refused` is "" too."""

    name: str
    emitted: bool
    refused: str = ""
    digest: str = ""
    card: Mapping[str, Any] = field(default_factory=dict)
    repairs: tuple[str, ...] = ()
    """What was done to it on the way."""
    rounds: int = 0
    """How many verifications it took."""
    seconds: float = 0.0
    verifying: float = 0.0
    """Seconds of CPU that all of it took, and that its verifications took."""


def grown(task: Task, out: Path, shed: Path, rounds: int) -> Grown:
    """Emit and verify one, mend it at most `rounds` times, and write its folder below `out` if it holds."""
    began = cpu()
    environment, stands_for = fetched(shed, task.candidate)
    if task.full:  # as it was mended
        environment = open_folder(out / task.name).environment
    environment = environment.model_copy(update={"name": task.name})
    found = farmed(environment, stands_for, out, rounds, quick=not task.full)
    return _told(found, cpu() - began)


def _told(found: Farmed, seconds: float) -> Grown:
    report = found.report
    return Grown(
        name=found.made.environment.name,
        emitted=report is not None,
        refused=found.made.refused,
        digest=report.digest if report is not None else "",
        card=report.card.model_dump(mode="json") if report is not None and report.card is not None else {},
        repairs=tuple(f"{item.done} ({item.where}: {item.what})" for item in found.repairs),
        rounds=found.rounds,
        seconds=seconds,
        verifying=found.cpu,
    )


def sample(names: Iterable[str], size: int, seed: int = 1) -> list[str]:
    """The names that are verified in full: drawn by the seed, and one that goes takes no other's place away."""
    return sorted(names, key=lambda name: hashlib.sha256(f"{seed} {name}".encode()).digest())[:size]
