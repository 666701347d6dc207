"""`mcpfarm serve`: one emitted server, as its own process would be."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from generator.cli.options import Json, Server
from generator.cli.output import Failed, UsageProblem, emit_json, note

if TYPE_CHECKING:
    from servers.farm.catalog import Emitted


def serve(
    path: Server,
    http: Annotated[bool, typer.Option("--http", help="Streamable HTTP on loopback instead of stdio.")] = False,
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65_535, help="With --http; 0 picks a free one (default: 8000).")
    ] = None,
    db: Annotated[Path | None, typer.Option("--db", metavar="FILE", help="Keep the state in this file.")] = None,
    as_json: Json = False,
) -> int:
    """Serve one environment over MCP: stdio, or HTTP on loopback. Ends with the client, Ctrl-C or SIGTERM.

    Over stdio, stdout carries nothing but the protocol. With --http --json one object, {"name", "url", "pid"}, is
    printed once the server listens.

    Example: mcpfarm serve farm/tasks --http --port 8765
    """
    from client.session import load

    if port is not None and not http:
        raise UsageProblem("--port", "goes with --http", "add --http, or leave --port out for stdio")
    if as_json and not http:
        raise UsageProblem("--json", "goes with --http: over stdio, stdout belongs to the protocol", "leave it out")
    loaded = load(path)
    loaded.world(db).close()  # what is wrong with the folder or the file is told as everywhere, before anything serves
    server = loaded.emitted
    words = [*(["--http"] if http else []), *(["--port", str(port)] if port is not None else [])]
    command = [sys.executable, str(server.path / "server.py"), *words, *(["--db", str(db)] if db else [])]
    return _announced(server, command) if as_json else _become(command)


def _become(command: list[str]) -> NoReturn:
    """Be the server from here on: signals, pipes and the exit status are its own."""
    os.execv(command[0], command)  # noqa: S606 - our own interpreter on a folder that the user named


def _announced(server: "Emitted", command: list[str]) -> int:
    """Start the server, print where it listens, and stay until it ends. Raises Failed if it does not come to listen."""
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:  # noqa: S603
        assert process.stderr is not None
        listens, said = False, ""
        with _passed_on(process):
            for line in process.stderr:
                found = None if listens else re.search(r"serving (http://\S+)", line)
                if found:
                    listens = True
                    emit_json({"name": server.name, "url": found[1], "pid": process.pid})
                    sys.stdout.flush()
                elif listens:
                    note(line.rstrip("\n"))
                said = line.strip() or said
            process.wait()
    if not listens:
        said = said.removeprefix(f"{server.name}: ") or f"ended with status {process.returncode}"
        raise Failed(server.name, said, "name another port")
    return 1 if process.returncode else 0


@contextmanager
def _passed_on(process: "subprocess.Popen[str]") -> Iterator[None]:
    """Whoever ends this process ends the server, which then closes its state and its output."""

    def pass_on(_number: int, _frame: FrameType | None) -> None:
        process.terminate()

    before = {number: signal.signal(number, pass_on) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
