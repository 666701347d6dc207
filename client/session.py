"""An emitted environment in this process, without MCP: open, tools, call, snapshot, restore, difference, close.

Results are byte-identical to what the same folder answers over MCP, since both go through the folder's own calls. Two
environments, or two versions of one, load side by side: a folder is imported as a package whose name is made from its
bytes, so nothing is shared by accident and the same bytes are imported once.
"""

import importlib.util
import sqlite3
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Protocol, Self

from client.errors import ClientError, NotAServerError
from client.witness import from_image
from servers.farm import catalog, state
from servers.farm.model import Environment
from servers.farm.state import RowChange, State
from servers.farm.witness import write_state

_PREFIX = "_mcpfarm_"


class CallResult(Protocol):
    """What a call gives: one JSON text, and the same as an object unless it is an error."""

    @property
    def text(self) -> str:
        """The text block."""

    @property
    def structured(self) -> Mapping[str, object] | None:
        """`structuredContent`; None for an error."""

    @property
    def is_error(self) -> bool:
        """`isError`."""


class World(Protocol):
    """The part of a folder's `runtime.World` that a session uses."""

    def tools(self) -> list[dict[str, object]]:
        """The tools as MCP lists them."""

    def call(self, name: str, arguments: Mapping[str, object] | None = None) -> CallResult:
        """Execute one tool."""

    def snapshot(self) -> bytes:
        """The whole state as a database image."""

    def restore(self, image: bytes) -> None:
        """Go back to an image."""

    def close(self) -> None:
        """Release it."""


@dataclass(frozen=True)
class Loaded:
    """An imported folder: what it declares and its service module."""

    emitted: catalog.Emitted
    module: ModuleType

    @property
    def environment(self) -> Environment:
        """What the folder declares."""
        return self.emitted.environment

    def world(self, path: Path | None = None) -> World:
        """A new world in memory from the seed, or the one in a file; `ClientError` if the file cannot be its state."""
        try:
            opened: World = self.module.SERVICE.open(path)
        except self._refused as error:
            hint = "name another file, one that does not exist yet, or one that this server made"
            where = str(path or self.emitted.path)
            raise ClientError(where, str(error).removeprefix(f"{where} "), hint) from None
        return opened

    @property
    def _refused(self) -> type[Exception]:
        """What the folder's own runtime raises for a state that it cannot use."""
        runtime = sys.modules[type(self.module.SERVICE).__module__]
        refused: type[Exception] = runtime.StateRefused
        return refused

    def image(self, seed: str) -> bytes:
        """A database of this service, filled by the INSERTs of a seed."""
        made: bytes = self.module.SERVICE.image(seed)
        return made


def load(folder: Path) -> Loaded:
    """Import the folder's service; `NotAServerError` says what is wrong with the folder.

    The code in the folder runs: load only folders that you would also start.
    """
    emitted = catalog.open_folder(folder)
    name = f"{_PREFIX}{emitted.name}_{emitted.digest[:16]}"
    try:
        if name not in sys.modules:
            _import_package(name, emitted.path)
        module = importlib.import_module(f"{name}.service")
        _ = module.SERVICE
    except (ImportError, SyntaxError, AttributeError, SystemExit) as error:
        sys.modules.pop(name, None)
        what = f"does not import: {type(error).__name__}: {error}"
        raise NotAServerError(str(folder), what, "make it again with `mcpfarm explore`") from error
    return Loaded(emitted, module)


def forget() -> None:
    """Take every imported folder out of this process, so that the next `load` executes it anew."""
    for name in [name for name in sys.modules if name.startswith(_PREFIX)]:
        del sys.modules[name]


def _import_package(name: str, folder: Path) -> None:
    spec = importlib.util.spec_from_file_location(
        name, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or spec.loader is None:
        raise NotAServerError(str(folder), "has no __init__.py", "make it again with `mcpfarm explore`")
    package = importlib.util.module_from_spec(spec)
    sys.modules[name] = package
    spec.loader.exec_module(package)


class Session:
    """One world of one environment. Also a context manager, which closes it."""

    def __init__(self, loaded: Loaded, world: World) -> None:
        self.environment = loaded.environment
        self.emitted = loaded.emitted
        self._world = world

    @classmethod
    def open(cls, folder: Path, changes: Iterable[RowChange] = ()) -> Self:
        """A session on the folder's start state, with these row changes on top."""
        return cls.on(load(folder), changes)

    @classmethod
    def on(cls, loaded: Loaded, changes: Iterable[RowChange] = ()) -> Self:
        """The same, for a folder that is loaded already."""
        session = cls(loaded, loaded.world())
        changed = list(changes)
        if changed:
            session.write_state(state.apply(session.environment, session.state(), changed))
        return session

    def tools(self) -> list[dict[str, object]]:
        """The tools as MCP lists them (name, title, description, inputSchema, outputSchema, annotations)."""
        return self._world.tools()

    def call(self, name: str, arguments: Mapping[str, object] | None = None) -> CallResult:
        """Execute one tool; nothing is raised, whatever was sent."""
        return self._world.call(name, arguments)

    def snapshot(self) -> bytes:
        """The whole state as a database image, which `restore` takes."""
        return self._world.snapshot()

    def restore(self, image: bytes) -> None:
        """Go back to a snapshot."""
        self._world.restore(image)

    def digest(self) -> str:
        """The digest of the whole state, the clock and sequences too (`servers.farm.state.digest`)."""
        return from_image(self._world.snapshot(), self.environment).digest

    def state(self) -> State:
        """The rows as they are now."""
        return from_image(self._world.snapshot(), self.environment).state

    def write_state(self, wanted: State) -> None:
        """Put the world into another state of the same environment."""
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            connection.deserialize(self.snapshot())
            write_state(connection, self.environment, wanted)
            self._world.restore(connection.serialize())

    def difference(self, before: bytes) -> list[RowChange]:
        """What changed since a snapshot, row by row; bookkeeping aside."""
        return state.difference(self.environment, from_image(before, self.environment).state, self.state())

    def close(self) -> None:
        """Release the world."""
        self._world.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()
