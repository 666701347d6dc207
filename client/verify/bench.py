"""The test bench: two processes of the same folder, their database files, and the frozen cases.

The first is called by the lean client in the handshake era and carries the bulk; the second is called by the SDK's own
client in the modern era. They differ in whatever must not matter: hash seed, time zone, language, folder of the file.
"""

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from client.answers import Answer
from client.official import Connection, Official, starting
from client.servers import Launch, Limits, Object, Process, RefusedRequest
from client.verify.cases import Case
from client.verify.contract import Contract
from client.verify.findings import Finding
from client.verify.play import Caller, Target, Watch, play

WORLDS: tuple[dict[str, str], ...] = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4242", "TZ": "Asia/Kathmandu", "LC_ALL": "C"},
)
"""What differs between the two processes and must not matter."""


@dataclass(frozen=True)
class Bench:
    """Everything that a family may look at."""

    contract: Contract
    cases: Sequence[Case]
    process: Process
    """The first server, for those who speak to it line by line."""
    official: Official
    """The SDK's client of the second server."""
    first: Target
    second: Target
    watches: Sequence[Watch] = field(default_factory=tuple)

    def cases_of(self, family: str, tool: str = "") -> list[Case]:
        """The cases of a family, of one tool if it is named."""
        return [case for case in self.cases if case.family == family and tool in ("", case.tool)]

    @property
    def paged(self) -> dict[str, Case]:
        """For each tool that pages, a case whose last call begins to page."""
        found: dict[str, Case] = {}
        for case in self.cases_of("success"):
            cursor = any(item.source == "cursor" for item in self.contract.surfaces[case.tool])
            if cursor and "cursor" not in case.steps[-1].call.arguments and case.last.outcome == "success":
                found.setdefault(case.tool, case)
        return found

    def play(self, case: Case, target: Target) -> Iterator[Finding]:
        """Play a case and say what every family says of it."""
        return play(case, target, self.watches)


@contextmanager
def servers(folder: Path, scratch: Path, limits: Limits) -> Iterator[tuple[Process, Connection]]:
    """Copy the folder and start two processes of it at the same time; neither has been waited for."""
    copy = scratch / folder.resolve().name
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("__pycache__", "*.db*", "report.json"))
    launches = [_launch(copy, scratch, number) for number in (0, 1)]
    with Process(launches[0], limits) as process, starting(launches[1], limits) as connection:
        yield process, connection


def _launch(copy: Path, scratch: Path, number: int) -> Launch:
    folder = scratch / f"world {number}"
    folder.mkdir()
    command = [sys.executable, "-B", str(copy / "server.py"), "--db", str(folder / "state.db")]
    return Launch(copy.name, command, folder, folder / "stderr.txt", WORLDS[number])


def lean(process: Process) -> Caller:
    """Calls through the lean client."""

    def call(tool: str, arguments: Object) -> Answer:
        try:
            return Answer.of(process.request("tools/call", {"name": tool, "arguments": arguments}))
        except RefusedRequest as error:
            return Answer.none(str(error))

    return call
