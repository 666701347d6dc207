"""`mcpfarm verify`: a client that trusts nothing exercises emitted servers over MCP."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.options import Json
from generator.cli.output import UsageProblem, emit_json
from generator.cli.probing import (
    LIMIT,
    TIMEOUT,
    Asked,
    CallLimit,
    Commands,
    Headers,
    MaybeServers,
    ReadOnly,
    Timeout,
    Urls,
    Variables,
    probe_all,
)
from generator.cli.progress import board
from generator.cli.repeating import repeat_case
from generator.cli.reporting import Files, print_reports

if TYPE_CHECKING:
    from servers.farm.catalog import Emitted


def verify(
    paths: MaybeServers = None,
    seed: Annotated[
        int | None,
        typer.Option("--seed", help="Verify on another start state, made by the same rules from this seed."),
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Speak to one forked server over stdio only; writes no report.json.")
    ] = False,
    case: Annotated[
        str | None, typer.Option("--case", metavar="ID", help="Repeat one case of a report and show its calls.")
    ] = None,
    junit: Annotated[
        Path | None, typer.Option("--junit", metavar="FILE", help="Write every case and check as JUnit XML, for CI.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write one page about all of the servers.")
    ] = None,
    command: Commands = None,
    url: Urls = None,
    env: Variables = None,
    header: Headers = None,
    timeout: Timeout = TIMEOUT,
    limit: CallLimit = LIMIT,
    read_only: ReadOnly = False,
    as_json: Json = False,
) -> int:
    """Exercise every tool, fault and effect of emitted servers over MCP; writes report.json into each folder.

    Each server is called over stdio, over HTTP and in-process; --quick has stdio only, on a forked server. Several
    servers are verified two at a time. With --seed or --quick no report.json is written. --junit and --html write the
    same findings for CI and for people; the page needs no other file and no network.

    With --command or --url any other MCP server is examined from outside, and what is found is told to its author. This
    really calls every tool, also those that write and delete: aim it at a test instance, or give --read-only.

    Example: mcpfarm verify farm/tasks
    """
    given = (command or (), url or (), env or (), header or ())
    asked = Asked(*given, timeout=timeout, limit=limit, read_only=read_only, seed=1 if seed is None else seed)
    if asked.instead_of(paths, {"--quick": quick, "--case": case, "--junit": junit, "--html": html}):
        return probe_all(asked, as_json=as_json)
    from servers.farm import catalog

    files, servers = Files(junit, html), catalog.find(paths or [])
    if case is not None:
        return repeat_case(servers, case, seed, as_json=as_json)
    return _verified(servers, files, seed, quick=quick, as_json=as_json)


def _verified(servers: "Sequence[Emitted]", files: Files, seed: int | None, *, quick: bool, as_json: bool) -> int:
    """Verify them, write the files that are wanted, print what was found; 1 if something does not hold."""
    from generator.cli.verifying import verify_all

    if seed is None and not quick:
        _check_writable([server.path for server in servers])
    with board() as shown:
        reports = verify_all(servers, shown, seed=seed, quick=quick)
    written = files.write(servers, reports)
    if as_json:
        emit_json({"servers": [report.summary() for report in reports], **written})
    else:
        print_reports(servers, reports)
        files.say()
    return 0 if all(report.verified for report in reports) else 1


def _check_writable(folders: list[Path]) -> None:
    """A report that cannot be written is told before minutes of work."""
    for folder in folders:
        if not os.access(folder, os.W_OK):
            raise UsageProblem(str(folder), "cannot be written", "permit it, or verify with --quick, which writes none")
