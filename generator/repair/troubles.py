"""What can be wrong with an environment, one class per kind, each with its remedies, the mildest first.

A remedy is an environment and what was done to it. Whether it is sound the author asks; whether it helps, the next
verification says.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.editing import without_invariant, without_step, without_tools
from generator.repair.start import broken_invariants, broken_start
from generator.seed import Seeded, seeded
from servers.farm.faults import FaultUse, fault_uses
from servers.farm.model import EntitySeed, Environment, dump
from servers.farm.problems import Problem
from servers.farm.situations import SUCCESS

SEEDS = 2
"""How many other start states are tried."""

Remedy = tuple[str, Environment]
"""What was done, and the environment after it."""


class Seeds:
    """Start states of environments, made once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], Seeded] = {}

    def of(self, environment: Environment, seed: int) -> Seeded:
        """The start state of a seed with what it does not make possible."""
        key = (dump(environment), seed)
        if key not in self._known:
            self._known[key] = seeded(environment, seed)
        return self._known[key]


@dataclass(frozen=True)
class Trouble(ABC):
    """Something that did not hold. `problem` is what every author understands."""

    problem: Problem

    @abstractmethod
    def remedies(self, environment: Environment, seeds: Seeds) -> Iterator[Remedy]:
        """What may help; nothing if the environment is to be refused."""

    def is_over(self, environment: Environment, seeds: Seeds) -> bool:  # noqa: ARG002
        """Whether what was done about something else has put this right, or taken it away."""
        return False


@dataclass(frozen=True)
class BrokenStart(Trouble):
    """The start state breaks what the environment declares."""

    def remedies(self, environment: Environment, seeds: Seeds) -> Iterator[Remedy]:
        """Another seed, the rules' own seed rules, or without the invariants that no start state keeps."""
        yield from _reseeded(environment, seeds, lambda one, made: not broken_start(one, made.state))
        ruled = _ruled_anew(environment)
        if not broken_start(ruled, seeds.of(ruled, ruled.seed).state):
            yield "gave it the seed rules that its columns suggest", ruled
        loose = environment
        for entity, text in broken_invariants(environment, seeds.of(environment, environment.seed).state):
            loose = without_invariant(loose, entity, text)
        if not broken_start(loose, seeds.of(loose, loose.seed).state):
            yield "left out the invariants that the start state breaks", loose

    def is_over(self, environment: Environment, seeds: Seeds) -> bool:
        """The start state is sound."""
        return not broken_start(environment, seeds.of(environment, environment.seed).state)


@dataclass(frozen=True)
class ToolTrouble(Trouble):
    """Something that is about one tool. Where nothing milder helps, the tool is left out."""

    tool: str

    def remedies(self, environment: Environment, seeds: Seeds) -> Iterator[Remedy]:
        """The milder ones, then without the tool."""
        yield from self.milder(environment, seeds)
        yield f"left out tool '{self.tool}'", without_tools(environment, [self.tool])

    def milder(self, environment: Environment, seeds: Seeds) -> Iterator[Remedy]:  # noqa: ARG002
        """Remedies that keep the tool."""
        return iter(())

    def is_over(self, environment: Environment, seeds: Seeds) -> bool:  # noqa: ARG002
        """The tool is gone."""
        return self.tool not in environment.tools


@dataclass(frozen=True)
class NoSuccess(ToolTrouble):
    """No call of the tool succeeds."""

    def milder(self, environment: Environment, seeds: Seeds) -> Iterator[Remedy]:
        """A start state on which one does."""
        yield from _reseeded(environment, seeds, _meets(environment, seeds, self.tool, SUCCESS))

    def is_over(self, environment: Environment, seeds: Seeds) -> bool:
        """The tool is gone, or another start state lets it succeed."""
        return (self.tool, SUCCESS) not in _wanted(environment, seeds)


@dataclass(frozen=True)
class DeadFault(ToolTrouble):
    """No call provokes a fault of the tool."""

    code: str

    def milder(self, environment: Environment, seeds: Seeds) -> Iterator[Remedy]:
        """A start state on which one does, or without the conditions that never fail."""
        yield from _reseeded(environment, seeds, _meets(environment, seeds, self.tool, self.code))
        uses = [use for use in fault_uses(environment, self.tool) if use.code == self.code]
        if uses and all(use.kind == "require" for use in uses):
            yield f"left out the condition of '{self.code}', which never fails", self._unguarded(environment, uses)

    def is_over(self, environment: Environment, seeds: Seeds) -> bool:
        """The tool or the fault is gone, or another start state lets it be provoked."""
        return (self.tool, self.code) not in _wanted(environment, seeds)

    def _unguarded(self, environment: Environment, uses: list[FaultUse]) -> Environment:
        for use in reversed(uses):  # the last first, so that the paths of the others stay
            environment = without_step(environment, self.tool, use.path)
        return environment


@dataclass(frozen=True)
class Misbehaving(ToolTrouble):
    """A call of the tool did something else than the environment declares, or broke a rule that no fault guards."""


@dataclass(frozen=True)
class Unexplained(Trouble):
    """What is about no tool: nothing in the environment can be blamed for it."""

    def remedies(self, environment: Environment, seeds: Seeds) -> Iterator[Remedy]:  # noqa: ARG002
        """None."""
        return iter(())


Helps = Callable[[Environment, Seeded], bool]


def _reseeded(environment: Environment, seeds: Seeds, helps: Helps) -> Iterator[Remedy]:
    """The environment with another seed, where that helps."""
    for seed in range(environment.seed + 1, environment.seed + 1 + SEEDS):
        other = environment.model_copy(update={"seed": seed})
        if helps(other, seeds.of(other, seed)):
            yield f"took the start state of seed {seed}", other


def _meets(environment: Environment, seeds: Seeds, tool: str, wanted: str) -> Helps:
    """Whether a start state makes a call possible and takes away nothing that was possible before."""

    def helps(_: Environment, made: Seeded) -> bool:
        return set(made.unmet) <= _wanted(environment, seeds) - {(tool, wanted)}

    return helps


def _wanted(environment: Environment, seeds: Seeds) -> frozenset[tuple[str, str]]:
    """What the start state does not make possible."""
    return frozenset(seeds.of(environment, environment.seed).unmet)


def _ruled_anew(environment: Environment) -> Environment:
    """The environment without its seed rules, so that the seed room chooses them; how many rows there are stays."""
    entities = {
        name: entity.model_copy(update={"seed": EntitySeed(rows=entity.seed.rows)})
        for name, entity in environment.entities.items()
    }
    return environment.model_copy(update={"entities": entities})
