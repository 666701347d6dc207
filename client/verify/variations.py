"""Variations of a tool's success: arguments left out, added and replaced, pages, branches, worlds nearby.

Every argument is tried alone at several values; beyond that a call is planned if something happens in the tool's steps
that has not happened before (`servers.farm.interpreter.Trace`), or if it gives a result unlike the others.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import chain, combinations, islice, permutations, product
from random import Random

from client.servers import Json, Object
from client.verify.cases import Call, Plan
from client.verify.planning import Base, Planner, aligned, calls_of
from client.verify.prepared import World, Worlds
from client.verify.values import ROWS
from servers.farm.interpreter import Event, Outcome
from servers.farm.model import IfStep
from servers.farm.places import places
from servers.farm.situations import Aim
from servers.farm.state import RowChange, State, apply
from servers.farm.surface import SurfaceParameter

CROSSED = 6
"""How many values of an argument are tried beside others."""
PAGES = 30
MANY_ROWS = 24
"""How many rows lend their values to arguments that are drawn."""
PREPARED, RICHEST = 8, 1
"""How many worlds are prepared for a tool, how many calls are tried in them."""


class Wanted(Enum):
    """When a call is planned."""

    ALWAYS = auto()
    ALIKE = auto()
    """Always, but there are others that try the same."""
    IF_NEW = auto()
    """If something new happens in it."""


Variation = tuple[str, Object, Wanted]
"""What is varied, the arguments, and when the call is planned."""


def variations(planner: Planner) -> Iterator[Plan]:
    """The variations of every tool that succeeds."""
    for tool, base in planner.bases.items():
        yield from _Variations(planner, tool, base).plans()


@dataclass
class _Variations:
    planner: Planner
    tool: str
    base: Base
    seen: set[Event] = field(default_factory=set)
    """What has happened in the tool's steps so far."""
    results: set[str] = field(default_factory=set)
    values: dict[tuple[str, int], list[Json]] = field(default_factory=dict)
    """The values to try for an argument, with so many rows of a table that lend theirs."""
    kept: list[tuple[frozenset[Event], Object]] = field(default_factory=list)
    """What happened in calls that made something new happen and succeeded."""

    @property
    def surface(self) -> tuple[SurfaceParameter, ...]:
        """The tool's parameters as callers see them."""
        return self.planner.contract.surfaces[self.tool]

    def plans(self) -> Iterator[Plan]:
        """All of them."""
        self.seen |= self._looked(self.base.state, self.base.arguments).events
        for what, arguments, wanted in self._replaced():
            look = self._looked(self.base.state, arguments)
            if look.new and look.result:
                self.kept.append((look.events, arguments))
            if look.new or wanted is not Wanted.IF_NEW:
                self.seen |= look.events
                yield self._plan(what, arguments, look, alike=wanted is Wanted.ALIKE and not look.new)
        yield from self._pages()
        yield from self._drawn()
        yield from self._branches()
        yield from self._nearby()

    def _plan(self, what: str, arguments: Object, look: "_Look", alike: bool = False) -> Plan:
        plan = self.planner.plan(f"success/{self.tool}/{what}", "success", self.tool, arguments, alike=alike)
        return replace(plan, events=look.events)

    def _looked(self, state: State, arguments: Object) -> "_Look":
        """What happens in a call, and what of it has not happened before."""
        events, outcome = self.planner.happens(state, Call(self.tool, arguments))
        return _Look(events, not events <= self.seen, outcome)

    # --- arguments -------------------------------------------------------------------------------------------------

    def _values(self, item: SurfaceParameter, rows: int = ROWS) -> list[Json]:
        """Values to try for an argument."""
        if (item.name, rows) not in self.values:
            self.values[item.name, rows] = self.planner.values(self.base.state, self.tool, item, rows)
        return self.values[item.name, rows]

    def _replaced(self) -> Iterator[Variation]:
        """Arguments left out, added and replaced."""
        base, effort = self.base.arguments, self.planner.effort
        required = {item.name: base[item.name] for item in self.surface if item.required}
        yield "bare", required, Wanted.ALWAYS
        for item in self.surface:
            if item.name in base and not item.required:
                yield f"without {item.name}", {k: v for k, v in base.items() if k != item.name}, Wanted.ALWAYS
            values = self._values(item) if item.source != "cursor" else []
            for number, value in enumerate(values):
                arguments = aligned(self.surface, {**base, item.name: value})
                alone = Wanted.ALIKE if number else Wanted.ALWAYS
                always = min(number, len(values) - 1 - number) < effort.values
                yield f"{item.name} {number}", arguments, alone if always else Wanted.IF_NEW
        yield from self._together(required)
        yield from islice(self._equal(), effort.equal)
        yield from islice(self._crossed(), effort.crossings)

    def _together(self, required: Object) -> Iterator[Variation]:
        """Optional arguments two by two, and all at once."""
        optional = [item for item in self.surface if not item.required and item.source == "parameter"]
        values = {item.name: found for item in optional if (found := self._values(item))}
        for number, (one, other) in enumerate(combinations(values, 2)):
            arguments = {**required, one: values[one][0], other: values[other][-1]}
            yield (
                f"{one} and {other}",
                arguments,
                Wanted.IF_NEW if number >= self.planner.effort.pairs else Wanted.ALIKE,
            )
        if len(values) > 1:
            yield "full", {**required, **{name: found[0] for name, found in values.items()}}, Wanted.ALWAYS

    def _crossed(self) -> Iterator[Variation]:
        """Every value of an argument beside a few of every other: some filters show only what others let by."""
        base, optional = self.base.arguments, [item for item in self.surface if item.source == "parameter"]
        values = {item.name: self._values(item)[:CROSSED] for item in optional}
        for one, other in permutations(values, 2):
            for (here, value), (there, beside) in product(enumerate(values[one]), enumerate(values[other][:2])):
                yield f"{one} {here} beside {other} {there}", {**base, one: value, other: beside}, Wanted.IF_NEW

    def _equal(self) -> Iterator[Variation]:
        """Two arguments of a type with one value: where they are compared, that is the edge."""
        base, scalars = self.base.arguments, [item for item in self.surface if item.schema["type"] != "array"]
        for one, other in combinations(scalars, 2):
            if _kind(one) == _kind(other) and other.source == one.source == "parameter":
                values = [base[one.name]] if one.name in base else self._values(one)
                for value in values[:1]:
                    yield f"{one.name} as {other.name}", {**base, one.name: value, other.name: value}, Wanted.IF_NEW

    def _drawn(self) -> Iterator[Plan]:
        """Arguments drawn by chance that make something new happen or give a result unlike the others."""
        random, kept, effort = Random(f"{self.planner.seed}/{self.tool}"), 0, self.planner.effort  # noqa: S311 - reproducible
        items = [item for item in self.surface if item.source not in ("limit", "cursor")]
        values = {item.name: self._values(item, MANY_ROWS) for item in items}
        for _ in range(effort.drawn if items else 0):
            arguments = self._draw(items, values, random)
            look = self._looked(self.base.state, arguments)
            if look.new or (kept < effort.novel and look.result and look.result not in self.results):
                self.seen |= look.events
                self.results.add(look.result)
                kept += 1
                yield self._plan(f"drawn {kept}", arguments, look, alike=not look.new)

    def _draw(self, items: list[SurfaceParameter], values: Mapping[str, list[Json]], random: Random) -> Object:
        chosen = [item.name for item in items if item.required or random.random() < 0.4]
        return aligned(items, {name: random.choice(values[name]) for name in chosen if values[name]})

    # --- pages -----------------------------------------------------------------------------------------------------

    def _pages(self) -> Iterator[Plan]:
        """From page to page until there is no next cursor, one row a page and three."""
        if not any(item.source == "cursor" for item in self.surface):
            return
        bare = {name: value for name, value in self.base.arguments.items() if name not in ("limit", "cursor")}
        for limit in (1, 3):
            calls = list(self._turned({**bare, "limit": limit}))
            yield Plan(f"success/{self.tool}/pages of {limit}", "success", (*self.base.setup, *calls))

    def _turned(self, arguments: Object) -> Iterator[Call]:
        cursor: object = None
        for _ in range(PAGES):
            given: Object = arguments if cursor is None else {**arguments, "cursor": str(cursor)}
            yield Call(self.tool, given)
            outcome = self.planner.outcome(self.base.state, Call(self.tool, given))
            cursor = (outcome.result or {}).get("next_cursor") if outcome is not None else None
            if cursor is None:
                return

    # --- branches and worlds ---------------------------------------------------------------------------------------

    def _branches(self) -> Iterator[Plan]:
        """Both ways of every `if`: calls that are looked for where none of those before takes it."""
        environment = self.planner.contract.environment
        for place in places(environment, environment.tools[self.tool]):
            for way in ("then", "else") if isinstance(place.step, IfStep) else ():
                found = self.planner.finder.success(self.planner.start, self.tool, aim=Aim(place.path, way))
                if found is None:
                    continue
                *setup, last = calls_of(found)
                state = self.planner.after(setup)
                look = None if state is None else self._looked(state, last.arguments)
                if look is not None and look.new:
                    self.seen |= look.events
                    name = f"success/{self.tool}/{place.path}, {way}"
                    yield Plan(name, "success", (*setup, last), events=look.events)

    def _nearby(self) -> Iterator[Plan]:
        """Worlds in which a call that was usual makes something new happen."""
        kept = 0
        for world, start, state, arguments in self._called() if self.planner.effort.worlds else ():
            look = self._looked(state, arguments)
            if look.new and not self.planner.interpreter.invariants(start):
                self.seen |= look.events
                kept += 1
                calls = (*self.base.setup, Call(self.tool, arguments))
                name = f"success/{self.tool}/world {kept}: {_named(world[0])}"
                yield Plan(name, "success", calls, world=world, events=look.events)
            if kept == PREPARED:
                return

    def _called(self) -> Iterator[tuple[World, State, State, Object]]:
        """Worlds, how they begin, how they are after the setup, and arguments to call the tool with then."""
        usual = self._usual()
        tries = chain(((world, usual) for world in self._worlds()), ((world, [one]) for world, one in self._chained()))
        for world, arguments in tries:
            start = apply(self.planner.contract.environment, self.planner.start, world)
            state = self.planner.after(self.base.setup, start)
            yield from ((world, start, state, one) for one in arguments if state is not None)

    def _worlds(self) -> Iterator[World]:
        """What might make a difference: other values where expressions look, and where two fields were always alike,
        rows that are found beside each other, more children than are shown."""
        looked_at, trace, most = self.planner.touched[self.tool], self.planner.trace, self.planner.effort.worlds
        worlds = Worlds(self.planner.contract.environment, self.planner.start, looked_at)
        yield from islice(worlds.near(looked_at.columns), most)
        yield from islice(worlds.twins(), most)
        yield from worlds.crowds()
        alike = [(entity, name) for entity, name in looked_at.shown if name in trace.never_told_apart(entity)]
        yield from islice(worlds.near(alike), most)

    def _chained(self) -> Iterator[tuple[World, Object]]:
        """Chains of rows, and calls that are usual but for naming one of them."""
        looked_at, base = self.planner.touched[self.tool], self.base.arguments
        worlds = Worlds(self.planner.contract.environment, self.planner.start, looked_at)
        names = [item.name for item in self.surface if item.source == "parameter" and item.schema["type"] != "array"]
        return ((world, {**base, **named}) for world, named in worlds.chains(names, base))

    def _usual(self) -> list[Object]:
        """The first arguments, the same with a page of one row, and those in which most happens."""
        paged = any(item.source == "limit" for item in self.surface)
        page: list[Object] = [{**self.base.arguments, "limit": 1}] if paged else []
        most = sorted(self.kept, key=lambda one: -len(one[0]))[:RICHEST]
        return [self.base.arguments, *page, *(arguments for _, arguments in most)]


@dataclass(frozen=True)
class _Look:
    """A call that was looked at."""

    events: frozenset[Event]
    new: bool
    """Whether one of them has not happened before."""
    outcome: Outcome | None

    @property
    def result(self) -> str:
        """What it gives, as a text; empty if it does not succeed."""
        found = None if self.outcome is None else self.outcome.result
        return "" if found is None else json.dumps(found)


def _named(change: RowChange) -> str:
    """A change in a few words."""
    columns = "" if change.before is None else f" {'/'.join(sorted(change.columns))}"
    return f"{change.entity} {'/'.join(map(str, change.key))}{columns}"


def _kind(item: SurfaceParameter) -> tuple[object, object]:
    return item.schema["type"], item.schema.get("format")
