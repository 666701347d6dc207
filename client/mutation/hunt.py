"""Looking for a small world in which two versions of a tool do not do the same."""

from collections import Counter
from dataclasses import dataclass

from client.mutation.calling import Caller
from client.mutation.changes import same_showing
from client.mutation.choices import Choices, Path, probes
from client.mutation.comparing import Trial, Version, agree, took_the_same_way, tried, visible
from client.mutation.crowd import crowds
from client.mutation.families import Families
from client.mutation.pools import Pools
from client.mutation.small import NoWorld, World
from client.mutation.space import CROWD, MOST_ROWS, ROWS, Space
from client.mutation.stillness import constants, only_filters, only_patched, patched
from servers.farm.interpreter import Interpreter, Outcome
from servers.farm.interpreter.bindings import NEXT_CURSOR
from servers.farm.model import Environment
from servers.farm.state import State
from servers.farm.surface import ArgumentProblem, surface


@dataclass(frozen=True)
class Difference:
    """A start state and a call that tell a mutant from the original; an outcome is None where the call breaks down."""

    start: State
    tool: str
    arguments: dict[str, object]
    expected: Outcome | None
    observed: Outcome | None

    def __str__(self) -> str:
        rows = ", ".join(f"{len(table)} of {name}" for name, table in self.start.rows.items() if table)
        return f"{self.tool} {self.arguments} differs in a world with {rows or 'no rows'}"


class Hunt:
    """The small worlds of one tool in two versions, and what was seen in them so far."""

    def __init__(self, original: Environment, mutant: Environment, tool: str) -> None:
        self.tool = tool
        self._versions = [Version.of(one, tool) for one in (original, mutant)]
        self._interpreter = Interpreter(original)
        self._alike = same_showing(original, mutant, tool)
        self._seed = f"{original.name}/{tool}"
        families = Families()
        for environment in (original, mutant):
            families.read(environment, environment.tools[tool])
        needed = Counter(crowds(original, tool)) | Counter(crowds(mutant, tool))
        self.crowded = next((name for name, number in needed.items() if number > MOST_ROWS), "")
        """The entity of which the tool looks at more rows at once than a small world has."""
        rows = {name: min(number, CROWD) for name, number in needed.items() if number > ROWS}
        pools = Pools(original.clock.start, constants(original, mutant, tool))
        self._space = Space(original, families, pools, rows)
        self._caller = self._calls(original, mutant, families)
        self.worlds = 0
        """How many worlds were looked at."""
        self.leaves = 0.0
        """About how many there are; usually there are more."""
        self.succeeded = False
        """Whether a call of both versions succeeded."""
        self.acted = False
        """Whether the versions did different things that came to the same."""

    def _calls(self, original: Environment, mutant: Environment, families: Families) -> Caller:
        carried = [name for name in only_patched(original, mutant, self.tool) if not families.of(("", name)).tested]
        still = only_filters(original, mutant, self.tool) | frozenset(carried[1:])
        return Caller(self._space, surface(original, self.tool), patched(original, mutant, self.tool), still)

    def probe(self, number: int) -> Difference | None:
        """The first difference in so many worlds drawn by chance."""
        leaves = 0.0
        for probe in probes(number, f"{self._seed}/{self.worlds}"):
            if (found := self._difference(probe)) is not None:
                return found
            leaves += probe.leaves
        self.leaves = max(self.leaves, leaves / max(1, number))
        return None

    def all(self, limit: int) -> tuple[Difference | None, bool]:
        """The first difference in all worlds, of which at most so many are looked at; and whether they were all."""
        path: Path | None = Path()
        last = self.worlds + limit
        while path is not None and self.worlds < last:
            if (found := self._difference(path)) is not None:
                return found, False
            path = path.next()
        return None, path is None

    def sees(self, number: int) -> bool:
        """Whether the versions do different things in one of so many worlds, which may break rules."""
        path: Path | None = Path()
        drawn = probes(number, self._seed)
        while path is not None and self.worlds < number * 5:
            for choices in (path, next(drawn, None)):
                if choices is not None and (self._differs(choices) is not None or self.acted):
                    return True
            path = path.next()
        return False

    # --- one world --------------------------------------------------------------------------------------------------

    def _difference(self, choices: Choices) -> Difference | None:
        """What tells the versions apart on this path, if it is a world."""
        found = self._differs(choices)
        if found is None:
            return None
        world, arguments = found
        try:
            start = world.finished(self._interpreter)
        except NoWorld:
            return None
        given = self._versions[0].compiled.enter(arguments)
        one, other = (version.outcome(start, given) for version in self._versions)
        return Difference(start, self.tool, arguments, one, other) if visible(one) != visible(other) else None

    def _differs(self, choices: Choices) -> tuple[World, dict[str, object]] | None:
        """The world and arguments in which the versions end differently; pages are turned to the end."""
        self.worlds += 1
        world = World(self._space, choices)
        try:
            arguments = self._caller.arguments(choices)
            while True:
                given = self._versions[0].compiled.enter(arguments)
                one, other = (tried(version, world, given) for version in self._versions)
                if not agree(one, other, self._alike):
                    return world, arguments
                self._note(one, other)
                if one.names is None or one.names.get(NEXT_CURSOR) is None:
                    return None
                arguments = {**arguments, "cursor": one.names[NEXT_CURSOR]}
        except (NoWorld, ArgumentProblem):
            return None

    def _note(self, one: Trial, other: Trial) -> None:
        if one.ending == "success":
            self.succeeded = True
            self.acted = self.acted or not took_the_same_way(one, other)
