"""Emitted environments on disk: which folders are one, what they declare, and the digest that names their bytes."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from servers.farm.model import Environment, load
from servers.farm.problems import FarmError, NotAServer

DESCRIPTIVE = frozenset({"README.md", "report.json"})
"""Files that say something about a server and are no part of what it does."""
NEEDED = ("environment.json", "service.py", "server.py", "__init__.py", "runtime.py", "seed.sql", "tools.json")
"""Files without which a folder is no emitted server; the first that is missing is named."""


@dataclass(frozen=True)
class Emitted:
    """One emitted folder: where it is (absolute), what it declares, and `digest`, sha256 of what makes it behave."""

    path: Path
    environment: Environment
    digest: str

    @property
    def name(self) -> str:
        """The environment's name."""
        return self.environment.name


def open_folder(path: Path) -> Emitted:
    """The emitted environment in a folder; `NotAServer` if it is none, `InvalidEnvironment` if it does not load."""
    folder = path.resolve()
    if not folder.is_dir():
        raise NotAServer(str(path), "is not a folder", "give a folder that `mcpfarm explore` wrote")
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if missing:
        hint = "give a folder that `mcpfarm explore` wrote, or one that holds such folders"
        raise NotAServer(str(path), f"is not an emitted server: it has no {missing[0]}", hint)
    try:
        text = (folder / "environment.json").read_text(encoding="utf-8")
    except UnicodeDecodeError:
        hint = "make it again with `mcpfarm explore`"
        raise NotAServer(str(path), "its environment.json is no UTF-8 text", hint) from None
    environment = load(text, str(path / "environment.json"))
    return Emitted(folder, environment, digest(folder))


def find(paths: Iterable[Path]) -> list[Emitted]:
    """Every emitted environment at or directly below the paths, in the order given and then by name."""
    found: dict[Path, Emitted] = {}
    for path in paths:
        for folder in _folders(path):
            emitted = open_folder(folder)
            found.setdefault(emitted.path, emitted)
    return list(found.values())


def _folders(path: Path) -> list[Path]:
    if (path / "environment.json").is_file() or not path.is_dir():
        return [path]
    below = sorted(item.parent for item in path.glob("[!.]*/environment.json"))  # what begins with a dot is unfinished
    return below or [path]


def digest(folder: Path) -> str:
    """sha256 over names and bytes of the files that make the server behave, in name order."""
    total = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        if file.is_file() and file.suffix in {".py", ".json", ".sql"} and file.name not in DESCRIPTIVE:
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            total.update(f"{file.name} {content}\n".encode())
    return total.hexdigest()


def by_name(emitted: Iterable[Emitted]) -> dict[str, Emitted]:
    """Emitted environments by name; `FarmError` when two have the same name and different bytes."""
    found: dict[str, Emitted] = {}
    for item in emitted:
        known = found.setdefault(item.name, item)
        if known.digest != item.digest:
            raise FarmError(str(item.path), f"is called '{item.name}' like {known.path}", "give one of the two")
    return found
