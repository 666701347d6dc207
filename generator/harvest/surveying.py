"""A document as facts: what reading it tells, and which environments exploring it gives.

The environments themselves are kept in a file beside the journal, packed, until they are emitted: to explore a document
again for each of them would cost more than everything else.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

import orjson

from generator.building import Explored
from generator.costs import cpu
from generator.description import Description
from generator.domains import likely_domain
from generator.editing import Operations
from generator.explore import explore
from generator.harvest.candidates import Candidate, Surveyed
from generator.harvest.vendors import vendor_of
from generator.mechanics import ALL, uses
from generator.quality import domain_faults
from generator.readers import NoDescription, ReadError, read
from generator.sources import SourceError, default_cache, load
from servers.farm.effects import is_read_only
from servers.farm.files import write_whole
from servers.farm.model import Environment, dump
from servers.farm.model import load as load_environment

_READING = frozenset({"GET", "HEAD"})


def asked(source: str) -> str:
    """A document as it is now: its name, with what changes when it does."""
    path = Path(source).expanduser()
    try:
        if path.is_file():
            there = path.stat()
            return f"{source} {there.st_size} {there.st_mtime_ns}"
    except (OSError, ValueError, RuntimeError):
        return source
    return f"{source} {_installed(source[5:].partition('#')[0])}" if source.startswith("pypi:") else source


@lru_cache(maxsize=64)
def _installed(package: str) -> str:
    try:
        return metadata.version(package)
    except (metadata.PackageNotFoundError, ValueError):
        return ""


def surveyed(source: str) -> Surveyed:
    """What reading a document tells; what is wrong with it stands in the answer."""
    began = cpu()
    try:
        found = read(load(source, default_cache()))
    except (SourceError, ReadError) as error:
        other = isinstance(error, NoDescription)
        return Surveyed(source, why=f"{error.what}; {error.hint}", other=other, cpu=cpu() - began)
    reads = sum(operation.method in _READING for operation in found.operations)
    return Surveyed(
        source=source,
        kind=found.origin.kind,
        title=found.title,
        licence=found.origin.licence or found.origin.package_licence or "",
        vendor=vendor_of(found.origin),
        domain=likely_domain(found),
        reads=reads,
        writes=len(found.operations) - reads,
        cpu=cpu() - began,
    )


@dataclass(frozen=True)
class Dug:
    """What exploring a document gave: candidates, whose environments are in the shed, or why there are none."""

    candidates: tuple[Candidate, ...] = ()
    refused: str = ""
    operations: int = 0
    used: int = 0
    cpu: float = 0.0

    def line(self) -> dict[str, Any]:
        """For a line of the journal."""
        return {
            "candidates": [one.line() for one in self.candidates],
            "refused": self.refused,
            "operations": self.operations,
            "used": self.used,
            "cpu": self.cpu,
        }

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Dug:
        """From a line of the journal."""
        return cls(**{**data, "candidates": tuple(Candidate.read(one) for one in data["candidates"])})


def dug(source: str, shed: Path) -> Dug:
    """Explore a document, and put its environments into the shed."""
    began = cpu()
    try:
        description = read(load(source, default_cache()))
    except (SourceError, ReadError) as error:  # it could be read a moment ago
        return Dug(refused=f"{error.what}; {error.hint}", cpu=cpu() - began)
    found = explore(description)
    candidates = tuple(
        _candidate(source, number, environment, description) for number, environment in enumerate(found.environments)
    )
    if candidates:
        store(shed, source, Explored(source, found.environments, found.stands_for))
    return Dug(candidates, found.refused or "", found.operations, found.used, cpu() - began)


def _candidate(source: str, number: int, environment: Environment, description: Description) -> Candidate:
    writes = [name for name in environment.tools if not is_read_only(environment, name)]
    return Candidate(
        source=source,
        number=number,
        name=environment.name,
        title=environment.title,
        kind=description.origin.kind,
        vendor=vendor_of(description.origin),
        domain=environment.domain.name if environment.domain is not None else "other",
        tools=tuple(environment.tools),
        entities=tuple(environment.entities),
        writes=len(writes),
        faults=sum(len(domain_faults(environment, name)) for name in writes),
        mechanics=len({use.mechanic for use in uses(environment, ALL)}),
    )


def store(shed: Path, source: str, found: Explored) -> None:
    """Keep environments whole, or not at all. Raises NotWritten."""
    data = [
        {"environment": dump(environment), "stands_for": {name: list(ids) for name, ids in tools.items()}}
        for environment, tools in zip(found.environments, found.stands_for, strict=True)
    ]
    write_whole({_place(shed, source): [gzip.compress(orjson.dumps(data), 4, mtime=0)]})


def fetched(shed: Path, candidate: Candidate) -> tuple[Environment, Operations]:
    """An environment from the shed, with what its tools stand for; explored again if it is not there."""
    try:
        data = orjson.loads(gzip.decompress(_place(shed, candidate.source).read_bytes()))
    except (OSError, EOFError, gzip.BadGzipFile, orjson.JSONDecodeError):
        dug(candidate.source, shed)
        data = orjson.loads(gzip.decompress(_place(shed, candidate.source).read_bytes()))
    one = data[candidate.number]
    return load_environment(one["environment"]), {name: tuple(ids) for name, ids in one["stands_for"].items()}


def _place(shed: Path, source: str) -> Path:
    return shed / f"{hashlib.sha256(asked(source).encode(errors='surrogateescape')).hexdigest()[:24]}.json.gz"
