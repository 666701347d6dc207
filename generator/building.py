"""From a source to emitted folders: load, read, explore, render, write. The one place where these rooms meet."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.editing import Operations
from generator.emit import write
from generator.emit.errors import EmitError
from generator.explore import explore
from generator.fitting import REASON, Fitted, fitted
from generator.readers import read
from generator.readers.errors import ReadError
from generator.sources import SourceError, default_cache, load
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


def build_all(sources: Sequence[str], out: Path, advance: Callable[[str], None]) -> list[Built]:
    """Build several sources; `advance` is called after each.

    A single source that cannot be read raises; among others it is an answer with the reason, and the others are built.
    """
    built: list[Built] = []
    for source in sources:
        taken = [name for one in built for name in one.names]
        built.append(build(source, out, taken) if len(sources) == 1 else _one_of_many(source, out, taken))
        advance(source)
    return built


def _one_of_many(source: str, out: Path, taken: Collection[str]) -> Built:
    try:
        return build(source, out, taken)
    except EmitError:
        raise  # The folder is full or foreign: that is so for the others too.
    except (SourceError, ReadError) as error:
        return Built(source, refused=f"{error.what}; {error.hint}")
    except Exception as error:  # noqa: BLE001 - the boundary of an item in a batch
        return Built(source, refused=f"a defect of mcpfarm: {type(error).__name__}: {error}")


def build(source: str, out: Path, taken: Collection[str] = ()) -> Built:
    """Explore one source and write its environments under `out`. One whose name is `taken` gets a number.

    Raises SourceError, ReadError, EmitError.
    """
    description = read(load(source, default_cache()))
    found = explore(description)
    named: list[Environment] = []
    for environment in found.environments:
        named.append(_renamed(environment, {*taken, *(item.name for item in named)}))
    made = [fitted(*pair) for pair in zip(named, found.stands_for, strict=True)]  # All of them, before any is written.
    folders = [write(item.files, out.resolve() / item.environment.name) for item in made]
    pairs = tuple((folder, item.environment) for folder, item in zip(folders, made, strict=True))
    lost = _lost(made, found.stands_for)
    rows = tuple(LeftOut(operation=operation, reason=REASON) for operation in lost)
    return Built(source, pairs, found.refused, found.operations, found.used - len(lost), (*found.left_out, *rows))


def _lost(made: Sequence[Fitted], stands_for: Sequence[Operations]) -> list[str]:
    """The operations that no tool stands for any more."""
    pairs = list(zip(made, stands_for, strict=True))
    kept = {item for one, tools in pairs for name in tools if name not in one.lost for item in tools[name]}
    gone = [item for one, tools in pairs for name in one.lost for item in tools[name]]
    return [item for item in dict.fromkeys(gone) if item not in kept]


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
