"""Where API descriptions come from: a file, a Python package, an npm package, or an MCP server.

    path/to/file                  a file
    pypi:PACKAGE#DOCUMENT         a file of an installed distribution: its path in it, the end of that, its file name,
                                  or its stem, folders of it before that (`dynamodb/service-2`)
    pypi:PACKAGE==VERSION#…       the same of that version: the installed one, else its wheel, fetched once by pip and
                                  kept in a cache, never installed
    npm:PACKAGE@VERSION#PATH      a file of an npm package, fetched once by the `npm` client and kept in a cache
    mcp:[NAME=VALUE …] COMMAND    what an MCP server lists that the command starts over stdio
    mcp+http://HOST/PATH          what an MCP server lists at a URL; also mcp+https

Nothing is parsed here: a source becomes bytes with their hash and their origin. A document that is packed with gzip is
unpacked, and its bytes are those of the document.

Errors, all with `where`, `what` and `hint`:

    SourceError
"""

from __future__ import annotations

import difflib
import gzip
import hashlib
import io
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path, PurePosixPath

from generator.npm import NpmError, read_member
from generator.wheels import WheelError, wheel

MAX_BYTES = 64 * 1024 * 1024
"""Larger documents are refused; the largest known API description has 13 MB."""

_DOCUMENTS = (".json", ".yaml", ".yml", ".graphql", ".graphqls", ".gql", ".sql")
_GZIP = b"\x1f\x8b"


class SourceError(Exception):
    """A source that cannot be read. `str()` is one line: where, what and what to do about it."""

    def __init__(self, where: str, what: str, hint: str) -> None:
        super().__init__(f"{where}: {what}; {hint}")
        self.where, self.what, self.hint = where, what, hint


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """The bytes of a document. `name` is the source as the user named it, `document` the file's name or its path in
    the package, `sha256` the hash of `data` in hex. `licence` and `integrity` (as npm states it, "sha512-…") are
    those of the package."""

    name: str
    document: str
    data: bytes
    sha256: str
    package: str | None = None
    package_version: str | None = None
    licence: str | None = None
    integrity: str | None = None


def load(source: str, cache: Path | None = None) -> SourceText:
    """Read a source. `cache` is where fetched packages are kept (see `default_cache`); other sources need none.

    Raises SourceError.
    """
    scheme, colon, rest = source.partition(":")
    if not colon or not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]+", scheme) or Path(source).exists():
        return _load_file(source)
    loaders: Mapping[str, Callable[[], SourceText]] = {
        "pypi": lambda: _load_pypi(source, rest, cache),
        "npm": lambda: _load_npm(source, rest, cache),
        "mcp": lambda: _load_listing(source, rest),
        "mcp+http": lambda: _load_listing(source, rest),
        "mcp+https": lambda: _load_listing(source, rest),
    }
    if scheme in loaders:
        return loaders[scheme]()
    if scheme in ("http", "https"):
        raise SourceError(source, "nothing is fetched from the web", "download the document and name the file")
    raise SourceError(source, f"unknown kind of source '{scheme}:'", "name a file, pypi:…, npm:… or mcp:…")


