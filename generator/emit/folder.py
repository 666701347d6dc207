"""The one place that writes emitted folders: whole, or not at all."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from generator.emit.errors import EmitError


def write(files: Mapping[str, str], folder: Path) -> Path:
    """Put the files into `folder`, which then holds them and nothing else; its absolute path.

    They are written into a temporary sibling first, so that a full disk or an interrupt leaves the old folder, or none.
    An existing folder is replaced only if it is empty or an emitted one. Raises EmitError.
    """
    target = folder.resolve()
    _refuse_foreign(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            _fill(temporary, files)
            _replace(temporary, target)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise EmitError(
            str(folder), f"cannot be written: {reason}", "free some space or name another folder"
        ) from error
    return target


def _refuse_foreign(target: Path) -> None:
    if target.is_dir() and any(target.iterdir()) and not (target / "environment.json").is_file():
        raise EmitError(str(target), "holds other files", "name a folder that is new, empty or an emitted server")
    if target.exists() and not target.is_dir():
        raise EmitError(str(target), "is a file", "name a folder")


def _fill(folder: Path, files: Mapping[str, str]) -> None:
    folder.chmod(0o755)
    for name, text in files.items():
        with (folder / name).open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())


def _replace(temporary: Path, target: Path) -> None:
    """Rename into place; a folder that was there is moved aside first and brought back if the rename fails."""
    if not target.exists():
        temporary.rename(target)
        return
    aside = temporary.with_name(temporary.name + "-old")
    target.rename(aside)
    try:
        temporary.rename(target)
    except BaseException:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)
