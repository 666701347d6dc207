"""`mcpfarm verify`: a client that trusts nothing exercises emitted servers over MCP."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.options import Json, Servers
from generator.cli.output import UsageProblem, emit_json, say, table
from generator.cli.progress import board

if TYPE_CHECKING:
    from client.verify import Report


def verify(
    paths: Servers,
    seed: Annotated[
        int | None,
        typer.Option("--seed", help="Verify on another start state, made by the same rules from this seed."),
    ] = None,
    as_json: Json = False,
) -> int:
    """Exercise every tool, fault and effect of emitted servers over MCP stdio; writes report.json into each folder.

    Several servers are verified two at a time. With --seed no report.json is written.

    Example: mcpfarm verify farm/tasks
    """
    from generator.cli.verifying import verify_all
    from servers.farm import catalog

    servers = catalog.find(paths)
    if seed is None:
        _check_writable([server.path for server in servers])
    with board() as shown:
        reports = verify_all(servers, shown, seed=seed)
    if as_json:
        emit_json({"servers": [report.summary() for report in reports]})
    else:
        print_reports(reports)
    return 0 if all(report.verified for report in reports) else 1


def _check_writable(folders: list[Path]) -> None:
    """A report that cannot be written is told before minutes of work."""
    for folder in folders:
        if not os.access(folder, os.W_OK):
            raise UsageProblem(str(folder), "cannot be written", "permit it, or verify with --seed, which writes none")


def print_reports(reports: "list[Report]") -> None:
    """A line per server, then what did not hold."""
    rows = []
    for report in reports:
        found = report.summary()
        passed = sum(family["passed"] for family in found["checks"].values())
        failed = sum(family["failed"] for family in found["checks"].values())
        tools = f"{found['tools_succeeded']}/{found['tools']}"
        faults = f"{found['faults_provoked']}/{found['faults']}"
        verdict = "verified" if found["verified"] else "FAILED"
        rows.append([found["name"], verdict, tools, faults, passed, failed, f"{found['seconds']:.1f}"])
    table(["server", "verdict", "tools", "faults", "passed", "failed", "seconds"], rows)
    for report in reports:
        for failure in report.failures[:20]:
            say(f"{report.name}: {' '.join(str(failure).split())}")
