"""`mcpfarm serve`: one emitted server, as its own process would be."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import Json, Server
from generator.cli.output import UsageProblem


def serve(
    path: Server,
    http: Annotated[bool, typer.Option("--http", help="Streamable HTTP on loopback instead of stdio.")] = False,
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65_535, help="With --http; 0 picks a free one.")
    ] = None,
    db: Annotated[Path | None, typer.Option("--db", metavar="FILE", help="Keep the state in this file.")] = None,
    as_json: Json = False,
) -> int:
    """Serve one environment over MCP: stdio, or HTTP on loopback. Stdout carries nothing but the protocol.

    Example: mcpfarm serve servers/tasks --http --port 8765
    """
    from servers.farm import catalog

    if port is not None and not http:
        raise UsageProblem("--port", "goes with --http", "add --http, or leave --port out for stdio")
    server = catalog.open_folder(path)
    words = [*(["--http"] if http else []), *(["--port", str(port)] if port is not None else [])]
    command = [sys.executable, str(server.path / "server.py"), *words, *(["--db", str(db)] if db else [])]
    process = subprocess.Popen(command)  # noqa: S603 - our own interpreter on a folder that the user named
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        return 130
