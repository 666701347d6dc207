# /// script
# requires-python = ">=3.11"
# dependencies = ["mcp>=2.3,<3", "sqlmodel>=0.0.50,<0.1"]
# ///
"""Serves this folder over MCP: `python server.py` on stdio, `python server.py --http` on loopback.

This file is the same in every server. It adds nothing to the calls of `runtime.py` and offers no tool of its own: who
wants to reset or compare the state owns the file behind `--db`. Standard output carries nothing but the protocol.
"""

import argparse
import asyncio
import os
import select
import signal
import socket
import stat
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import FrameType, ModuleType
from typing import NoReturn, cast

import anyio
import uvicorn
from mcp import MCPError, types
from mcp.server import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import BaseModel

if not __package__:  # run as a script: the folder becomes a package here, wherever it was copied and whatever its name
    __package__ = "served_folder"
    sys.modules[__package__] = ModuleType(__package__)
    sys.modules[__package__].__path__ = [str(Path(__file__).resolve().parent)]

from .runtime import Service, StateRefused, World

Context = ServerRequestContext[dict[str, object]]
LOOPBACK = {"127.0.0.1": socket.AF_INET, "localhost": socket.AF_INET, "::1": socket.AF_INET6}


class Identity(BaseModel):
    """What the protocol needs to know of environment.json."""

    name: str
    title: str
    version: str = "1.0.0"  # left out of environment.json where it is this


def load_service() -> Service:
    """The service of this folder."""
    service: Service = import_module(".service", __package__).SERVICE
    return service


def mcp_server(service: Service, world: World) -> Server[dict[str, object]]:
    """An MCP server whose tools are the calls of one world."""
    identity = Identity.model_validate_json((service.folder / "environment.json").read_bytes())
    listing = types.ListToolsResult.model_validate({"tools": world.tools()})
    schemas = {tool.name: tool.input_schema for tool in listing.tools}
    policy = types.Resource(
        uri=f"policy://{identity.name}",
        name="policy",
        title=f"Rules of {identity.title}",
        description="The business rules that the tools follow.",
        mime_type="text/plain",
    )

    async def list_tools(_: Context, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return listing

    async def call_tool(_: Context, params: types.CallToolRequestParams) -> types.CallToolResult:
        result = world.call(params.name, params.arguments)
        content = types.TextContent(type="text", text=result.text)
        return types.CallToolResult(content=[content], structured_content=result.structured, is_error=result.is_error)

    async def list_resources(_: Context, __: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        return types.ListResourcesResult(resources=[policy])

    async def read_resource(_: Context, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        if params.uri != policy.uri:
            raise MCPError(types.INVALID_PARAMS, f"There is no resource {params.uri}; there is {policy.uri}.")
        text = types.TextResourceContents(uri=policy.uri, mime_type="text/plain", text=service.instructions)
        return types.ReadResourceResult(contents=[text])

    return Server(
        identity.name,
        version=identity.version,
        title=identity.title,
        instructions=service.instructions,
        get_tool_input_schema=schemas.get,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_read_resource=read_resource,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until the client leaves or a signal asks to stop. Exit status 1 if it cannot start, 2 for wrong usage."""
    options = _options(arguments)
    service = load_service()
    listener = _bind(options) if options.http else None
    try:
        world = service.open(options.db)
    except StateRefused as error:
        sys.exit(f"{service.name}: {error}")
    _stop_on_signal(world)
    server = mcp_server(service, world)
    try:
        asyncio.run(_serve_stdio(server) if listener is None else _serve_http(server, listener))
    finally:
        world.close()


class Options(argparse.Namespace):
    """The command line, parsed."""

    db: Path | None
    http: bool
    port: int
    host: str


def _options(arguments: Sequence[str] | None) -> Options:
    parser = argparse.ArgumentParser(prog="server.py", description="Serve this folder over MCP.", allow_abbrev=False)
    parser.add_argument("--db", type=Path, metavar="PATH", help="keep the state in this file; default: in memory")
    parser.add_argument("--http", action="store_true", help="serve streamable HTTP on loopback instead of stdio")
    parser.add_argument("--port", type=_port, default=8000, help="port for --http; 0 picks a free one (default: 8000)")
    parser.add_argument("--host", choices=LOOPBACK, default="127.0.0.1", help="loopback address for --http")
    return parser.parse_args(arguments, Options())


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 0 to 65535")
    return int(text)


def _stop_on_signal(world: World) -> None:
    def stop(_: int, __: FrameType | None) -> NoReturn:
        # A thread that reads standard input cannot be cancelled: there is no slower way out that is sure.
        world.close()
        os._exit(0)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)


async def _serve_stdio(server: Server[dict[str, object]]) -> None:
    async with stdio_server(*_pipes()) as (reader, writer):
        await server.run(reader, writer, server.create_initialization_options())


def _pipes() -> tuple[anyio.AsyncFile[str], anyio.AsyncFile[str]] | tuple[()]:
    """Standard input and output, taken away from everybody else, if they are pipes that can be waited for. Otherwise
    the SDK has a thread for every line, which takes longer than most calls."""
    modes = [os.fstat(descriptor).st_mode for descriptor in (0, 1)]
    if sys.platform == "win32" or not all(stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) for mode in modes):
        return ()
    pipes = _lines(os.dup(0)), Answers(os.dup(1))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    return cast("tuple[anyio.AsyncFile[str], anyio.AsyncFile[str]]", pipes)


async def _lines(pipe: int) -> AsyncIterator[str]:
    rest, ended = b"", False
    while not ended:
        await anyio.wait_readable(pipe)
        received = os.read(pipe, 1 << 18)
        ended = not received
        *lines, rest = (rest + received).split(b"\n")
        for line in [*lines, rest] if ended and rest else lines:
            yield line.decode("utf-8", "replace")


class Answers:
    """A pipe that never gets more than it has room for: what a client does not read holds nothing else up."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe

    async def write(self, text: str) -> None:
        """Write all of it."""
        rest = text.encode()
        while rest:
            await anyio.wait_writable(self._pipe)
            rest = rest[os.write(self._pipe, rest[: select.PIPE_BUF]) :]

    async def flush(self) -> None:
        """Nothing is kept back."""


def _bind(options: Options) -> socket.socket:
    try:
        listener = socket.create_server((options.host, options.port), family=LOOPBACK[options.host])
        # asyncio does it for sockets that it makes itself; without it every answer waits 40 ms for an acknowledgement.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except OSError as error:
        sys.exit(
            f"cannot serve on {options.host} port {options.port}: {os.strerror(error.errno or 0)}; name another --port"
        )


async def _serve_http(server: Server[dict[str, object]], listener: socket.socket) -> None:
    host, port = listener.getsockname()[:2]
    names = [f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}"]
    # Only the server's own origin is allowed: a web page, even one on another local port, has no business here.
    origins = [f"http://{name}" for name in names]
    security = TransportSecuritySettings(allowed_hosts=names, allowed_origins=origins)
    application = server.streamable_http_app(json_response=True, transport_security=security, host=host)
    print(
        f"{server.name}: serving http://{f'[{host}]' if ':' in host else host}:{port}/mcp", file=sys.stderr, flush=True
    )
    config = uvicorn.Config(application, log_config=None, access_log=False, lifespan="on")
    await QuietServer(config).serve(sockets=[listener])


class QuietServer(uvicorn.Server):
    """Leaves the signals to `_stop_on_signal`."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take none."""
        yield


if __name__ == "__main__":
    main()
