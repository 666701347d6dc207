"""An emitted server as a child process, spoken to over its pipes in JSON-RPC lines (MCP over stdio).

This lean client exists because the SDK's costs more CPU per call than the server it calls (facts: 1.3 to 1.6 ms); it
carries the bulk of a verification. What the protocol promises is checked through the SDK's client (`client.official`),
which can take over the same pipes. Every wait has a limit; closing kills the whole process group.
"""

import json
import os
import select
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from mcp.client.stdio import get_default_environment
from typing_extensions import TypeAliasType

from client.errors import ServerExitedError, ServerGarbledError, ServerSilentError

Json = TypeAliasType("Json", "bool | int | float | str | list[Json] | dict[str, Json] | None")
Object = dict[str, Json]

LEGACY = "2025-11-25"
CLIENT = {"name": "mcpfarm", "version": "1"}


@dataclass(frozen=True)
class Limits:
    """How long to wait, in seconds, and how much to read, in bytes."""

    start: float = 60.0
    call: float = 20.0
    stop: float = 2.0
    message: int = 16 * 2**20


class RefusedRequest(Exception):
    """A JSON-RPC error in answer to a request."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(f"JSON-RPC error {code}: {message}")
        self.code, self.message = code, message


@dataclass(frozen=True)
class Launch:
    """What to start: a command in a folder, how errors call it, variables beyond the few that are inherited."""

    name: str
    command: Sequence[str]
    folder: Path
    errors: Path
    """The file that takes stderr."""
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The child's environment variables: those that the SDK thinks safe to inherit, and ours."""
        return {**get_default_environment(), **self.variables}

    def last_words(self) -> str:
        """The last lines that the server wrote on stderr, at most 300 characters."""
        try:
            lines = self.errors.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        except OSError:
            return ""
        return " | ".join(line.strip() for line in lines[-3:])[-300:]


