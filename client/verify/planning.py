"""Plans of what to call: a success of every tool, every fault, variations of the arguments, pages, random walks."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from random import Random

from client.servers import Json, Object
from client.verify.cases import Call, Plan
from client.verify.contract import Contract
from client.verify.values import candidates
from servers.farm.interpreter import BrokenRule, Interpreter, Outcome
from servers.farm.situations import Situation
from servers.farm.state import State
from servers.farm.surface import SurfaceParameter

VALUES = 8
"""How many values of one argument are tried alone."""
PAIRS = 10
PAGES = 30
DRAWN, NOVEL, MANY_ROWS = 60, 8, 24
"""How many argument lists are drawn for a tool, how many of them are kept, how many rows lend their values."""
TRIES = 4
"""How many argument lists a walk looks at before it takes a call that fails."""


@dataclass(frozen=True)
class Base:
    """A way to make a tool succeed: the calls before it, and its arguments."""

    setup: tuple[Call, ...]
    arguments: Object
    state: State
    """The state after the setup."""


@dataclass(frozen=True)
class Planner:
    """Plans calls from a start state. The same seed gives the same plans."""

    contract: Contract
    interpreter: Interpreter
    start: State
    situations: tuple[Situation, ...]
    seed: int
    bases: Mapping[str, Base] = field(init=False)
    """The first way in which each tool succeeds; tools without one are missing."""

    def __post_init__(self) -> None:
        found: dict[str, Base] = {}
        for item in self.situations:
            if item.wanted == "success" and item.tool not in found:
                found[item.tool] = self._base(item)
        object.__setattr__(self, "bases", found)

    def successes(self) -> Iterator[Plan]:
        """The situations in which tools succeed."""
        for number, item in enumerate(item for item in self.situations if item.wanted == "success"):
            yield Plan(f"success/{item.tool}/{number}", "success", _calls(item))

    def faults(self) -> Iterator[Plan]:
        """The situations that provoke faults."""
        for item in self.situations:
            if item.wanted != "success":
                yield Plan(f"fault/{item.tool}/{item.wanted}", "fault", _calls(item))

    def variations(self) -> Iterator[Plan]:
        """Every tool's success with arguments left out, added and replaced, and its pages to the end."""
        for tool, base in self.bases.items():
            for what, arguments in self._varied(tool, base):
                yield self.plan(f"success/{tool}/{what}", "success", tool, arguments)
            yield from self._pages(tool, base)

    def plan(self, name: str, family: str, tool: str, arguments: Object, names: str = "", alike: bool = False) -> Plan:
        """A call of a tool with these arguments, after the setup that lets it succeed."""
        setup = self.bases[tool].setup if tool in self.bases else ()
        return Plan(name, family, (*setup, Call(tool, arguments)), names, alike=alike)

    def ordinary(self, tool: str) -> Object:
        """Arguments with which the tool succeeds, or where no way was found, the first value for each required one."""
        if tool in self.bases:
            return self.bases[tool].arguments
        required = [item for item in self.contract.surfaces[tool] if item.required]
        return aligned(required, {item.name: self.values(self.start, tool, item)[0] for item in required})

    def walk(self, number: int, length: int) -> Plan:
        """So many calls of tools and arguments drawn by chance, most of which succeed."""
        random, state, calls = Random(f"{self.seed}/{number}"), self.start, list[Call]()  # noqa: S311 - reproducible
        tools = sorted(self.contract.environment.tools)
        for _ in range(length):
            call, state = self._drawn(state, random.choice(tools), random)
            calls.append(call)
        return Plan(f"walk/{number}", "integrity", tuple(calls))

    def values(self, state: State, tool: str, item: SurfaceParameter) -> list[Json]:
        """Values to try for one argument."""
        return candidates(self.contract, state, tool, item)

    def _base(self, item: Situation) -> Base:
        state = self.start
        setup = _calls(item)[:-1]
        for call in setup:
            state = self.interpreter.call(state, call.tool, call.arguments).state
        return Base(setup, _calls(item)[-1].arguments, state)

    def _varied(self, tool: str, base: Base) -> Iterator[tuple[str, Object]]:
        surface = self.contract.surfaces[tool]
        required = {item.name: base.arguments[item.name] for item in surface if item.required}
        yield "bare", required
        for item in surface:
            if item.name in base.arguments and not item.required:
                yield f"without {item.name}", {k: v for k, v in base.arguments.items() if k != item.name}
            for number, value in enumerate(self.values(base.state, tool, item)[:VALUES]):
                if item.source != "cursor":
                    yield f"{item.name} {number}", aligned(surface, {**base.arguments, item.name: value})
        yield from self._together(tool, base, required)
        yield from self._novel(tool, base)

    def _novel(self, tool: str, base: Base) -> Iterator[tuple[str, Object]]:
        """Arguments drawn by chance, those kept that give results unlike the others: they tell filters apart."""
        random, seen = Random(f"{self.seed}/{tool}"), set[str]()  # noqa: S311 - reproducible
        items = [item for item in self.contract.surfaces[tool] if item.source not in ("limit", "cursor")]
        values = {item.name: candidates(self.contract, base.state, tool, item, MANY_ROWS) for item in items}
        for _ in range(DRAWN if items else 0):
            chosen = [item.name for item in items if item.required or random.random() < 0.4]
            drawn: Object = {name: random.choice(values[name]) for name in chosen if values[name]}
            arguments = aligned(items, drawn)
            outcome = self._outcome(base.state, Call(tool, arguments))
            mark = json.dumps(outcome.result) if outcome is not None and outcome.result is not None else ""
            if mark and mark not in seen and len(seen) < NOVEL:
                seen.add(mark)
                yield f"drawn {len(seen)}", arguments

    def _together(self, tool: str, base: Base, required: Object) -> Iterator[tuple[str, Object]]:
        """Optional arguments two by two, and all at once."""
        optional = [item for item in self.contract.surfaces[tool] if not item.required and item.source == "parameter"]
        values = {item.name: self.values(base.state, tool, item) for item in optional}
        first: Object = {name: found[0] for name, found in values.items() if found}
        for one, other in list(combinations(first, 2))[:PAIRS]:
            yield f"{one} and {other}", {**required, one: first[one], other: values[other][-1]}
        if len(first) > 1:
            yield "full", {**required, **first}

    def _pages(self, tool: str, base: Base) -> Iterator[Plan]:
        """From page to page until there is no next cursor, one row a page and three."""
        if not any(item.source == "cursor" for item in self.contract.surfaces[tool]):
            return
        for limit in (1, 3):
            calls = list(self._turned(tool, base, {**_unpaged(base.arguments), "limit": limit}))
            yield Plan(f"success/{tool}/pages of {limit}", "success", (*base.setup, *calls))

    def _turned(self, tool: str, base: Base, arguments: Object) -> Iterator[Call]:
        cursor: object = None
        for _ in range(PAGES):
            given: Object = arguments if cursor is None else {**arguments, "cursor": str(cursor)}
            yield Call(tool, given)
            outcome = self.interpreter.call(base.state, tool, given)
            cursor = (outcome.result or {}).get("next_cursor")
            if cursor is None:
                return

    def _drawn(self, state: State, tool: str, random: Random) -> tuple[Call, State]:
        """A call that succeeds if one of a few tries does."""
        for _ in range(TRIES):
            call = Call(tool, self._arguments(state, tool, random))
            outcome = self._outcome(state, call)
            if outcome is not None and outcome.result is not None:
                break
        return call, outcome.state if outcome is not None else state

    def _outcome(self, state: State, call: Call) -> Outcome | None:
        try:
            return self.interpreter.call(state, call.tool, call.arguments)
        except BrokenRule:
            return None  # `freeze` meets it again and makes a finding of it

    def _arguments(self, state: State, tool: str, random: Random) -> Object:
        found: Object = {}
        for item in self.contract.surfaces[tool]:
            values = self.values(state, tool, item)
            if item.source == "cursor" or not values or (not item.required and random.random() < 0.5):
                continue
            found[item.name] = values[min(int(random.expovariate(0.4)), len(values) - 1)]
        return aligned(self.contract.surfaces[tool], found)


def aligned(surface: Iterable[SurfaceParameter], arguments: Object) -> Object:
    """The arguments with the arrays that make up one list of rows cut to the length of the shortest."""
    groups: dict[str, list[str]] = {}
    for item in surface:
        if item.source == "rows" and isinstance(arguments.get(item.name), list):
            groups.setdefault(item.parameter, []).append(item.name)
    found = dict(arguments)
    for names in groups.values():
        shortest = min(len(arguments[name]) for name in names)  # type: ignore[arg-type]
        found.update({name: arguments[name][:shortest] for name in names})  # type: ignore[index]
    return found


def _calls(item: Situation) -> tuple[Call, ...]:
    return tuple(Call(call.tool, dict(call.arguments)) for call in (*item.setup, item.call))  # type: ignore[arg-type]


def _unpaged(arguments: Mapping[str, Json]) -> Object:
    return {name: value for name, value in arguments.items() if name not in ("limit", "cursor")}
