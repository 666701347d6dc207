"""What a source holds: the documents of a folder or a package, each named as `generator.sources.load` takes it.

    path/to/folder                  every document below it
    pypi:PACKAGE                    every document of an installed distribution; PACKAGE==VERSION: of that one
    npm:PACKAGE@VERSION             every document of an npm package
    …#FOLDER/                       those of a package that are below a folder of it

Any other source is the one document that it names. What counts as a document is told by the end of its name; whether it
describes an API is for the readers to say. Names come sorted, so that two runs see the same order.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.npm import NpmError, member_paths
from generator.sources import SourceError, distribution_of


def members(source: str, endings: Sequence[str], cache: Path | None = None) -> tuple[str, ...]:
    """The documents that a source holds; `endings` are those of documents (".json"), `cache` is as for `load`.

    Raises SourceError for a folder or a package that cannot be looked into, or holds no document.
    """
    if source and _is_there(source, folder=True):
        return _some(source, _in_folder(source, endings), endings)
    scheme, _, rest = ("", "", "") if _is_there(source) else source.partition(":")
    package, _, below = rest.partition("#")
    listers: Mapping[str, Callable[[], Iterable[str]]] = {
        "pypi": lambda: _in_distribution(source, package, cache),
        "npm": lambda: _in_npm(source, package, cache),
    }
    if scheme not in listers or (below and not below.endswith("/")):
        return (source,)
    paths = [path for path in listers[scheme]() if path.startswith(below) and is_document(path, endings)]
    return _some(source, (f"{scheme}:{package}#{path}" for path in sorted(paths)), endings)


def is_document(name: str, endings: Sequence[str]) -> bool:
    """Whether a file of this name may be a document, packed or not."""
    return name.lower().removesuffix(".gz").endswith(tuple(endings))


def _is_there(source: str, *, folder: bool = False) -> bool:
    try:
        path = Path(source).expanduser()
        return path.is_dir() if folder else path.exists()
    except (OSError, RuntimeError, ValueError):
        return False  # `load` says what is wrong with it


def _some(source: str, found: Iterable[str], endings: Sequence[str]) -> tuple[str, ...]:
    documents = tuple(found)
    if not documents:
        hint = f"name one with files that end in {', '.join(endings)}"
        raise SourceError(source, "holds no document", hint)
    return documents


def _in_folder(source: str, endings: Sequence[str]) -> Iterator[str]:
    """The documents below a folder, without what is hidden; links to folders are not followed."""
    for folder, folders, files in os.walk(Path(source).expanduser(), onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder) / name
            if not name.startswith(".") and is_document(name, endings) and path.is_file():
                yield str(path)


def _unreadable(error: OSError) -> None:
    raise SourceError(str(error.filename), f"cannot be read: {error.strerror}", "permit it, or name another folder")


def _in_distribution(source: str, package: str, cache: Path | None) -> Iterator[str]:
    distribution = distribution_of(source, package, cache)
    for path in distribution.files or []:
        if ".." not in path.parts:  # scripts of the package, outside of it
            yield path.as_posix()


def _in_npm(source: str, named: str, cache: Path | None) -> list[str]:
    scope = "@" if named.startswith("@") else ""
    package, _, version = named[len(scope) :].partition("@")
    if cache is None:
        raise SourceError(source, "an npm package needs a cache folder", "set HOME, or XDG_CACHE_HOME to a folder")
    try:
        return member_paths(scope + package, version, cache)
    except NpmError as error:
        raise SourceError(source, error.what, error.hint) from None
