"""The funnel of a farm: how many were left after each stage, and for what reasons the others were not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_DETAILS = ((r"'[^']*'|`[^`]*`|\"[^\"]*\"", "…"), (r"\([^()]*\)", "(…)"), (r"\b\d[\d,.]*\b", "N"), (r"…(, …)+", "…"))


@dataclass(frozen=True, slots=True)
class Left:
    """A reason for which some went no further, with the first of them."""

    reason: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class Stage:
    """How many `units` ("documents", "environments") got so far, and why those that came to it went no further."""

    name: str
    count: int
    units: str
    left: tuple[Left, ...] = ()

    def data(self) -> dict[str, Any]:
        """Its entry in `farm.json`."""
        left = [{"reason": one.reason, "count": one.count, "example": one.example} for one in self.left]
        return {"stage": self.name, "count": self.count, "of": self.units, "left": left}


def stage(name: str, count: int, units: str, left: Iterable[tuple[str, str]]) -> Stage:
    """A stage from each one that went no further, as a reason and its own name."""
    reasons, examples = Counter[str](), dict[str, str]()
    for reason, who in left:
        told = general(reason)
        reasons[told] += 1
        examples.setdefault(told, who)
    ordered = sorted(reasons, key=lambda reason: (-reasons[reason], reason))
    return Stage(name, count, units, tuple(Left(reason, reasons[reason], examples[reason]) for reason in ordered))


def general(reason: str) -> str:
    """A reason without what is different in each case: names in quotes or brackets, and numbers."""
    what = " ".join(reason.partition("; ")[0].split())
    for pattern, instead in _DETAILS:
        what = re.sub(pattern, instead, what)
    return what
