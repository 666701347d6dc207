"""One environment of a farm, from its declaration to a verified folder; and whether one that is there is right."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from client.verify import Progress, Report
from client.verify.version import verifier
from generator.building import Made
from generator.costs import cpu
from generator.editing import Operations
from generator.emit import render, write
from generator.fitting import fitted
from generator.quality import card_of
from generator.repair import Outcome, repaired
from generator.repair.rounds import digest_of
from generator.verification import report_of
from servers.farm.catalog import Emitted, open_folder
from servers.farm.model import Environment, Repair
from servers.farm.problems import FarmError

State = Literal["new", "replaced", "verified", "unchanged", "refused"]
"""What was done: a folder that was not there, or was another, was written; the same bytes were verified again; nothing
had to be done; nothing could be."""


@dataclass(frozen=True)
class Farmed:
    """What became of one environment."""

    made: Made
    state: State
    report: Report | None = None
    rounds: int = 0
    """How many verifications it took."""
    repairs: tuple[Repair, ...] = ()
    cpu: float = 0.0
    """Seconds of CPU that the verifications took."""


def farmed(
    environment: Environment,
    stands_for: Operations,
    out: Path,
    rounds: int,
    progress: Progress | None = None,
    *,
    quick: bool = False,
) -> Farmed:
    """Verify an environment, mend it at most `rounds` times, and write its folder below `out` if it holds.

    What was verified by a `quick` verification only is written without a report: `mcpfarm verify` writes one.
    """
    folder = out.resolve() / environment.name
    with tempfile.TemporaryDirectory(prefix="mcpfarm-", ignore_cleanup_errors=True) as scratch:
        spent = 0.0

        def verify(name: str, files: Mapping[str, str]) -> Report:
            nonlocal spent
            began = cpu()
            report = report_of(write(files, Path(scratch) / name), quick=quick, progress=progress)
            spent += cpu() - began
            return report

        outcome = repaired(environment, stands_for, verify, rounds=rounds)
    return replace(_kept(outcome, folder, _opened(folder), reported=not quick), cpu=spent)


def unchanged(environment: Environment, stands_for: Operations, out: Path) -> Farmed | None:
    """What stands below `out` for an environment, if it is what would be written and this verifier has verified it."""
    folder = out.resolve() / environment.name
    there = _opened(folder)
    report = _standing(there, environment, stands_for) if there is not None else None
    if there is None or report is None:
        return None
    repairs = there.environment.provenance.repairs if there.environment.provenance else ()
    return Farmed(Made(there.environment, folder), "unchanged", report, 0, repairs)


def _kept(outcome: Outcome, folder: Path, there: Emitted | None, *, reported: bool) -> Farmed:
    """Write what verified; a folder that holds these very bytes stays as it is."""
    report = outcome.report
    if outcome.refused or report is None:
        refused = Made(outcome.environment, refused=outcome.refused)
        return Farmed(refused, "refused", report, outcome.rounds, outcome.repairs)
    files = {**outcome.files, **({"report.json": report.text()} if reported else {})}
    same = there is not None and there.digest == report.digest
    if _texts(folder) != files:
        write(files, folder)
    state: State = "verified" if same else "replaced" if there is not None else "new"
    return Farmed(Made(outcome.environment, folder), state, report, outcome.rounds, outcome.repairs)


def _opened(folder: Path) -> Emitted | None:
    """The environment that is in a folder, if one is."""
    try:
        return open_folder(folder)
    except FarmError:
        return None


def _standing(there: Emitted, environment: Environment, stands_for: Operations) -> Report | None:
    """The report of a folder that is what would be written now, and verified as it would be now; else None."""
    try:
        report = Report.read(there.path)
    except (OSError, ValidationError):
        return None
    if not report.verified or (report.digest, report.verifier) != (there.digest, verifier()):
        return None
    if report.card != card_of(there.environment, report, there.path):  # it was counted by other rules
        return None
    files = {**would_be(there, environment, stands_for), "report.json": report.text()}
    return report if _texts(there.path) == files else None


def would_be(there: Emitted, environment: Environment, stands_for: Operations) -> Mapping[str, str]:
    """The files that would be written for an environment, as far as it is known before a verification; the folder
    that is there says whether it was repaired from this very environment, and how."""
    provenance = there.environment.provenance
    if provenance is not None and provenance.repaired_from == digest_of(environment):
        return render(there.environment)
    return fitted(environment, stands_for).files


def _texts(folder: Path) -> dict[str, str]:
    """The files of a folder; what Python leaves there is no part of it."""
    try:
        return {path.name: path.read_bytes().decode() for path in folder.iterdir() if path.is_file()}
    except (OSError, UnicodeDecodeError):
        return {}
