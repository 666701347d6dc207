"""From a source to emitted folders: load, read, explore, render, write. The one place where these rooms meet."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.emit import render, write
from generator.explore import explore
from generator.readers import read
from generator.readers.errors import ReadError
from generator.sources import SourceError, load
from servers.farm.effects import is_read_only
from servers.farm.faults import fault_uses
from servers.farm.model import Environment, LeftOut


@dataclass(frozen=True)
class Built:
    """What one source gave: folders with their environments, or why nothing."""

    source: str
    folders: tuple[tuple[Path, Environment], ...] = ()
    refused: str | None = None
    operations: int = 0
    used: int = 0
    left_out: tuple[LeftOut, ...] = ()

    @property
    def names(self) -> list[str]:
        """The names of the environments."""
        return [environment.name for _, environment in self.folders]

    def summary(self) -> dict[str, Any]:
        """The JSON object of `mcpfarm explore` for this source."""
        return {
            "source": self.source,
            "environments": [_environment(path, environment) for path, environment in self.folders],
            "refused": self.refused,
            "operations": self.operations,
            "used": self.used,
            "left_out": [{"operation": item.operation, "reason": item.reason} for item in self.left_out],
        }


def build(source: str, out: Path, *, only: bool = True, taken: Collection[str] = ()) -> Built:
    """Explore one source and write its environments under `out`.

    With `only`, a source that cannot be read raises; among others it is an answer with the reason. An environment whose
    name is `taken` gets a number.
    """
    try:
        description = read(load(source))
    except (SourceError, ReadError) as error:
        if only:
            raise
        return Built(source, refused=str(error))
    found = explore(description)
    folders: list[tuple[Path, Environment]] = []
    for environment in found.environments:
        named = _renamed(environment, {*taken, *(item.name for _, item in folders)})
        folder = out.resolve() / named.name
        write(render(named), folder)
        folders.append((folder, named))
    return Built(source, tuple(folders), found.refused, found.operations, found.used, found.left_out)


def _renamed(environment: Environment, taken: Collection[str]) -> Environment:
    name, number = environment.name, 2
    while name in taken:
        name, number = f"{environment.name}_{number}", number + 1
    return environment if name == environment.name else environment.model_copy(update={"name": name})


def _environment(path: Path, environment: Environment) -> dict[str, Any]:
    reads = sum(is_read_only(environment, name) for name in environment.tools)
    codes = {use.code for name in environment.tools for use in fault_uses(environment, name)}
    return {
        "name": environment.name,
        "path": str(path),
        "tools": len(environment.tools),
        "entities": len(environment.entities),
        "reads": reads,
        "writes": len(environment.tools) - reads,
        "faults": len(codes),
    }
