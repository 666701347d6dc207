"""The processes that a server has become: found by a mark in their environment, ended, weighed.

A server may start children, and those may leave its process group, even its session. What they keep is the environment
that they inherited, so every server that we start gets a mark of its own there. Whoever drops even that is caught by
`adopting`, which makes orphans ours. Where there is no /proc (not Linux), only the process group is known.
"""

import ctypes
import os
import secrets
import select
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

MARK = "MCPFARM_STARTED"
"""The variable that holds the mark."""
_PROC = Path("/proc")
_SUBREAPER, _PARENT_DIES = 36, 1  # PR_SET_CHILD_SUBREAPER and PR_SET_PDEATHSIG of <linux/prctl.h>
_ROUNDS = 20
_PAGE = os.sysconf("SC_PAGE_SIZE")


def new_mark() -> Mapping[str, str]:
    """A mark that no other process has, as environment variables."""
    return {MARK: secrets.token_hex(8)}


def marked(mark: Mapping[str, str]) -> list[int]:
    """The living processes that carry a mark, in order of their ids."""
    wanted = f"{MARK}={mark[MARK]}".encode()
    return [pid for pid in _all() if wanted in _environment(pid).split(b"\0")]


def resident(mark: Mapping[str, str]) -> int:
    """Bytes of memory that the marked processes hold together (resident set size)."""
    return sum(_resident(pid) for pid in marked(mark))


def kill_group(pid: int) -> None:
    """Kill a process group, if any of it is left."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def sweep(mark: Mapping[str, str]) -> None:
    """Kill every process that carries the mark, also those that are started meanwhile."""
    for _ in range(_ROUNDS):
        if not (found := marked(mark)):
            return
        _kill(found)


def all_end(pids: Sequence[int], seconds: float) -> bool:
    """Whether all processes end by themselves within so many seconds; it waits no longer than they take."""
    deadline = time.monotonic() + seconds
    return all(_ends(pid, deadline) for pid in pids)


@contextmanager
def adopting() -> Iterator[None]:
    """Become the parent of every process that loses its own within the block, and end those that are left after it.

    Not for two threads at the same time: one cannot tell the other's children from its own.
    """
    before = set(_children())
    _subreaper(1)
    try:
        yield
    finally:
        for _ in range(_ROUNDS):
            if not (left := [pid for pid in _children() if pid not in before]):
                break
            _kill(left)
        _subreaper(0)


def end_with_parent(number: signal.Signals) -> None:
    """Have this process get a signal when its parent ends, however that ends; on Linux."""
    _control(_PARENT_DIES, number)


def _subreaper(on: int) -> None:
    _control(_SUBREAPER, on)


def _control(option: int, value: int) -> None:
    with suppress(OSError, AttributeError):  # not Linux: orphans stay what they are
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def _kill(pids: Sequence[int]) -> None:
    """Kill processes and wait until they are gone, at most a second; those that are ours leave no zombie."""
    for pid in pids:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 1.0
    for pid in pids:
        _ends(pid, deadline)
        with suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


def _ends(pid: int, deadline: float) -> bool:
    try:
        watched = os.pidfd_open(pid)
    except (OSError, AttributeError):
        return True  # gone already, or not Linux
    try:
        left = max(0.0, deadline - time.monotonic())
        return bool(select.select([watched], [], [], left)[0])
    finally:
        os.close(watched)


def _all() -> list[int]:
    try:
        return sorted(int(name) for name in os.listdir(_PROC) if name.isdecimal())
    except OSError:
        return []


def _children() -> list[int]:
    mine = os.getpid()
    return [pid for pid in _all() if _parent(pid) == mine]


def _parent(pid: int) -> int:
    """The parent's id: the second field after the name, which stands in parentheses and may hold anything."""
    fields = _read(pid, "stat").rpartition(b")")[2].split()
    return int(fields[1]) if len(fields) > 1 else 0


def _resident(pid: int) -> int:
    fields = _read(pid, "statm").split()
    return int(fields[1]) * _PAGE if len(fields) > 1 else 0


def _environment(pid: int) -> bytes:
    return _read(pid, "environ")


def _read(pid: int, name: str) -> bytes:
    try:
        return (_PROC / str(pid) / name).read_bytes()
    except OSError:
        return b""
