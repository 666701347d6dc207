"""Runs a service: opens its state, checks and executes calls, and lets a harness copy, rewind and compare the state.

This file is the same in every server and knows no MCP: trainers call tools in-process, `server.py` is a front end over
the same calls. A `Service` is what a folder declares; a `World` is one isolated copy of its state. A call is one
transaction. A fault leaves the database as it was; a writing call that succeeds advances the clock by one tick.
"""

import hashlib
import json
import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from decimal import DecimalException
from difflib import get_close_matches
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from string import Formatter
from threading import RLock
from typing import Literal

from pydantic import TypeAdapter
from sqlalchemy import MetaData
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement
from sqlmodel import SQLModel

from .arguments import Arguments, InputSchema, InvalidArgument, Json
from .database import Bound, Database, Fault, Page, Query, fail, ordered
from .tables import JsonList, Money, Stored, layout_of, quoted

__all__ = [
    "CallResult",
    "Database",
    "Fault",
    "InvalidArgument",
    "JsonList",
    "Money",
    "Page",
    "Query",
    "RowChange",
    "Service",
    "StateRefused",
    "Tool",
    "World",
    "fail",
    "given",
    "ordered",
    "same_length",
]

_BOOKKEEPING = """
CREATE TABLE _environment (id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, tables TEXT NOT NULL);
CREATE TABLE _clock (id INTEGER PRIMARY KEY CHECK (id = 1), now TEXT NOT NULL, tick_seconds INTEGER NOT NULL);
CREATE TABLE _sequences (name TEXT, parent TEXT, last INTEGER NOT NULL, PRIMARY KEY (name, parent)) WITHOUT ROWID;
"""
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=float)
_LISTING = TypeAdapter(dict[Literal["tools"], list[dict[str, object]]])
_log = logging.getLogger(__name__)


class StateRefused(Exception):
    """A database file or image that cannot serve as this environment's state; the message is one line for a person."""


@dataclass(frozen=True)
class CallResult:
    """What a call gives: one JSON text; of an error `{"error": code, "message": …, "details": …}`."""

    text: str
    is_error: bool

    @cached_property
    def structured(self) -> dict[str, Json] | None:
        """The same as an object; None for an error, since an error does not have the shape of the output schema."""
        return None if self.is_error else json.loads(self.text)


@dataclass(frozen=True)
class RowChange:
    """How one row differs from a snapshot, in stored values (money as minor units, booleans as 0 or 1)."""

    table: str
    key: tuple[Stored, ...]
    op: Literal["insert", "update", "delete"]
    before: dict[str, Stored] | None
    after: dict[str, Stored] | None


@dataclass(frozen=True)
class Tool:
    """One tool: its function, whether it only reads, and which parameters are money, with how many decimals."""

    function: Callable[..., Mapping[str, object]]
    read_only: bool = False
    money: Mapping[str, int] = field(default_factory=dict)


def given(clear: Sequence[str] | None, /, **values: Bound) -> dict[str, Bound]:
    """The columns that a patch changes: those given, and those to clear, as None. Raises InvalidArgument if both."""
    changes = {name: value for name, value in values.items() if value is not None}
    cleared = {name if name in values else f"{name}_": None for name in clear or ()}
    for name in cleared:
        if name in changes:
            raise InvalidArgument("clear", f"names {name.removesuffix('_')}, which is also given; send one of the two.")
    return changes | cleared


def same_length(**columns: Sequence[object] | None) -> None:
    """Require parallel lists (`items_sku`, `items_quantity`) to be equally long, or all left out."""
    lengths = {name: None if values is None else len(values) for name, values in columns.items()}
    if len(set(lengths.values())) > 1:
        found = ", ".join(f"{name} {'none' if length is None else length}" for name, length in lengths.items())
        raise InvalidArgument(" and ".join(columns), f"must have the same number of elements; found {found}.")


