"""What a mechanic is: a law of its subject that services of many kinds obey, such as that no room is booked twice.

A mechanic is told from the declared behaviour alone, so that it means the same whatever kind of resource an environment
came from and whoever wrote it. It answers two questions: where an environment has it already (`uses`), and where it
should have it, and why (`places`); `woven` then gives it to the environment. Whether the verifier has seen it at work
is a third question, which the report answers: a use counts where both its success and its refusal were reached.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from generator.description import Operation
from servers.farm.model import Environment, Evidence


@dataclass(frozen=True, slots=True)
class Subject:
    """An environment, and of each tool the operations of its description that it stands for (none: `{}`)."""

    environment: Environment
    operations: Mapping[str, Sequence[Operation]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mechanic belongs that is not there yet: of `entity` the `columns` that it is about, in the order in which
    the mechanic names them, and, if it is about one, the `tool`. `because` and `confidence` (0 to 1) are the evidence.
    """

    entity: str
    columns: tuple[str, ...] = ()
    tool: str = ""
    because: str = ""
    confidence: float = 0.8


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """A mechanic at work: calls of `tool` succeed, and answer with `fault` where the mechanic forbids it."""

    mechanic: str
    entity: str
    tool: str
    fault: str


class Mechanic(ABC):
    """One mechanic. Its page is `docs/mechanics/NAME.md`."""

    name: ClassVar[str]
    """The word for it in cards and reports: "booking"."""
    law: ClassVar[str]
    """What it promises, in one sentence."""
    operators: ClassVar[tuple[str, ...]]
    """Names of the mutation operators that break it; each must be noticed by the verifier."""

    @abstractmethod
    def uses(self, environment: Environment) -> Iterable[Use]:
        """Where the environment's declared steps keep the law."""

    def places(self, subject: Subject) -> Iterable[Place]:  # noqa: ARG002 - for those that have places
        """Where it should be and is not, the most certain first."""
        return ()

    def woven(self, environment: Environment, place: Place) -> Environment:
        """The environment with the mechanic at this place: columns, steps, faults, invariants, seed rules, phrases.

        The result may be refused by the static checks; then the environment stays as it was.
        """
        raise NotImplementedError(f"{self.name} has no places")

    def evidence(self, place: Place) -> Evidence:
        """The fact that is recorded in the provenance of an environment that got it."""
        about = ".".join((place.entity, *place.columns[:1]))
        where = f"{about} in {place.tool}" if place.tool else about
        return Evidence(fact=f"{self.name}: {where}", because=place.because, confidence=place.confidence)


def uses(environment: Environment, mechanics: Sequence[Mechanic]) -> Iterator[Use]:
    """Where the environment keeps which law, each once, in the order of the mechanics."""
    for mechanic in mechanics:
        yield from dict.fromkeys(mechanic.uses(environment))
