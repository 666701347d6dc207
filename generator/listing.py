"""What one document is, as far as reading it tells: its kind, its title, how many operations, its licence as stated."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.readers import NoDescription, ReadError, read
from generator.sources import SourceError, load


@dataclass(frozen=True, slots=True)
class Listed:
    """One document. `kind` is "" for one that is not described, and `why` the reason; `other` marks a sound document
    that is no API description. `licence` is what the document states of itself, else what its package states."""

    source: str
    kind: str = ""
    format: str = ""
    """The version of the kind: "3.0.3"."""
    title: str = ""
    version: str = ""
    operations: int = 0
    licence: str = ""
    licence_of: str = ""
    """Who states the licence: "document", "package", or "" where nobody does."""
    why: str = ""
    other: bool = False

    def data(self) -> dict[str, Any]:
        """Its entry under `--json`."""
        if not self.kind:
            return {"source": self.source, "reason": self.why}
        return {
            "source": self.source,
            "kind": self.kind,
            "format": self.format,
            "title": self.title,
            "version": self.version,
            "operations": self.operations,
            "licence": self.licence or None,
            "licence_of": self.licence_of or None,
        }


def listed(source: str, cache: Path | None = None) -> Listed:
    """What a document is; what is wrong with one stands in the answer."""
    try:
        found = read(load(source, cache))
    except (SourceError, ReadError) as error:
        return Listed(source, why=f"{error.what}; {error.hint}", other=isinstance(error, NoDescription))
    origin = found.origin
    return Listed(
        source,
        origin.kind,
        origin.version,
        found.title,
        found.version,
        len(found.operations),
        origin.licence or origin.package_licence or "",
        "document" if origin.licence else "package" if origin.package_licence else "",
    )
