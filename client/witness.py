"""The second witness: the database file of a running server, read and rewound from outside.

A server keeps nothing outside its database (DESIGN §5), so SQLite's backup into the open file puts it back between two
cases; `PRAGMA data_version` says whether anybody else has written since the last look.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from client.errors import NotAServerError
from servers.farm.model import Environment
from servers.farm.names import attribute
from servers.farm.state import Digests, RowChange, State, apply, stored_columns
from servers.farm.witness import Reader, write_state

_HINT = "environment.json and the service differ; make the folder again with `mcpfarm explore`"


@dataclass(frozen=True)
class Snapshot:
    """A state as it was seen, and its digest."""

    state: State
    digest: str


class Snapshots:
    """Takes snapshots of databases of one environment; their states share the rows that do not differ."""

    def __init__(self, environment: Environment) -> None:
        self._name, self._reader, self._digests = environment.name, Reader(environment), Digests()

    def of(self, connection: sqlite3.Connection) -> Snapshot:
        """The state in a database. Raises NotAServerError if the database is not one of the environment."""
        try:
            state = self._reader.read(connection)
        except (sqlite3.Error, ValueError, LookupError) as error:
            raise NotAServerError(self._name, f"its database is not as declared: {error}", _HINT) from error
        return Snapshot(state, self._digests.of(state))

    def of_image(self, image: bytes) -> Snapshot:
        """The state in a database image."""
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(image)
            return self.of(connection)


def check_tables(connection: sqlite3.Connection, environment: Environment) -> None:
    """Raise NotAServerError unless every entity has its table with its columns.

    Reading would not tell: SQLite takes a quoted name that is no column for a text.
    """
    for name, entity in environment.entities.items():
        found = {row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (entity.plural,))}
        missing = [column for column in stored_columns(entity) if attribute(column) not in found]
        if missing:
            what = f"its database has no column {missing[0]} for {name}" if found else f"its database has no {name}"
            raise NotAServerError(environment.name, what, _HINT)


def broken(connection: sqlite3.Connection) -> Iterator[str]:
    """What SQLite itself finds wrong: dangling references, violated checks, a damaged file."""
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} refers to no row of {parent}"
    for (found,) in connection.execute("PRAGMA integrity_check"):
        if found != "ok":
            yield str(found)


class FileWitness:
    """Watches and rewinds one database file. Close it before the file goes away."""

    def __init__(self, path: Path, environment: Environment, start: State | None = None) -> None:
        """`start` is the state that `rewind` goes back to; None for the one in the file now."""
        self._environment, self._snapshots = environment, Snapshots(environment)
        self._file = sqlite3.connect(path, isolation_level=None, timeout=10)
        self._file.execute("PRAGMA synchronous = OFF")  # nobody needs a temporary file after a power cut
        self._image = sqlite3.connect(":memory:", isolation_level=None)
        self._other = sqlite3.connect(":memory:", isolation_level=None)
        self._world: tuple[RowChange, ...] = ()
        try:
            self._start = self._changed = self._prepared(start)
        except NotAServerError:
            self.close()
            raise
        self._seen, self._version = self._start, -1
        self.rewind()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def start(self) -> Snapshot:
        """The state that every case begins with."""
        return self._start

    def snapshot(self) -> Snapshot:
        """The state in the file now."""
        version = self._data_version()
        if version != self._version:
            self._seen, self._version = self._snapshots.of(self._file), version
        return self._seen

    def rewind(self, world: Sequence[RowChange] = ()) -> None:
        """Put the start state, with these changes on top, back into the file that the server has open.

        Raises sqlite3.IntegrityError if the changes break a constraint.
        """
        if world:
            self._prepare(tuple(world))
        wanted, image = (self._changed, self._other) if world else (self._start, self._image)
        if self._data_version() == self._version and self._seen is wanted:
            return
        image.backup(self._file)
        self._seen, self._version = wanted, self._data_version()

    def broken(self) -> list[str]:
        """What SQLite finds wrong with the file now."""
        return list(broken(self._file))

    def close(self) -> None:
        """Release both databases."""
        for connection in (self._file, self._image, self._other):
            connection.close()

    def _prepare(self, world: tuple[RowChange, ...]) -> None:
        """Have the image of this world ready; cases of one world come one after another."""
        if world == self._world:
            return
        self._image.backup(self._other)
        write_state(self._other, self._environment, apply(self._environment, self._start.state, world))
        self._changed, self._world = self._snapshots.of(self._other), world

    def _prepared(self, start: State | None) -> Snapshot:
        """Take the file as the image to rewind to, with another state in it if one is given."""
        self._image.deserialize(without_log(self._file.serialize()))
        check_tables(self._image, self._environment)
        if start is not None:
            write_state(self._image, self._environment, start)
        return self._snapshots.of(self._image)

    def _data_version(self) -> int:
        return int(self._file.execute("PRAGMA data_version").fetchone()[0])


def without_log(image: bytes) -> bytes:
    """A database image that says of itself that it has no write-ahead log; with one it could not be opened."""
    return image[:18] + b"\x01\x01" + image[20:]


def from_image(image: bytes, environment: Environment) -> Snapshot:
    """The state in a database image."""
    return Snapshots(environment).of_image(image)