@dataclass(frozen=True)
class Service:
    """What a folder serves.

    `faults`: code → message with `{details}`. `unique_faults`: the columns of a unique set as SQLite names them
    (`members.email`, `notes.owner_id, notes.title`) → code. `sessions`: tables that are part of no difference.
    `instructions`: the business rules in sentences.
    """

    name: str
    folder: Path
    tables: Sequence[type[SQLModel]]
    tools: Mapping[str, Tool]
    faults: Mapping[str, str]
    unique_faults: Mapping[str, str] = field(default_factory=dict)
    sessions: Sequence[type[SQLModel]] = ()
    instructions: str = ""

    @cached_property
    def listing(self) -> list[dict[str, object]]:
        """The tools as MCP lists them: name, title, description, inputSchema, outputSchema, annotations."""
        return _LISTING.validate_json((self.folder / "tools.json").read_bytes())["tools"]

    @cached_property
    def checks(self) -> dict[str, Arguments]:
        """The argument checks of each tool."""
        schemas = {str(one["name"]): InputSchema.model_validate(one["inputSchema"]) for one in self.listing}
        return {name: Arguments(schemas[name], tool.money, tool.function) for name, tool in self.tools.items()}

    @cached_property
    def start_image(self) -> bytes:
        """The database that a new world starts from."""
        return self.image((self.folder / "seed.sql").read_text(encoding="utf-8"))

    def image(self, seed: str) -> bytes:
        """A database of this service filled by the seed's INSERTs, `_clock` and `_sequences` among them."""
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            connection.executescript(_BOOKKEEPING + self._schema + seed)
            connection.execute("INSERT INTO _environment VALUES (1, ?, ?)", (self.name, self._fingerprint))
            if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
                raise StateRefused(
                    f"{self.name}: the seed has a row in {broken[0]} that refers to no row in {broken[2]}"
                )
            return connection.serialize()

    def open(self, path: Path | None = None) -> "World":
        """A new world in memory, or the one in a file, which is made from the seed if absent. Raises StateRefused."""
        if path is not None:
            return World(self, self._file(path))
        connection = _connect(":memory:")
        connection.deserialize(self.start_image)
        return World(self, connection)

    def recognise(self, connection: sqlite3.Connection, where: str) -> None:
        """Raise StateRefused unless the database is a state of this service, in its present form."""
        try:
            found = connection.execute("SELECT name, tables FROM _environment").fetchone()
        except sqlite3.DatabaseError as error:
            raise StateRefused(f"{where} is not a database of '{self.name}': {error}") from None
        if found != (self.name, self._fingerprint):
            other = f"of '{found[0]}'" if found and found[0] != self.name else "of another version of it"
            raise StateRefused(f"{where} is not a database of '{self.name}' but {other}; name another file")

    @cached_property
    def _schema(self) -> str:
        metadata: MetaData = self.tables[0].metadata
        declared = [metadata.tables[layout_of(table).name] for table in self.tables]
        creations: list[ExecutableDDLElement] = [CreateTable(table) for table in declared]
        for table in declared:
            creations += map(CreateIndex, sorted(table.indexes, key=lambda one: str(one.name)))
        return "".join(f"{one.compile(dialect=sqlite.dialect())};\n" for one in creations)

    @cached_property
    def _fingerprint(self) -> str:
        return hashlib.sha256(self._schema.encode()).hexdigest()[:16]

    def _file(self, path: Path) -> sqlite3.Connection:
        try:
            connection = _connect(str(path))
        except sqlite3.Error as error:
            raise StateRefused(f"{path} cannot be opened: {error}") from None
        try:
            self._create(connection)
            self.recognise(connection, str(path))
            _log_ahead(connection)
        except (sqlite3.Error, StateRefused) as error:
            connection.close()
            message = str(error) if isinstance(error, StateRefused) else f"{path} cannot be used: {error}"
            raise StateRefused(message) from None
        return connection

    def _create(self, connection: sqlite3.Connection) -> None:
        """Fill a database that has no tables yet, in one transaction, so that two processes may start on one file."""
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("SELECT name FROM sqlite_master").fetchone():
                return
            with closing(sqlite3.connect(":memory:")) as source:
                source.deserialize(self.start_image)
                for statement in source.iterdump():
                    if statement not in ("BEGIN TRANSACTION;", "COMMIT;"):
                        connection.execute(statement)


