"""Verification of several servers, two at a time, each in a process of its own. Reports come in the servers' order."""

from collections.abc import Sequence
from pathlib import Path

from client.verify.report import Report
from generator.cli.pool import Job, Lost, Progress, run_all
from generator.cli.progress import Board
from servers.farm.catalog import Emitted


def verify_all(
    servers: Sequence[Emitted], board: Board, *, seed: int | None = None, quick: bool = False
) -> list[Report]:
    """The report of each server; with `seed` on another start state. Then, or if `quick`, no report is written."""
    import generator.verification  # noqa: F401 - here, so that the processes that verify are forked with it

    jobs = [Job(server.name, _verified, (str(server.path), seed, quick)) for server in servers]
    reports: dict[int, Report] = {}
    for number, result in run_all(jobs, board, "verifying"):
        assert isinstance(result, Report | Lost)
        reports[number] = _lost(servers[number], result.why) if isinstance(result, Lost) else result
    return [reports[number] for number in range(len(servers))]


def _verified(folder: str, seed: int | None, quick: bool, progress: Progress) -> Report:
    from generator.verification import report_of  # the verifier is imported where it works, not where it is waited for

    return report_of(Path(folder), seed=seed, quick=quick, progress=progress)


def _lost(server: Emitted, why: str) -> Report:
    from generator.verification import lost

    return lost(server, why)
