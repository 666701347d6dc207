"""Cases on a session in this process: the same watches without MCP, fast enough for hundreds of server mutants."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing

from client.answers import Answer
from client.servers import Object
from client.session import Session
from client.verify.cases import Case
from client.verify.contract import Contract
from client.verify.families import ALL
from client.verify.findings import Finding
from client.verify.play import Target, Watch, play
from client.witness import Snapshot, Snapshots, broken
from servers.farm.model import Environment
from servers.farm.state import RowChange, apply
from servers.farm.witness import write_state


class SessionWitness:
    """Sees and rewinds a session through its images."""

    def __init__(self, session: Session, environment: Environment) -> None:
        """`environment` is the original's, also where the session's folder is a mutant of it."""
        self._session, self._environment, self._snapshots = session, environment, Snapshots(environment)
        self._image = self._start_image = session.snapshot()
        self._seen = self._start = self._read(self._image)
        self._world: tuple[RowChange, ...] = ()
        self._changed, self._changed_image = self._start, self._start_image

    def snapshot(self) -> Snapshot:
        """The state now."""
        image = self._session.snapshot()
        if image != self._image:
            self._image, self._seen = image, self._read(image)
        return self._seen

    def rewind(self, world: Sequence[RowChange] = ()) -> None:
        """Back to the state that the session was handed in with, with these changes on top."""
        if world:
            self._prepare(tuple(world))
        wanted, image = (self._changed, self._changed_image) if world else (self._start, self._start_image)
        if self._seen is not wanted:
            self._session.restore(image)
            self._image, self._seen = self._session.snapshot(), wanted

    def _prepare(self, world: tuple[RowChange, ...]) -> None:
        if world == self._world:
            return
        state = apply(self._environment, self._start.state, world)
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            connection.deserialize(self._start_image)
            write_state(connection, self._environment, state)
            self._changed, self._changed_image = self._snapshots.of(connection), connection.serialize()
        self._world = world

    def broken(self) -> list[str]:
        """What SQLite finds wrong with the image."""
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(self._image)
            return list(broken(connection))

    def _read(self, image: bytes) -> Snapshot:
        return self._snapshots.of_image(image)


def target(session: Session, environment: Environment) -> Target:
    """The session as something that cases can be played on."""

    def call(tool: str, arguments: Object) -> Answer:
        result = session.call(tool, arguments)
        structured = None if result.structured is None else dict(result.structured)
        return Answer(result.is_error, structured, (result.text,))  # type: ignore[arg-type]

    return Target(call, SessionWitness(session, environment))


def kill(contract: Contract, cases: Sequence[Case], session: Session, first: Iterable[str] = ()) -> Finding | None:
    """The first thing that a session does not do as the frozen cases of the original say; None if it passes them all.

    `first` names tools whose cases come first, such as the one that a mutant changed.
    """
    ahead = frozenset(first)
    watches: list[Watch] = [family(contract).watch for family in ALL]
    tested = target(session, contract.environment)
    for case in sorted(cases, key=lambda case: case.tool not in ahead):
        wrong = next((finding for finding in play(case, tested, watches) if finding.what), None)
        if wrong is not None:
            return wrong
    return None
