"""Work on several items at a time, each in a process of its own: one that dies takes no other with it.

Results come as they are ready, with the number of their job. An interrupt ends the processes and what they started.
On Linux the processes are forks of this one: what the work imports is imported once, here, before it begins. They must
not be made while this process has threads. Each keeps to one processor, with all that it starts: a verifier and its
servers take turns, and to wake each other across processors is a quarter of what a verification costs.
"""

import ctypes
import gc
import logging
import os
import signal
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from tempfile import TemporaryDirectory
from time import monotonic

from client.processes import adopting, end_with_parent
from generator.cli.progress import Bar, Board

AT_ONCE = 2
PATIENCE = 10.0
"""Seconds that a process may take to end when told to; then it is killed."""
LIMIT = 3_600.0
"""Seconds that a job may take; a verification has limits of its own, of seconds."""
TICK = 0.5
"""Seconds after which what is shown is drawn again, though nothing has happened."""

Progress = Callable[[int, int, str], None]
"""Called with what is done, what there is to do, and what is next."""


@dataclass(frozen=True)
class Job:
    """A function of a module, called in another process with the arguments and then a `Progress`."""

    name: str
    work: Callable[..., object]
    arguments: tuple[object, ...] = ()


@dataclass(frozen=True)
class Lost:
    """In the place of a result: why there is none."""

    why: str


@dataclass(frozen=True)
class _Ready:
    result: object


@dataclass(frozen=True)
class _Where:
    """What a process is given: a folder for scratch, seconds, and if the system has a choice a processor."""

    scratch: str
    limit: float
    processor: int | None


@dataclass(frozen=True)
class _Running:
    number: int
    where: _Where
    process: BaseProcess
    bar: Bar
    until: float
    """When it is ended, by the monotonic clock."""


def run_all(
    jobs: Sequence[Job], board: Board, title: str, at_once: int = AT_ONCE, limit: float = LIMIT
) -> Iterator[tuple[int, object]]:
    """The number of each job with its result, or with a `Lost`, as they end; `at_once` of them run at a time, each for
    at most `limit` seconds."""
    # The folder for scratch is this process's, so that it goes even if a process had to be killed.
    with TemporaryDirectory(prefix="mcpfarm-", ignore_cleanup_errors=True) as scratch:
        waiting, running = deque(enumerate(jobs)), dict[Connection, _Running]()
        overall, done = board.bar(title, len(jobs)), 0
        overall.at(0, len(jobs))
        try:
            while waiting or running:
                while waiting and len(running) < at_once:
                    number, job = waiting.popleft()
                    where = _Where(scratch, limit, _freest(one.where.processor for one in running.values()))
                    running.update([_start(number, job, where, board)])
                board.refresh()
                for connection in _news(running):
                    result = _heard(connection, running[connection])
                    if result is not None:
                        one = running.pop(connection)
                        one.bar.close()
                        done += 1
                        overall.at(done, len(jobs), jobs[one.number].name)
                        yield one.number, result
        finally:
            _end([one.process for one in running.values()])


def _news(running: dict[Connection, _Running]) -> list[Connection]:
    """The processes that have something to say, or no time left; none if there are none for a while."""
    first = min(one.until for one in running.values())
    patience = min(TICK, max(0.0, first - monotonic()))
    ready = [item for item in wait(list(running), patience) if isinstance(item, Connection)]
    return ready or [connection for connection, one in running.items() if one.until <= monotonic()]


def _start(number: int, job: Job, where: _Where, board: Board) -> tuple[Connection, _Running]:
    """Start a process; Ctrl-C reaches this one only, which then ends the others."""
    here, there = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_work, args=(here, there, where, job), daemon=True)
    with _deaf():
        process.start()
    there.close()
    return here, _Running(number, where, process, board.bar(job.name, 1, small=True), monotonic() + where.limit)


def _freest(taken: Iterable[int | None]) -> int | None:
    """The processor with the fewest processes of ours; first the one that this process is on, which is where the
    system thinks that there is room. None where the system does not say which there are."""
    if not hasattr(os, "sched_getaffinity"):
        return None
    busy, system = list(taken), ctypes.CDLL(None)
    own = system.sched_getcpu() if hasattr(system, "sched_getcpu") else 0
    return min(sorted(os.sched_getaffinity(0)), key=lambda one: (busy.count(one), one != own))


_CONTEXT = get_context("fork") if sys.platform == "linux" else get_context("spawn")


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes started in the block never hear SIGINT, and SIGTERM once they know what to do then; this one hears both
    after the block."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _heard(connection: Connection, one: _Running) -> object | None:
    """A result if the process has one, or that none is to come; None while it is under way."""
    if one.until <= monotonic():
        _end([one.process])
        return Lost("it took too long and was ended")
    try:
        message = connection.recv()
    except EOFError:
        one.process.join()
        return Lost(f"its process ended with status {one.process.exitcode}")
    if isinstance(message, _Ready):
        one.process.join()
        return message.result
    one.bar.at(*message)
    return None


def _end(processes: Sequence[BaseProcess]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(PATIENCE)
        if process.is_alive():
            process.kill()


def _work(listening: Connection, connection: Connection, where: _Where, job: Job) -> None:
    """What a process does: the job's work, with its progress on the way. It ends when nobody listens any more."""
    listening.close()  # the other process's end; a fork has it too
    signal.signal(signal.SIGTERM, _leave)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    end_with_parent(signal.SIGTERM)
    if (parent := parent_process()) is not None and os.getppid() != parent.pid:
        return
    gc.freeze()  # what the process was forked from is nobody's garbage here
    tempfile.tempdir = where.scratch
    if where.processor is not None:
        os.sched_setaffinity(0, {where.processor})
    shown = [0.0]

    def progress(done: int, total: int, what: str) -> None:
        if _LEAVING.is_set():
            raise SystemExit(128 + signal.SIGTERM)
        if done == 0:  # the work begins, perhaps not for the first time
            shown[0] = 0.0
        if done == total or done / total >= shown[0]:
            shown[0] = done / total + 0.01
            connection.send((done, total, what))

    with adopting(), suppress(BrokenPipeError):  # nobody listens any more
        try:
            connection.send(_Ready(job.work(*job.arguments, progress)))
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001 - the boundary of an item in a batch
            ours = hasattr(error, "hint")
            why = str(error) if ours else f"a defect of mcpfarm: {type(error).__name__}: {error}"
            connection.send(_Ready(Lost(why)))


_LEAVING = threading.Event()
"""Set in a process that was told to end. What runs below Python may lose the exit that a signal's handler raises (the
parser of `compile` does), so that the work is asked again wherever it tells its progress."""


def _leave(_number: int, _frame: object) -> None:
    _LEAVING.set()
    # A server that ends after its event loop makes asyncio say so; on the way out that is nobody's business.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    raise SystemExit(128 + signal.SIGTERM)
