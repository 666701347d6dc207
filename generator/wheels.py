"""Python packages that are not installed: their wheels, fetched once by `pip` and kept in a cache.

    CACHE/pypi/NAME==VERSION/FILE.whl     as pip fetched and checked it

Nothing of a package is installed, and nothing of it is run: a wheel is an archive, of which documents are read. A
source distribution would have to be built first, which runs its code, and is therefore refused.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import zipfile
from importlib import metadata
from pathlib import Path

_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?", re.ASCII)
_VERSION = re.compile(r"[0-9][A-Za-z0-9.!+_-]*", re.ASCII)
_TIMEOUT = 900
"""Seconds that pip may take for one package."""
_OPTIONS = ("--no-deps", "--only-binary=:all:", "--no-input", "--quiet", "--disable-pip-version-check", "--retries=2")
_UNREACHED = re.compile(r"NewConnectionError|Name or service not known|ConnectTimeout|Max retries exceeded")


class WheelError(Exception):
    """What went wrong with a package and what to do; `generator.sources` adds where."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"{what}; {hint}")
        self.what, self.hint = what, hint


def wheel(package: str, version: str, cache: Path) -> metadata.Distribution:
    """The distribution in the wheel of a package, its files and what it says of itself; nothing is unpacked.

    The first use of a package needs pip and its index, later ones need neither. Raises WheelError.
    """
    _check(package, version)
    folder = cache / "pypi" / f"{_normal(package)}=={version}"
    try:
        if not folder.is_dir():
            folder.parent.mkdir(parents=True, exist_ok=True)
            _fetch(package, version, folder)
        return _distribution(folder)
    except (zipfile.BadZipFile, StopIteration) as error:
        raise WheelError(f"the cached package is damaged ({error})", f"delete {folder} and try again") from None
    except OSError as error:
        what = f"the cache {cache} cannot be used: {error.strerror or error}"
        hint = "free space or permit writing there, or set XDG_CACHE_HOME to another folder"
        raise WheelError(what, hint) from None


def _normal(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def _check(package: str, version: str) -> None:
    if not _NAME.fullmatch(package):
        raise WheelError(f"'{package}' is not the name of a Python package", "write pypi:PACKAGE==VERSION#DOCUMENT")
    if not _VERSION.fullmatch(version):
        what = f"'{version}' is not an exact version" if version else "the version is missing"
        raise WheelError(what, f"write pypi:{package}==1.2.3#DOCUMENT")


def _distribution(folder: Path) -> metadata.Distribution:
    archive = next(folder.glob("*.whl"))
    root = zipfile.Path(archive)
    about = next(entry for entry in root.iterdir() if entry.name.endswith(".dist-info"))
    return metadata.PathDistribution(about)


def _fetch(package: str, version: str, folder: Path) -> None:
    """Make the package's folder. Of two processes that fetch at once the first to finish wins; both read its files."""
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=folder.parent) as scratch:
        made = Path(scratch) / "whole"
        made.mkdir()
        _download(f"{package}=={version}", made)
        try:
            made.rename(folder)
        except OSError:
            if not folder.is_dir():  # Somebody else's finished folder is as good as ours.
                raise


def _download(wanted: str, folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", *_OPTIONS, "--dest", str(folder), "--", wanted]
    try:
        done = subprocess.run(  # noqa: S603  The name and the version are checked, and no shell is involved.
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired:
        raise WheelError(f"pip gave no answer within {_TIMEOUT} seconds", "try again later") from None
    if done.returncode != 0 or not any(folder.glob("*.whl")):
        raise _failure(wanted, done.stderr.decode(errors="replace"))


def _failure(wanted: str, said: str) -> WheelError:
    if "No module named pip" in said:
        return WheelError("pip is not installed", "run: python -m ensurepip")
    if _UNREACHED.search(said):
        return WheelError("pip cannot reach its index", "check the network, or name a downloaded file")
    if "No matching distribution found" in said:
        hint = "check the name and the version, or unpack what the index has and name the file"
        return WheelError(f"pip finds no wheel of {wanted}", hint)
    lines = [line for line in said.splitlines() if line.startswith("ERROR")] or ["no reason given"]
    return WheelError(f"pip failed: {lines[0].removeprefix('ERROR: ')}", f"run `pip download {wanted}` to see why")
