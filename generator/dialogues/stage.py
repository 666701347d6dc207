"""Where dialogues are executed: an emitted server as a child process over MCP stdio, its database file rewound.

Planning has computed what every call gives; here the server answers, and its answers are what is recorded.
"""

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from client.answers import Answer
from client.errors import ServerError
from client.servers import Launch, Limits, Object, Process
from client.witness import FileWitness
from servers.farm.catalog import Emitted
from servers.farm.state import RowChange, State, difference


@dataclass(frozen=True)
class Performed:
    """One call as the server did it: the text it answered, whether it was an error, what changed, the digest after."""

    name: str
    arguments: Object
    text: str
    is_error: bool
    changes: tuple[RowChange, ...]
    digest: str


class Stage:
    """A running server whose world can be put back."""

    def __init__(self, emitted: Emitted, process: Process, witness: FileWitness) -> None:
        self.emitted = emitted
        self._process = process
        self._witness = witness

    @property
    def start(self) -> State:
        """The state that every dialogue begins with."""
        return self._witness.start.state

    @property
    def initial_digest(self) -> str:
        """Its digest."""
        return self._witness.start.digest

    def perform(self, calls: Sequence[tuple[str, Object]]) -> list[Performed]:
        """Execute calls from the start state. Raises ServerError if the server is lost or answers with no result."""
        self._witness.rewind()
        return [self._call(name, arguments) for name, arguments in calls]

    def _call(self, name: str, arguments: Object) -> Performed:
        before = self._witness.snapshot()
        answer = Answer.of(self._process.request("tools/call", {"name": name, "arguments": arguments}))
        after = self._witness.snapshot()
        if len(answer.texts) != 1:
            raise ServerError(
                self.emitted.name, f"answered {name} with no text block", "verify it with `mcpfarm verify`"
            )
        changes = tuple(difference(self.emitted.environment, before.state, after.state))
        return Performed(name, arguments, answer.texts[0], answer.is_error, changes, after.digest)


@contextmanager
def stages(servers: Sequence[Emitted]) -> Iterator[list[Stage]]:
    """Copies of emitted servers, each on a database file of its own, in the given order; they end with the block.

    All are started before the first is waited for, since importing costs a server seconds.
    """
    with TemporaryDirectory(prefix="mcpfarm-") as name, ExitStack() as stack:
        scratches = [Path(name) / str(number) for number in range(len(servers))]
        started = [_started(emitted, scratch) for emitted, scratch in zip(servers, scratches, strict=True)]
        processes = [stack.enter_context(process) for process in started]
        found = []
        for emitted, scratch, process in zip(servers, scratches, processes, strict=True):
            process.handshake()
            witness = stack.enter_context(FileWitness(scratch / "state.db", emitted.environment))
            found.append(Stage(emitted, process, witness))
        try:
            yield found
        finally:
            for process in processes:
                process.hang_up()


def _started(emitted: Emitted, scratch: Path) -> Process:
    """A child process of a copy of the server, which has not been talked to yet."""
    copy = scratch / emitted.name
    shutil.copytree(emitted.path, copy, ignore=shutil.ignore_patterns("__pycache__", "*.db*"))
    command = [sys.executable, "-B", str(copy / "server.py"), "--db", str(scratch / "state.db")]
    return Process(Launch(emitted.name, command, scratch, scratch / "stderr.txt"), Limits())
