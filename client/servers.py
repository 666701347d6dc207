"""An emitted server as a child process, spoken to over its pipes in JSON-RPC lines (MCP over stdio).

This lean client exists because the SDK's costs more CPU per call than the server it calls (facts: 1.3 to 1.6 ms); it
carries the bulk of a verification. What the protocol promises is checked through the SDK's client (`client.official`),
which can take over the same pipes. Every wait has a limit; closing kills the whole process group.
"""

import json
import os
import select
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol

from client.errors import ServerExitedError, ServerGarbledError, ServerSilentError
from client.link import Json, Limits, Link, Object, RefusedRequest
from client.processes import all_end, kill_group, marked, new_mark, sweep

__all__ = ["Child", "Json", "Launch", "Limits", "Object", "Process", "RefusedRequest", "Start", "executed"]


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
        from mcp.client.stdio import get_default_environment  # a second of CPU that only who starts a server pays

        return {**get_default_environment(), **self.variables}

    def last_words(self) -> str:
        """The last lines that the server wrote on stderr, at most 300 characters."""
        lines = self.said().strip().splitlines()
        return " | ".join(line.strip() for line in lines[-3:])[-300:]

    def said(self) -> str:
        """Everything that the server has written on stderr so far."""
        try:
            return self.errors.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""

    def ended(self, status: int | None) -> ServerExitedError:
        """The error that tells that the server has ended, or, without a status, that it only closed its output."""
        what = "closed its output" if status is None else f"ended with status {status}"
        said = self.last_words()
        return ServerExitedError(self.name, what, f"it said: {said}" if said else "it said nothing on stderr")


class Child(Protocol):
    """A child process in a group of its own, with both its pipes; `subprocess.Popen` is one."""

    @property
    def pid(self) -> int:
        """The process id, which is also its group's."""

    @property
    def stdin(self) -> IO[bytes] | None:
        """What it reads."""

    @property
    def stdout(self) -> IO[bytes] | None:
        """What it writes."""

    def wait(self, timeout: float | None = None) -> int:
        """Its exit status. Raises subprocess.TimeoutExpired."""


Start = Callable[[Launch, Mapping[str, str]], Child]
"""Makes a child of a launch, with these variables beside the launch's own."""


def executed(launch: Launch, mark: Mapping[str, str]) -> Child:
    """The command in a process of its own. Raises ServerExitedError if it cannot be started."""
    try:
        with launch.errors.open("wb") as errors:
            return subprocess.Popen(  # noqa: S603 - whoever launches it chose the command
                list(launch.command),
                cwd=launch.folder,
                env={**launch.environment, **mark},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
                bufsize=0,
            )
    except OSError as error:
        what = f"cannot be started: {error.strerror}"
        raise ServerExitedError(launch.name, what, "check the command and its folder") from error


class Process(Link):
    """A running server."""

    _first = 1_000_001  # beyond what the SDK's client counts to on the same pipes

    def __init__(
        self, launch: Launch, limits: Limits, stray: list[bytes] | None = None, start: Start = executed
    ) -> None:
        """Start it. With `stray`, lines on stdout that are no messages are kept there and passed over.

        Raises ServerExitedError if the command cannot be started.
        """
        super().__init__(limits)
        self.launch, self.mark = launch, new_mark()
        self.lingered = False
        """Whether it did not end by itself when its input closed; known after `close`."""
        self.left: tuple[int, ...] = ()
        """The processes that it left behind when it ended; known after `close`."""
        self._stray, self._end = stray, time.monotonic() + limits.whole
        self._child = start(launch, self.mark)
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
        self._slow = True

    @property
    def pid(self) -> int:
        """The process id, which is also its group's."""
        return self._child.pid

    def survives(self, line: bytes) -> bool:
        """Send a line that a server may refuse to read; True if a `ping` after it is answered all the same."""
        self._write(line + b"\n", self._deadline())
        return self.pings()

    def ask(self, message: Object) -> Object:
        """Send a numbered request and wait for the answer of that number; other messages are passed over."""
        self.post(message)
        deadline = self._deadline()
        last = deadline - self.limits.call + max(self.limits.patience, self.limits.call)
        while True:
            answer = self._receive(deadline)
            if answer.get("id") == message["id"] and "method" not in answer:
                self._slow = False
                return answer
            if answer.get("method") == "notifications/progress":
                deadline = max(deadline, min(last, self._deadline()))
            self._reply(answer)

    def _reply(self, message: Object) -> None:
        """A server may ask too: it is there, and it offers nothing else. Unanswered, a server may wait for ever."""
        if "method" not in message or not isinstance(number := message.get("id"), int | str):
            return
        nothing: Object = {"error": {"code": -32601, "message": "this client offers nothing to servers"}}
        body: Object = {"result": {}} if message["method"] == "ping" else nothing
        self.post({"jsonrpc": "2.0", "id": number, **body})

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
        try:
            self._child.wait(self.limits.stop)
        except subprocess.TimeoutExpired:
            self.lingered = True
        else:
            left = tuple(marked(self.mark))
            self.left = () if all_end(left, self.limits.stop) else left
        kill_group(self.pid)
        self._child.wait()
        sweep(self.mark)

    def _receive(self, deadline: float) -> Object:
        """The next message. Raises ServerError if it does not come in time or is none."""
        while True:
            line = self._read(deadline)
            if (message := _message(line)) is not None:
                return message
            if self._stray is None:
                shown = line[:120].decode("utf-8", "replace")
                what = f"wrote something that is no protocol message: {shown!r}"
                hint = "nothing but protocol may go to stdout; print to stderr"
                raise ServerGarbledError(self.launch.name, what, hint)
            self._stray.append(line)

    def _deadline(self) -> float:
        """Importing costs a server seconds, so its first answer has a limit of its own."""
        return min(self._end, time.monotonic() + (self.limits.start if self._slow else self.limits.call))

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
        """Milliseconds until the deadline. After it raises ServerSilentError, or ServerExitedError if that is why."""
        left = deadline - time.monotonic()
        if left > 0:
            return left * 1000
        if self._has_ended():  # and a child that it has left still holds its output open
            raise self._exited()
        limit = self.limits.start if self._slow else self.limits.call
        what = f"gave no answer within {limit:g} seconds"
        if time.monotonic() >= self._end:
            what = f"used up the {self.limits.whole:g} seconds that it has in all"
        raise ServerSilentError(self.launch.name, what, "see whether it hangs")

    def _has_ended(self) -> bool:
        try:
            self._child.wait(0)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _exited(self) -> ServerExitedError:
        try:
            status: int | None = self._child.wait(self.limits.stop)
        except subprocess.TimeoutExpired:
            status = None
        return self.launch.ended(status)


def _message(line: bytes) -> Object | None:
    """A line as a protocol message; None if it is none."""
    try:
        message = json.loads(line, parse_constant=_not_json)
    except (ValueError, RecursionError):
        return None
    return message if isinstance(message, dict) and message.get("jsonrpc") == "2.0" else None


def _line(message: Object) -> bytes:
    return json.dumps(message).encode("ascii") + b"\n"


def _not_json(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
