"""What an MCP server lists, as the bytes of a document: started over stdio or spoken to at a URL, listed, never called.

    mcp:[NAME=VALUE …] COMMAND …      a command line as a shell would split it, with environment variables before it
    mcp+http://HOST/PATH, mcp+https   a URL of streamable HTTP

The document is JSON with sorted keys: `serverInfo`, `protocolVersion` and `tools` (all pages). The values of variables
and the query of a URL, which may be secrets, stand in no message and in no document. Every wait has a limit, and what
was started is ended with its whole process group.

Errors, with what and a hint; `generator.sources` adds where:

    ListingError
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

import orjson

from client.errors import ServerError
from client.link import Limits, Link, Object, RefusedRequest
from client.servers import Launch, Process

LIMITS = Limits(start=60.0, call=20.0, stop=1.0, message=16 * 2**20, whole=120.0)
"""A command that `npx` or `uvx` must fetch first needs a minute; a server that runs answers in milliseconds."""
MAX_PAGES = 50
MAX_TOOLS = 1_000
_VARIABLE = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=(.*)", re.S)


class ListingError(Exception):
    """Why a server's tools are not known, and what to do."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"{what}; {hint}")
        self.what, self.hint = what, hint


HIDDEN = "…"
"""The value of a variable where a command is told. Typed, it stands for the value in our own environment."""


@dataclass(frozen=True)
class ServerCommand:
    """A command that starts a server, and environment variables for it."""

    words: tuple[str, ...]
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """The command line without the values of its variables."""
        return " ".join((*(f"{name}={HIDDEN}" for name in self.variables), shlex.join(self.words)))


def command_of(text: str) -> ServerCommand:
    """A command as it is written after "mcp:". Raises ListingError."""
    hint = "write mcp:COMMAND, for example mcp:npx -y some-server --flag"
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise ListingError(f"cannot be split into words: {error}", hint) from None
    variables: dict[str, str] = {}
    while words and (found := _VARIABLE.fullmatch(words[0])) is not None:
        variables[found[1]] = found[2]
        words = words[1:]
    if not words:
        raise ListingError("names no command", hint)
    return ServerCommand(tuple(words), variables)


def _with_own(command: ServerCommand) -> ServerCommand:
    """The command with the values that are left to our own environment. Raises ListingError if one is not set."""
    asked = [name for name, value in command.variables.items() if value == HIDDEN]
    if missing := [name for name in asked if name not in os.environ]:
        raise ListingError(f"wants the environment variable {missing[0]}", "set it, or write its value in its place")
    return replace(command, variables={**command.variables, **{name: os.environ[name] for name in asked}})


def secrets_in(source: str) -> bool:
    """Whether a source names a server by what may be secret: the value of a variable, a user or a query of a URL.

    Raises ListingError.
    """
    if not source.startswith("mcp:"):
        return shown_url(source.removeprefix("mcp+")) != source.removeprefix("mcp+")
    return any(value != HIDDEN for value in command_of(source.removeprefix("mcp:")).variables.values())


def listed_by_command(command: ServerCommand, limits: Limits = LIMITS) -> bytes:
    """Start a server in the working folder, list its tools and end it. Raises ListingError."""
    command = _with_own(command)
    if shutil.which(command.words[0]) is None:
        raise ListingError(f"there is no command '{command.words[0]}'", "check the command, or install it")
    with tempfile.TemporaryDirectory(prefix="mcpfarm-") as scratch:
        launch = Launch(
            command.words[0], command.words, Path.cwd(), Path(scratch) / "stderr.txt", variables=command.variables
        )
        with _told():
            server = Process(launch, limits, stray=[])
            with server:
                return _document(server)


def listed_at_url(url: str, limits: Limits = LIMITS) -> bytes:
    """List the tools of the server at a URL. Raises ListingError."""
    from client.streamable import Connection  # an HTTP client, which nothing else here needs

    with _told(), Connection(url, limits, {}) as server:
        return _document(server)


def shown_url(url: str) -> str:
    """The URL without what may be secret: a user, a query, a fragment."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "…"
    address = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
    return f"{address}?…" if parts.query else address


@contextmanager
def _told() -> Iterator[None]:
    """What the client raises as this module's error."""
    try:
        yield
    except ServerError as error:
        raise ListingError(f"the server {error.what}", error.hint or "start it by hand to see what it says") from None
    except RefusedRequest as error:
        raise ListingError(f"the server refuses: {error.message}"[:300], "see its documentation") from None


def _document(server: Link) -> bytes:
    answer = server.handshake()
    document = {
        "serverInfo": answer.get("serverInfo"),
        "protocolVersion": answer.get("protocolVersion"),
        "tools": _tools(server),
    }
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2)


def _tools(server: Link) -> list[Object]:
    """All pages, up to the limits: a server that pages without end is cut off."""
    found: list[Object] = []
    parameters: Object = {}
    for _ in range(MAX_PAGES):
        page = server.request("tools/list", parameters)
        tools = page.get("tools")
        if not isinstance(tools, list):
            raise ListingError("the server answers 'tools/list' without tools", "see whether it offers tools")
        found += [item for item in tools if isinstance(item, dict)]
        after = page.get("nextCursor")
        if not isinstance(after, str) or len(found) >= MAX_TOOLS:
            break
        parameters = {"cursor": after}
    return found[:MAX_TOOLS]
