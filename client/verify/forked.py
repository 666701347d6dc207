"""Servers that are forked from this process instead of started: all that they import is here already.

`forked` runs the same `server.py` as `__main__`, with its own pipes, folder, variables and process group; only what a
new interpreter has of its own is missing: the hash seed is this process's. `embedded` runs the folder's calls without
MCP behind the same lines, as a trainer does in its own process, and can say which branches of `service.py` they took.
To be used before this process has threads.
"""

import gc
import os
import runpy
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import IO, NoReturn

# Imported here, and named nowhere, so that what is forked need not import them.
import mcp.server.lowlevel
import mcp.server.stdio  # noqa: F401
import sqlmodel  # noqa: F401
import uvicorn  # noqa: F401

from client.servers import Launch, Start

_ENDING = (signal.SIGINT, signal.SIGTERM)


class Fork:
    """A forked child (`client.servers.Child`)."""

    def __init__(self, pid: int, stdin: IO[bytes], stdout: IO[bytes]) -> None:
        self.pid, self.stdin, self.stdout = pid, stdin, stdout
        self._status: int | None = None

    def wait(self, timeout: float | None = None) -> int:
        """Its exit status, negative for a signal. Raises subprocess.TimeoutExpired."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while self._status is None:
            try:
                pid, status = os.waitpid(self.pid, os.WNOHANG if deadline is not None else 0)
            except ChildProcessError:  # somebody else has waited for it, and nobody can say how it ended
                pid, status = self.pid, 0
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
            elif deadline is not None and time.monotonic() > deadline:
                raise subprocess.TimeoutExpired("fork", timeout or 0.0)
            elif deadline is not None:
                time.sleep(0.005)  # waiting with a limit has no other portable form
        return self._status


def forked(launch: Launch, mark: Mapping[str, str]) -> Fork:
    """The launch's command `python [-B] SCRIPT ARGUMENTS` in a fork of this process (a `client.servers.Start`)."""
    first = next(index for index, part in enumerate(launch.command) if part.endswith(".py"))
    command = list(launch.command[first:])

    def serve() -> None:
        sys.argv = command
        runpy.run_path(command[0], run_name="__main__")

    return _fork(serve, launch, mark)


def embedded(serve: Callable[[IO[bytes], IO[bytes]], None]) -> Start:
    """A function that answers lines, in a fork of this process."""

    def start(launch: Launch, mark: Mapping[str, str]) -> Fork:
        return _fork(lambda: serve(sys.stdin.buffer, sys.stdout.buffer), launch, mark)

    return start


def _fork(run: Callable[[], None], launch: Launch, mark: Mapping[str, str]) -> Fork:
    to_child, from_child, started = os.pipe(), os.pipe(), os.pipe()
    # A signal that reached the child before it is on its own would unwind what is the parent's.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    pid = os.fork()
    if pid == 0:
        os.setsid()
        os.close(started[1])
        _become(run, launch, mark, (to_child[0], from_child[1]))
    signal.pthread_sigmask(signal.SIG_SETMASK, before)
    for end in (to_child[0], from_child[1], started[1]):
        os.close(end)
    os.read(started[0], 1)  # ends when the child has its group: before, it could not be killed by that
    os.close(started[0])
    return Fork(pid, os.fdopen(to_child[1], "wb", 0), os.fdopen(from_child[0], "rb", 0))


def _become(run: Callable[[], None], launch: Launch, mark: Mapping[str, str], pipes: tuple[int, int]) -> NoReturn:
    """Be the server, to the end of this process."""
    status = 1
    try:
        gc.freeze()  # the parent's objects are nobody's garbage here
        _settle(launch, mark, pipes)
        run()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except BaseException:  # noqa: BLE001 - what an interpreter does at its outermost
        sys.excepthook(*sys.exc_info())
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(status)


def _settle(launch: Launch, mark: Mapping[str, str], pipes: tuple[int, int]) -> None:
    """What a started process would have: three streams and no others, a folder, variables."""
    for number in _ENDING:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    errors = os.open(launch.errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for target, source in enumerate((*pipes, errors)):
        os.dup2(source, target)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, "w" if number else "r", closefd=False)  # noqa: SIM115 - they are this process's streams
        for number in range(3)
    )
    os.chdir(launch.folder)
    os.environ.clear()
    os.environ.update({**launch.environment, **mark})
    time.tzset()
