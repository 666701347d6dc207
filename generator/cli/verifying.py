"""Verification of several servers, two at a time, each in a process of its own: one that dies takes no other with it.

Results come in the order of the servers. An interrupt ends the processes and what they started.
"""

import logging
import signal
import tempfile
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from tempfile import TemporaryDirectory

from client.errors import ServerError
from client.processes import adopting
from client.verify import Contract, Report, verify
from client.verify.findings import FAMILIES, Ledger
from client.verify.matrix import coverage, matrix
from client.verify.report import Checked, Count, Failure
from generator.cli.progress import Bar, Board
from generator.seed import start_state
from servers.farm.catalog import Emitted, open_folder
from servers.farm.problems import FarmError

AT_ONCE = 2
PATIENCE = 10.0
"""Seconds that a process may take to end when told to; then it is killed."""


@dataclass(frozen=True)
class _Running:
    number: int
    process: SpawnProcess
    bar: Bar


def verify_all(servers: Sequence[Emitted], board: Board, *, seed: int | None = None) -> list[Report]:
    """The report of each server; with `seed` on another start state, and then no report is written."""
    # The folder for scratch is this process's, so that it goes even if a process had to be killed.
    with TemporaryDirectory(prefix="mcpfarm-", ignore_cleanup_errors=True) as scratch:
        return _verified(servers, board, (scratch, seed))


def _verified(servers: Sequence[Emitted], board: Board, how: tuple[str, int | None]) -> list[Report]:
    waiting, running = deque(enumerate(servers)), dict[Connection, _Running]()
    reports: dict[int, Report] = {}
    overall = board.bar("verifying", len(servers))
    overall.at(0, len(servers))
    try:
        while waiting or running:
            while waiting and len(running) < AT_ONCE:
                number, server = waiting.popleft()
                running.update([_start(number, server, how, board)])
            for connection in wait(list(running)):
                assert isinstance(connection, Connection)
                report = _heard(connection, running[connection], servers)
                if report is not None:
                    one = running.pop(connection)
                    one.bar.close()
                    reports[one.number] = report
                    overall.at(len(reports), len(servers), report.name)
    finally:
        _end([one.process for one in running.values()])
    return [reports[number] for number in range(len(servers))]


def _start(number: int, server: Emitted, how: tuple[str, int | None], board: Board) -> tuple[Connection, _Running]:
    """Start a process; Ctrl-C reaches this one only, which then ends the others."""
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(there, str(server.path), *how), daemon=True)
    with _deaf():
        process.start()
    there.close()
    return here, _Running(number, process, board.bar(server.name, 1, small=True))


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes started in the block never hear SIGINT; this one hears it after the block."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _heard(connection: Connection, one: _Running, servers: Sequence[Emitted]) -> Report | None:
    """A report if the process has one, or none to come; None while it is under way."""
    try:
        message = connection.recv()
    except EOFError:
        one.process.join()
        return lost(servers[one.number], f"the verifier ended with status {one.process.exitcode}")
    if isinstance(message, Report):
        one.process.join()
        return message
    if isinstance(message, str):
        return lost(servers[one.number], message)
    one.bar.at(*message)
    return None


def lost(server: Emitted, why: str) -> Report:
    """The report of a server that could not be verified to the end."""
    contract, nothing = Contract.of(server.environment), Ledger()
    return Report(
        name=server.name,
        digest=server.digest,
        verified=False,
        coverage=coverage(contract, set()),
        checks={family: Count(passed=0, failed=int(family == "protocol")) for family in FAMILIES},
        matrix=matrix(contract, nothing, set()),
        failures=(Failure(family="protocol", case="protocol/start", what=why),),
        cases=(Checked(id="protocol/start", tool="", wrong=(f"[protocol] {why}",)),),
    )


def _end(processes: Sequence[SpawnProcess]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(PATIENCE)
        if process.is_alive():
            process.kill()


def _work(connection: Connection, folder: str, scratch: str, seed: int | None) -> None:
    """What a process does: verify one server and send progress, then the report, or why there is none."""
    signal.signal(signal.SIGTERM, _leave)
    tempfile.tempdir = scratch
    shown = [0.0]

    def progress(done: int, total: int, _what: str) -> None:
        if done == total or done / total >= shown[0]:
            shown[0] += 0.01
            connection.send((done, total))

    with adopting(), suppress(BrokenPipeError):  # nobody listens any more
        try:
            start = None if seed is None else start_state(open_folder(Path(folder)).environment, seed)
            connection.send(verify(Path(folder), start=start, progress=progress))
        except (ServerError, FarmError) as error:
            connection.send(str(error))
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001 - the boundary of an item in a batch
            connection.send(f"a defect of the verifier: {type(error).__name__}: {error}")


def _leave(_number: int, _frame: object) -> None:
    # A server that ends after its event loop makes asyncio say so; on the way out that is nobody's business.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    raise SystemExit(128 + signal.SIGTERM)