class Process:
    """A running server. Not thread-safe; one request at a time."""

    def __init__(self, launch: Launch, limits: Limits) -> None:
        self.launch, self.limits = launch, limits
        with launch.errors.open("wb") as errors:
            self._child = subprocess.Popen(  # noqa: S603 - the command is ours
                list(launch.command),
                cwd=launch.folder,
                env=launch.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
                bufsize=0,
            )
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._in, self._out = self._child.stdin.fileno(), self._child.stdout.fileno()
        os.set_blocking(self._in, False)
        os.set_blocking(self._out, False)
        self._out_ready, self._both = select.poll(), select.poll()
        self._out_ready.register(self._out, select.POLLIN)
        self._both.register(self._out, select.POLLIN)
        self._both.register(self._in, select.POLLOUT)
        self._received = bytearray()
        self._number = 1_000_000  # beyond what the SDK's client counts to on the same pipes
        self._slow = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The process id, which is also its group's."""
        return self._child.pid

    def handshake(self) -> Object:
        """Open a session of the handshake era; gives the answer to `initialize`."""
        params: Object = {"protocolVersion": LEGACY, "capabilities": {}, "clientInfo": dict(CLIENT)}
        answer = self.request("initialize", params)
        self.notify("notifications/initialized")
        return answer

    def request(self, method: str, params: Object | None = None) -> Object:
        """The result of one request. Raises RefusedRequest for a JSON-RPC error, ServerError if there is no answer."""
        self._number += 1
        message: Object = {"jsonrpc": "2.0", "id": self._number, "method": method}
        return _result(self.ask(message if params is None else {**message, "params": params}))

    def notify(self, method: str) -> None:
        """Send a notification, which has no answer."""
        self.post({"jsonrpc": "2.0", "method": method})

    def survives(self, line: bytes) -> bool:
        """Send a line that a server may refuse to read; True if a `ping` after it is answered all the same."""
        self._write(line + b"\n", self._deadline())
        try:
            self.request("ping")
        except RefusedRequest:
            return True  # answered: the line left it alive, whether it knows `ping` or not
        except (ServerSilentError, ServerExitedError):
            return False
        return True

    def ask(self, message: Object) -> Object:
        """Send a numbered request and wait for the answer of that number; other messages are passed over."""
        self.post(message)
        deadline = self._deadline()
        while True:
            answer = self._receive(deadline)
            if answer.get("id") == message["id"] and "method" not in answer:
                self._slow = False
                return answer

    def post(self, message: Object) -> None:
        """Send a message and wait for nothing."""
        self._write(_line(message), self._deadline())

    def hang_up(self) -> None:
        """Close its pipes, upon which it ends by itself; several servers that are hung up on end at the same time."""
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                pipe.close()

    def close(self) -> None:
        """Hang up, wait for the end, kill what is left of the process and of what it started."""
        self.hang_up()
        with suppress(subprocess.TimeoutExpired):
            self._child.wait(self.limits.stop)
        kill_group(self.pid)
        self._child.wait()

    def _receive(self, deadline: float) -> Object:
        """The next message. Raises ServerError if it does not come in time or is none."""
        line = self._read(deadline)
        try:
            message = json.loads(line, parse_constant=_not_json)
        except (ValueError, RecursionError):
            message = None
        if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
            shown = line[:120].decode("utf-8", "replace")
            hint = "nothing but protocol may go to stdout; print to stderr"
            raise ServerGarbledError(self.launch.name, f"wrote something that is no protocol message: {shown!r}", hint)
        return message

    def _deadline(self) -> float:
        """Importing costs a server seconds, so its first answer has a limit of its own."""
        return time.monotonic() + (self.limits.start if self._slow else self.limits.call)

    def _write(self, data: bytes, deadline: float) -> None:
        """Write all of it, reading meanwhile, so that two full pipes cannot block each other."""
        rest = memoryview(data)
        while rest := rest[self._push(rest) :]:
            for descriptor, _ in self._both.poll(self._left(deadline)):
                if descriptor == self._out:
                    self._pull()

    def _push(self, rest: memoryview) -> int:
        try:
            return os.write(self._in, rest)
        except BlockingIOError:
            return 0
        except BrokenPipeError:
            raise self._exited() from None

    def _read(self, deadline: float) -> bytes:
        searched = 0
        while (end := self._received.find(b"\n", searched)) < 0:
            searched = len(self._received)
            if searched > self.limits.message:
                what = f"sent a message longer than {self.limits.message:,} bytes"
                raise ServerGarbledError(self.launch.name, what, "page the results")
            self._out_ready.poll(self._left(deadline))
            self._pull()
        line = bytes(self._received[:end])
        del self._received[: end + 1]
        return line

    def _pull(self) -> None:
        try:
            chunk = os.read(self._out, 1 << 18)
        except BlockingIOError:
            return
        if not chunk:
            raise self._exited()
        self._received += chunk

    def _left(self, deadline: float) -> float:
        """Milliseconds until the deadline. Raises ServerSilentError after it."""
        left = deadline - time.monotonic()
        if left > 0:
            return left * 1000
        limit = self.limits.start if self._slow else self.limits.call
        what = f"gave no answer within {limit:g} seconds"
        raise ServerSilentError(self.launch.name, what, "see whether it hangs")

    def _exited(self) -> ServerExitedError:
        try:
            status: int | None = self._child.wait(self.limits.stop)
        except subprocess.TimeoutExpired:
            status = None
        ended = "closed its output" if status is None else f"ended with status {status}"
        said = self.launch.last_words()
        return ServerExitedError(self.launch.name, ended, f"it said: {said}" if said else "it said nothing on stderr")


def kill_group(pid: int) -> None:
    """Kill a process group, if any of it is left."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _line(message: Object) -> bytes:
    return json.dumps(message).encode("ascii") + b"\n"


def _result(answer: Object) -> Object:
    error, result = answer.get("error"), answer.get("result")
    if isinstance(error, dict):
        code = error.get("code")
        raise RefusedRequest(code if isinstance(code, int) else 0, str(error.get("message", "")))
    return result if isinstance(result, dict) else {}


def _not_json(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