class World:
    """One isolated copy of a service's state. Its methods may be called from any thread; they take turns."""

    def __init__(self, service: Service, connection: sqlite3.Connection) -> None:
        self._service = service
        self._connection = connection
        self._database = Database(connection, service.unique_faults)
        self._lock = RLock()

    def tools(self) -> list[dict[str, object]]:
        """The tools as MCP lists them."""
        return self._service.listing

    def call(self, name: str, arguments: Mapping[str, object] | None = None) -> CallResult:
        """Execute one tool. Nothing is raised, whatever was sent.

        Errors: `unknown_tool`, `invalid_argument`, the service's faults, and `internal_error`, whose cause is logged.
        """
        if name not in self._service.tools:
            return _unknown_tool(name, self._service.tools)
        with self._lock:
            try:
                return self._answer(name, {} if arguments is None else arguments)
            except Exception:  # noqa: BLE001 - an agent gets an answer, the log gets the cause
                _log.exception("%s: %s failed", self._service.name, name)
                return _refusal("internal_error", "The service could not do this; nothing was changed.", {})

    def _answer(self, name: str, arguments: object) -> CallResult:
        try:
            return CallResult(self._execute(name, arguments), is_error=False)
        except Fault as fault:
            template = self._service.faults[fault.code]
            # What the message names, no more: a broken unique set hands in the whole row, with its hidden columns.
            details = {key: fault.details.get(key) for _, key, _, _ in Formatter().parse(template) if key}
            return _refusal(fault.code, template.format_map(details), details)
        except InvalidArgument as error:
            return _refusal("invalid_argument", str(error), {"parameter": error.parameter})
        except (OverflowError, DecimalException):
            return _refusal("invalid_argument", "A number or date of this call is beyond what can be kept.", {})

    def _execute(self, name: str, arguments: object) -> str:
        tool = self._service.tools[name]
        values = self._service.checks[name].check(arguments)
        self._database.begin(writes=not tool.read_only)
        try:
            text = _encoded(tool.function(self._database, **values))
            if not tool.read_only:
                self._database.commit()
        finally:
            self._database.rollback()
        return text

    def snapshot(self) -> bytes:
        """The whole state as a database image, which `restore` takes."""
        with self._lock:
            image = self._connection.serialize()
        # Bytes 18 and 19 say that the file has a write-ahead log; an image has none and could not be opened then.
        return image[:18] + b"\x01\x01" + image[20:]

    def restore(self, image: bytes) -> None:
        """Go back to a snapshot. Raises StateRefused for an image of something else."""
        with self._lock, closing(sqlite3.connect(":memory:")) as source:
            source.deserialize(image)
            self._service.recognise(source, "the image")
            source.backup(self._connection)

    def difference(self, before: bytes) -> list[RowChange]:
        """The rows that differ from a snapshot, by table and key; bookkeeping and sessions aside."""
        with self._lock, closing(sqlite3.connect(":memory:")) as old:
            old.deserialize(before)
            tables = sorted(
                set(self._service.tables) - set(self._service.sessions), key=lambda one: layout_of(one).name
            )
            return [change for table in tables for change in _changes(table, old, self._connection)]

    def digest(self) -> str:
        """SHA-256 of the state, clock and sequences too.

        Per table, by name: a JSON line with its name and columns, then one for each row, by key.
        """
        with self._lock:
            return _digest(self._connection)

    def close(self) -> None:
        """Release the database; the world cannot be used any more."""
        with self._lock:
            self._connection.close()


def _connect(path: str) -> sqlite3.Connection:
    # No transaction that we did not begin; the cache holds every statement that a service has.
    return sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=512)


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Use a write-ahead log. It needs the file alone for a moment, and does not wait for it as a transaction does."""
    connection.execute("PRAGMA synchronous = NORMAL")
    for _ in range(20):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
        else:
            return


def _encoded(result: object) -> str:
    try:
        return _JSON.encode(result)
    except ValueError as error:
        raise OverflowError("the result holds an infinite number") from error


def _refusal(code: str, message: str, details: Mapping[str, object]) -> CallResult:
    return CallResult(_JSON.encode({"error": code, "message": message, "details": details}), is_error=True)


def _unknown_tool(name: str, tools: Mapping[str, Tool]) -> CallResult:
    near = get_close_matches(name[:100], tools, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(tools)}."
    return _refusal("unknown_tool", f"There is no tool of that name; {hint}", {"tool": ascii(name[:100])[1:-1]})


def _changes(table: type[SQLModel], old: sqlite3.Connection, new: sqlite3.Connection) -> Iterator[RowChange]:
    before, after = _stored_rows(table, old), _stored_rows(table, new)
    name = layout_of(table).name
    for key in sorted(before.keys() | after.keys()):
        match before.get(key), after.get(key):
            case None, row:
                yield RowChange(name, key, "insert", None, row)
            case row, None:
                yield RowChange(name, key, "delete", row, None)
            case row, other if row != other:
                yield RowChange(name, key, "update", row, other)


def _stored_rows(table: type[SQLModel], connection: sqlite3.Connection) -> dict[tuple[Stored, ...], dict[str, Stored]]:
    layout = layout_of(table)
    rows = [dict(zip(layout.columns, row, strict=True)) for row in connection.execute(layout.select)]
    return {tuple(row[name] for name in layout.key): row for row in rows}


def _digest(connection: sqlite3.Connection) -> str:
    digest = hashlib.sha256()
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    for (table,) in sorted(tables):
        columns = connection.execute("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall()
        key = ", ".join(quoted(name) for name, rank in sorted(columns, key=itemgetter(1)) if rank)
        digest.update(f"{_JSON.encode([table, [name for name, _ in columns]])}\n".encode())
        for row in connection.execute(f"SELECT * FROM {quoted(table)} ORDER BY {key}"):  # noqa: S608
            digest.update(f"{_JSON.encode(row)}\n".encode())
    return digest.hexdigest()
