"""The test bench: one folder served in three ways, the database file of each as a witness, and the frozen cases.

    stdio    `python server.py`, started cold, called by the lean client in the handshake era; it carries most cases
    inside   the folder's calls without MCP, in a fork of this process; it carries all cases and counts branches
    http     `server.py --http` in another fork, the second run: called by the SDK's own client in the modern era, and
             by a lean one in the handshake era

They differ in whatever must not matter: hash seed (a fork has this process's), time zone, language, folder of the file.
`--quick` has one of them, `stdio`, in a fork.
"""

import compileall
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from client.answers import Answer
from client.link import Link
from client.official import Official
from client.servers import Launch, Limits, Object, Process, RefusedRequest, Start, executed
from client.serving import Served, serving
from client.verify.cases import Case
from client.verify.contract import Contract
from client.verify.embedded import serve
from client.verify.findings import Finding
from client.verify.forked import embedded, forked
from client.verify.play import Caller, Target, Watch, play
from client.witness import FileWitness
from servers.farm.state import State

WAYS: dict[str, dict[str, str]] = {
    "stdio": {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    "inside": {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8"},
    "http": {"TZ": "Asia/Kathmandu", "LC_ALL": "C"},
}
"""The variables of each way; they must not matter."""


@dataclass(frozen=True)
class Bench:
    """Everything that a family may look at."""

    contract: Contract
    cases: Sequence[Case]
    process: Process
    """The stdio server, for those who speak to it line by line."""
    stdio: Target
    inside: "Inside | None" = None
    """None, as the next three, in a quick verification."""
    http: Target | None = None
    sdk: Target | None = None
    """The HTTP server as the SDK's client calls it, which takes several times as long."""
    official: Official | None = None
    """The SDK's client itself."""
    watches: Sequence[Watch] = field(default_factory=tuple)

    @property
    def others(self) -> dict[str, Target]:
        """The ways beside stdio."""
        inside = None if self.inside is None else self.inside.target
        return {name: way for name, way in (("in-process", inside), ("over HTTP", self.http)) if way is not None}

    def cases_of(self, family: str, tool: str = "") -> list[Case]:
        """The cases of a family, of one tool if it is named."""
        return [case for case in self.cases if case.family == family and tool in ("", case.tool)]

    def play(self, case: Case, target: Target) -> Iterator[Finding]:
        """Play a case and say what every family says of it."""
        return play(case, target, self.watches)

    def everywhere(self, case: Case) -> Iterator[Finding]:
        """Play a case over stdio, unless there are others like it, then without MCP, unless it has failed already."""
        wrong = False
        if not case.alike:
            for finding in self.play(case, self.stdio):
                wrong |= bool(finding.what)
                yield finding
        if self.inside is not None and not wrong:
            for finding in self.play(case, self.inside.target):
                yield replace(finding, what=finding.what and f"{finding.what} (in-process)")


@dataclass(frozen=True)
class Inside:
    """The in-process way, and the process that can be asked for its branches."""

    target: Target
    process: Process


class Servers:
    """The processes of one folder, started and not yet waited for."""

    def __init__(self, folder: Path, scratch: Path, limits: Limits, stack: ExitStack) -> None:
        self._scratch, self._limits, self._stack = scratch, limits, stack
        self._copy = scratch / folder.resolve().name
        shutil.copytree(folder, self._copy, ignore=shutil.ignore_patterns("__pycache__", "*.db*", "report.json"))
        compileall.compile_dir(self._copy, quiet=2)  # once for all of its processes; what is wrong they say themselves

    def stdio(self, quick: bool) -> Process:
        """The stdio server."""
        return self._process("stdio", forked if quick else executed)

    def inside(self) -> Process:
        """The in-process way, which can say what was covered."""
        database = self._folder("inside") / "state.db"
        return self._process("inside", embedded(serve(self._copy, database)))

    def http(self) -> Served:
        """The HTTP server."""
        return self._stack.enter_context(serving(self._launch("http", "--http", "--port", "0"), self._limits, forked))

    def witness(self, way: str, contract: Contract, start: State | None) -> FileWitness:
        """Watches the file of a server that is ready."""
        file = self._folder(way) / "state.db"
        return self._stack.enter_context(FileWitness(file, contract.environment, start))

    def _process(self, way: str, start: Start) -> Process:
        return self._stack.enter_context(Process(self._launch(way), self._limits, start=start))

    def _folder(self, way: str) -> Path:
        folder = self._scratch / way
        folder.mkdir(exist_ok=True)
        return folder

    def _launch(self, way: str, *options: str) -> Launch:
        folder = self._folder(way)
        command = [sys.executable, "-B", str(self._copy / "server.py"), "--db", str(folder / "state.db"), *options]
        return Launch(self._copy.name, command, folder, folder / "stderr.txt", WAYS[way])


@contextmanager
def servers(folder: Path, scratch: Path, limits: Limits) -> Iterator[Servers]:
    """A copy of the folder, and what is started of it; all of it ends with the block."""
    with ExitStack() as stack:
        yield Servers(folder, scratch, limits, stack)


def lean(link: Link) -> Caller:
    """Calls through a lean client."""

    def call(tool: str, arguments: Object) -> Answer:
        try:
            return Answer.of(link.request("tools/call", {"name": tool, "arguments": arguments}))
        except RefusedRequest as error:
            return Answer.none(str(error))

    return call
