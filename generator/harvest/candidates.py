"""Documents and environments as facts that fit on a line of the journal."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any, Self

ENOUGH_CALLS = 12
"""Reading, and writing, operations that make a description as promising as any: an environment has no more of them."""
ENOUGH = {"tools": 20, "entities": 5, "mechanics": 3, "faults": 2.0}
"""What makes an environment as good as any, in each respect; faults are per writing tool."""


class Line:
    """Facts that a line of the journal holds."""

    @classmethod
    def read(cls, data: dict[str, Any]) -> Self:
        """From a line of the journal. Raises TypeError where it is of another version."""
        known = {item.name for item in fields(cls)}  # type: ignore[arg-type]
        if data.keys() != known:
            raise TypeError(f"{sorted(data.keys() ^ known)} differ")
        return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in data.items()})

    def line(self) -> dict[str, Any]:
        """For a line of the journal."""
        return asdict(self)  # type: ignore[call-overload, no-any-return]


@dataclass(frozen=True, slots=True)
class Surveyed(Line):
    """A document that was read. `kind` is "" where it could not be, or is something else; then `why` says so."""

    source: str
    kind: str = ""
    title: str = ""
    licence: str = ""
    vendor: str = ""
    domain: str = ""
    """What it seems to be about, before anything is made of it."""
    reads: int = 0
    writes: int = 0
    """Operations by their method: GET and HEAD, and the others."""
    why: str = ""
    other: bool = False
    """Whether it is sound, and no API description."""
    cpu: float = 0.0
    """Seconds that it took."""

    @property
    def worth(self) -> float:
        """How promising the description is, from 0 to 1: there is something to read and something to write."""
        return min(self.reads, ENOUGH_CALLS) * min(self.writes, ENOUGH_CALLS) / ENOUGH_CALLS**2


@dataclass(frozen=True, slots=True)
class Candidate(Line):
    """An environment that could be emitted: the `number`th of its document."""

    source: str
    number: int
    name: str
    title: str
    kind: str
    vendor: str
    domain: str
    tools: tuple[str, ...]
    entities: tuple[str, ...]
    writes: int
    faults: int
    """Domain faults, summed over its writing tools."""
    mechanics: int
    """Different mechanics at work, as declared."""

    @property
    def key(self) -> tuple[str, int]:
        """What it is told apart by."""
        return self.source, self.number

    @property
    def value(self) -> float:
        """From 0 to 1: how much there is to do, the mean of what it has of `ENOUGH` tools, entities, mechanics, and
        faults for each writing tool."""
        has = {
            "tools": len(self.tools),
            "entities": len(self.entities),
            "mechanics": self.mechanics,
            "faults": self.faults / self.writes if self.writes else 0.0,
        }
        return sum(min(1.0, has[name] / enough) for name, enough in ENOUGH.items()) / len(ENOUGH)

    @property
    def names(self) -> frozenset[str]:
        """What it is compared by."""
        return frozenset({f"tool {name}" for name in self.tools} | {f"entity {name}" for name in self.entities})


def likeness(one: Candidate, other: Candidate) -> float:
    """The share of entity and tool names of either that both have (Jaccard), from 0 to 1."""
    together = one.names | other.names
    return len(one.names & other.names) / len(together) if together else 1.0
