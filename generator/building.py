"""From a source to emitted folders: load, read, explore, render, write. The one place where these rooms meet."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.editing import Operations
from generator.emit import write
from generator.emit.errors import EmitError
from generator.explore import explore
from generator.fitting import fitted
from generator.readers import read
from generator.readers.errors import ReadError
from generator.sources import SourceError, default_cache, load
from servers.farm.effects import is_read_only
from servers.farm.faults import fault_uses
from servers.farm.model import Environment, LeftOut


@dataclass(frozen=True)
class Explored:
    """What one source gave before anything was written: environments with their tools' operations, or why none."""

    source: str
    environments: tuple[Environment, ...] = ()
    stands_for: tuple[Operations, ...] = ()
    refused: str | None = None
    operations: int = 0
    used: int = 0
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class Made:
    """What became of one environment: its folder, or why there is none. It may have lost tools on the way."""

    environment: Environment
    folder: Path | None = None
    refused: str = ""


@dataclass(frozen=True)
class Built:
    """What one source gave: folders with their environments, or why nothing."""

    source: str
    folders: tuple[tuple[Path, Environment], ...] = ()
    refused: str | None = None
    operations: int = 0
    used: int = 0
    left_out: tuple[LeftOut, ...] = ()
    unverified: Mapping[str, str] | None = None
    """Where environments had to verify: the name of each that did not, and why."""

    @property
    def names(self) -> list[str]:
        """The names of the environments."""
        return [environment.name for _, environment in self.folders]

    def summary(self) -> dict[str, Any]:
        """The JSON object of `mcpfarm explore` for this source."""
        unverified = [{"name": name, "reason": reason} for name, reason in (self.unverified or {}).items()]
        return {
            "source": self.source,
            "environments": [_environment(path, environment) for path, environment in self.folders],
            "refused": self.refused,
            "operations": self.operations,
            "used": self.used,
            "left_out": [{"operation": item.operation, "reason": item.reason} for item in self.left_out],
        } | ({} if self.unverified is None else {"unverified": unverified})


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
    except Exception as error:  # noqa: BLE001 - the boundary of an item in a batch
        return Built(source, refused=why(error))


def why(error: Exception) -> str:
    """Why a source of several gave nothing."""
    if isinstance(error, SourceError | ReadError):
        return f"{error.what}; {error.hint}"
    return f"a defect of mcpfarm: {type(error).__name__}: {error}"


def build(source: str, out: Path, taken: Collection[str] = ()) -> Built:
    """Explore one source and write its environments under `out`. One whose name is `taken` gets a number.

    Raises SourceError, ReadError, EmitError.
    """
    found = named_apart(explored(source), taken)
    fitting = [fitted(*pair) for pair in zip(found.environments, found.stands_for, strict=True)]  # All, then written.
    folders = [write(item.files, out.resolve() / item.environment.name) for item in fitting]
    return built(found, [Made(item.environment, folder) for item, folder in zip(fitting, folders, strict=True)])


def explored(source: str, base: Path | None = None, sha256: str | None = None) -> Explored:
    """What a source gives. A file is looked for in `base`, but called as it was named; `sha256` is what its bytes must
    have. Raises SourceError, ReadError."""
    inside = base is not None and (base / source).is_file()
    text = load(str(base / source) if base is not None and inside else source, default_cache())
    text = replace(text, name=source) if inside else text  # a command's name lacks what may be secret
    if sha256 is not None and text.sha256 != sha256:
        raise SourceError(source, f"has the digest {text.sha256}, another than is pinned", "pin it, or get the other")
    found = explore(read(text))
    return Explored(
        text.name, found.environments, found.stands_for, found.refused, found.operations, found.used, found.left_out
    )


def chosen(found: Explored, only: Collection[str] | None) -> Explored:
    """The same with only the environments of these names. Raises SourceError if one is missing."""
    if only is None or found.refused:
        return found
    names = [environment.name for environment in found.environments]
    missing = [name for name in only if name not in names]
    if missing:
        raise SourceError(found.source, f"gives no environment {', '.join(missing)}", f"it gives {', '.join(names)}")
    kept = [pair for pair in zip(found.environments, found.stands_for, strict=True) if pair[0].name in only]
    environments, stands_for = zip(*kept, strict=True)
    return replace(found, environments=environments, stands_for=stands_for)


def named_apart(found: Explored, taken: Collection[str]) -> Explored:
    """The same with a number at each name that is taken."""
    named: list[Environment] = []
    for environment in found.environments:
        named.append(_renamed(environment, {*taken, *(item.name for item in named)}))
    return replace(found, environments=tuple(named))


def built(found: Explored, made: Sequence[Made]) -> Built:
    """What became of all environments of a source, with the operations that lost their tools on the way."""
    kept = {
        operation
        for one, stands_for in zip(made, found.stands_for, strict=True)
        for tool, operations in stands_for.items()
        if one.folder is not None and tool in one.environment.tools
        for operation in operations
    }
    lost = {
        item.operation: item
        for before, after, stands_for in zip(found.environments, made, found.stands_for, strict=True)
        for item in _newly_left_out(before, after, stands_for)
        if item.operation not in kept
    }
    folders = tuple((one.folder, one.environment) for one in made if one.folder is not None)
    left_out = (*found.left_out, *lost.values())
    return Built(found.source, folders, found.refused, found.operations, found.used - len(lost), left_out)


def _newly_left_out(before: Environment, after: Made, stands_for: Operations) -> list[LeftOut]:
    """The operations that had tools in an environment and, as far as it goes, have none now."""
    if after.folder is None:
        operations = dict.fromkeys(item for group in stands_for.values() for item in group)
        return [LeftOut(operation=operation, reason=after.refused) for operation in operations]
    if before.provenance is None or after.environment.provenance is None:
        return []
    known = {item.operation for item in before.provenance.left_out}
    return [item for item in after.environment.provenance.left_out if item.operation not in known]


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