def default_cache(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The user's cache folder for mcpfarm: `$XDG_CACHE_HOME/mcpfarm` or `~/.cache/mcpfarm`. For the command line.

    None for a user without a home.
    """
    home = environ.get("XDG_CACHE_HOME", "")
    if Path(home).is_absolute():
        return Path(home) / "mcpfarm"
    try:
        return Path("~/.cache").expanduser() / "mcpfarm"
    except RuntimeError:
        return None


def _load_file(source: str) -> SourceText:
    if not source:
        raise SourceError("SOURCE", "is empty", "name a file that holds an API description")
    try:
        path = Path(source).expanduser()
    except RuntimeError as error:
        raise SourceError(source, f"cannot be read: {error}", "write the path in full") from None
    data = _read(path, source)
    return SourceText(name=source, document=path.name, data=data, sha256=hashlib.sha256(data).hexdigest())


def _read(path: Path, source: str) -> bytes:
    try:
        if path.is_dir():
            raise SourceError(source, "is a folder", "name a file in it")
        _check_size(path.stat().st_size, source)
        data = path.read_bytes()
    except FileNotFoundError:
        raise SourceError(source, "no such file", _close_files(path)) from None
    except (OSError, ValueError) as error:
        raise SourceError(source, f"cannot be read: {_reason(error)}", "check the path and its permissions") from None
    return _check_content(data, source)


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def _check_size(size: int, source: str) -> None:
    if size > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        raise SourceError(source, f"has {size:,} bytes, more than {limit} MB", "name one API description, not a dump")


def _check_content(data: bytes, source: str) -> bytes:
    _check_size(len(data), source)  # A pipe says 0 before it is read.
    data = _unpacked(data, source) if data.startswith(_GZIP) else data
    if not data.strip():
        raise SourceError(source, "is empty", "name a file that holds an API description")
    return data


def _unpacked(data: bytes, source: str) -> bytes:
    """What gzip packed, of which no more is unpacked than a document may have."""
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            found = packed.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(source, f"cannot be unpacked: {error}", "get the whole file again") from None
    if len(found) > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        raise SourceError(source, f"unpacks to more than {limit} MB", "name one API description, not a dump")
    return found


def _close_files(path: Path) -> str:
    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.is_file()]
    except OSError:
        return "check the path"
    return _did_you_mean(path.name, names, "check the path")


def _did_you_mean(wanted: str, names: Iterable[str], otherwise: str) -> str:
    close = difflib.get_close_matches(wanted, sorted(set(names)), n=3, cutoff=0.6)
    return f"did you mean {' or '.join(close)}?" if close else otherwise


def _split(source: str, rest: str, form: str) -> tuple[str, str]:
    package, _, document = rest.partition("#")
    if not package or not document:
        raise SourceError(source, "names no document", f"write {form}")
    return package, document


def _load_pypi(source: str, rest: str, cache: Path | None) -> SourceText:
    package, wanted = _split(source, rest, "pypi:PACKAGE#DOCUMENT")
    distribution = distribution_of(source, package, cache)
    path = _choose(source, wanted, distribution)
    data = _content(distribution.locate_file(path), source)
    return SourceText(
        name=source,
        document=path,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        package=distribution.metadata["Name"],
        package_version=distribution.version,
        licence=_stated_licence(distribution.metadata),
    )


def _content(place: object, source: str) -> bytes:
    """What stands at a place of a distribution, which is a path, or a path in a wheel."""
    if not isinstance(place, zipfile.Path):
        return _read(Path(str(place)), source)
    with place.open("rb") as file:
        return _check_content(file.read(MAX_BYTES + 1), source)


def distribution_of(source: str, named: str, cache: Path | None) -> metadata.Distribution:
    """The distribution that a source names by its package, or by PACKAGE==VERSION. Raises SourceError."""
    package, exact, version = named.partition("==")
    if not exact:
        return _installed(source, package)
    if (there := _version_of(package)) is not None and there.version == version:
        return there
    if cache is None:
        raise SourceError(source, "a package needs a cache folder", "set HOME, or XDG_CACHE_HOME to a folder")
    try:
        return wheel(package, version, cache)
    except WheelError as error:
        raise SourceError(source, error.what, error.hint) from None


def _version_of(package: str) -> metadata.Distribution | None:
    try:
        return metadata.distribution(package)
    except (metadata.PackageNotFoundError, ValueError):  # ValueError: no name at all
        return None


def _installed(source: str, package: str) -> metadata.Distribution:
    if not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?", package):
        hint = "write pypi:PACKAGE#DOCUMENT; the installed version is read"
        raise SourceError(source, f"'{package}' is not the name of a Python package", hint)
    try:
        return metadata.distribution(package)
    except metadata.PackageNotFoundError:
        hint = f"run: pip install {_requirement(package)}"
        raise SourceError(source, f"the Python package '{package}' is not installed", hint) from None


def _requirement(package: str) -> str:
    """What to install for a package: our extra that pins it, if one does, else the package itself."""
    try:
        ours = metadata.requires("mcpfarm") or []
    except metadata.PackageNotFoundError:
        return package
    for line in ours:
        found = re.match(r"([A-Za-z0-9._-]+).*;\s*extra\s*==\s*['\"](\w+)['\"]", line)
        if found and _normal(found[1]) == _normal(package):
            return f"'mcpfarm[{found[2]}]'"
    return package


def _normal(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def _choose(source: str, wanted: str, distribution: metadata.Distribution) -> str:
    """The one file that is meant: by its path or the end of it, else by its stem, folders of it before that."""
    paths = sorted(str(PurePosixPath(path)) for path in distribution.files or [])
    documents = [path for path in paths if path.removesuffix(".gz").endswith(_DOCUMENTS)]
    rounds = (
        [path for path in paths if path == wanted],
        [path for path in paths if path.endswith(f"/{wanted}")],
        [path for path in documents if _stem(path) == wanted],
        [path for path in documents if "/" in wanted and _leads_to(PurePosixPath(wanted), path)],
    )
    found = next((matches for matches in rounds if matches), [])
    if len(found) == 1:
        return found[0]
    if found:
        hint = f"write its path: {' or '.join(found[:3])}"
        raise SourceError(source, f"'{wanted}' names {len(found)} files of the package", hint)
    hint = _did_you_mean(wanted, (_stem(path) for path in documents), "name a file of the package")
    raise SourceError(source, f"the package has no document '{wanted}'", hint)


def _stem(path: str) -> str:
    return PurePosixPath(path.removesuffix(".gz")).stem


def _leads_to(wanted: PurePosixPath, path: str) -> bool:
    """Whether a path has the folders of another one in their order, and ends with its name or stem."""
    folders = iter(PurePosixPath(path).parts[:-1])
    return wanted.name in (PurePosixPath(path).name, _stem(path)) and all(
        folder in folders for folder in wanted.parts[:-1]
    )


def _stated_licence(about: metadata.PackageMetadata) -> str | None:
    for key in ("License-Expression", "License"):
        stated = about[key].strip() if key in about else ""
        if stated:
            return stated.splitlines()[0]
    return None


def _load_npm(source: str, rest: str, cache: Path | None) -> SourceText:
    named, path = _split(source, rest, "npm:PACKAGE@VERSION#PATH")
    scope = "@" if named.startswith("@") else ""
    package, _, version = named[len(scope) :].partition("@")
    if cache is None:
        raise SourceError(source, "an npm package needs a cache folder", "set HOME, or XDG_CACHE_HOME to a folder")
    try:
        member = read_member(scope + package, version, path, cache, MAX_BYTES)
    except NpmError as error:
        raise SourceError(source, error.what, error.hint) from None
    data = _check_content(member.data, source)
    return SourceText(
        name=source,
        document=path,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        package=scope + package,
        package_version=version,
        licence=member.licence,
        integrity=member.integrity,
    )


def _load_listing(source: str, rest: str) -> SourceText:
    """What an MCP server lists. The name has no values of environment variables and no query of a URL, which may be
    secrets."""
    from generator import mcp_listing as mcp  # the client, which no other source needs

    name = source
    try:
        if source.startswith("mcp:"):
            command = mcp.command_of(rest)
            name = f"mcp:{command.shown}"
            data = mcp.listed_by_command(command)
        else:
            name = f"mcp+{mcp.shown_url(source.removeprefix('mcp+'))}"
            data = mcp.listed_at_url(source.removeprefix("mcp+"))
    except mcp.ListingError as error:
        raise SourceError(name, error.what, error.hint) from None
    document = "tools.json"
    return SourceText(name=name, document=document, data=data, sha256=hashlib.sha256(data).hexdigest())
