"""What became of mutants: the score of the verifier, in all and by operator."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Fate = Literal["killed", "survived", "equivalent"]
Told = Fate | Literal["none", "proving"]
"""What is told of a bug while it is looked at: `none` if it is no mutant, `proving` if no case has noticed it."""


@dataclass(frozen=True)
class Judged:
    """One mutant and what became of it."""

    operator: str
    tool: str
    where: str
    fate: Fate
    why: str
    """What the verifier saw, or why the mutant cannot be told from the original, or was not proven so."""


@dataclass(frozen=True)
class Count:
    """How many of some mutants met which fate."""

    mutants: int
    killed: int
    equivalent: int

    @classmethod
    def of(cls, judged: Iterable[Judged]) -> "Count":
        """Count them."""
        fates = [one.fate for one in judged]
        return cls(len(fates), fates.count("killed"), fates.count("equivalent"))

    @property
    def score(self) -> float:
        """killed ÷ (mutants − equivalent), to four digits; 1 if there is nothing to kill."""
        different = self.mutants - self.equivalent
        return round(self.killed / different, 4) if different else 1.0


def summary(judged: Sequence[Judged]) -> dict[str, object]:
    """The numbers, the survivors, and the numbers of each operator."""
    count = Count.of(judged)
    operators = sorted({one.operator for one in judged})
    return {
        "mutants": count.mutants,
        "killed": count.killed,
        "survived": [_named(one) for one in judged if one.fate == "survived"],
        "equivalent": count.equivalent,
        "score": count.score,
        "operators": {name: _numbers([one for one in judged if one.operator == name]) for name in operators},
    }


def _named(one: Judged) -> dict[str, str]:
    place = {"operator": one.operator, "tool": one.tool, "where": one.where}
    return {**place, "why": one.why} if one.why else place


def _numbers(judged: Sequence[Judged]) -> dict[str, object]:
    count = Count.of(judged)
    return {
        "mutants": count.mutants,
        "killed": count.killed,
        "equivalent": count.equivalent,
        "score": count.score,
    }
