"""Files that are written whole or not at all."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from servers.farm.problems import FarmError


class NotWritten(FarmError):
    """A file that could not be written; its cause is the system's error."""


def write_whole(files: Mapping[Path, Iterable[bytes]]) -> None:
    """Write all of the files whole, or none of them; what was there stays until then.

    Each is written beside its place, with `.partial` after its name, and renamed. Raises NotWritten.
    """
    partials = {path: _beside(path) for path in files}
    path = Path()
    try:
        for path, chunks in files.items():
            _write(partials[path], chunks)
        for path, partial in partials.items():
            partial.replace(path.resolve())
    except OSError as error:
        hint = "free some space or name another place; nothing half-written was kept"
        raise NotWritten(str(path), f"cannot be written: {error.strerror or error}", hint) from error
    finally:
        for partial in partials.values():
            partial.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    """What a link points to is written, not the link."""
    target = path.resolve()
    return target.with_name(target.name + ".partial")


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(chunks)
