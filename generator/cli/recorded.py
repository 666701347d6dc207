"""`mcpfarm report`: what the last verification of every server found, without verifying again."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import Json, Servers
from generator.cli.output import emit_json
from generator.cli.reporting import Files, print_reports


def report(
    paths: Servers,
    junit: Annotated[
        Path | None, typer.Option("--junit", metavar="FILE", help="Write every family of checks as JUnit XML, for CI.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write one page about all of the servers.")
    ] = None,
    as_json: Json = False,
) -> int:
    """Tell what the reports in the folders say. A server that has changed since then counts as not verified.

    Example: mcpfarm report farm/tasks --html farm.html
    """
    from generator.verification import recorded
    from servers.farm import catalog

    wanted = Files(junit, html)
    servers = catalog.find(paths)
    reports = [recorded(server) for server in servers]
    written = wanted.write(servers, reports)
    if as_json:
        emit_json({"servers": [one.summary() for one in reports], **written})
    else:
        print_reports(servers, reports)
        wanted.say()
    return 0 if all(one.verified for one in reports) else 1
