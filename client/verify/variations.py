"""Variations of a tool's success: arguments left out, added and replaced, pages, branches, worlds nearby.

Every argument is tried alone at several values; beyond that a call is planned if something happens in the tool's steps
that has not happened before (`servers.farm.interpreter.Trace`), or if it gives a result unlike the others.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, combinations, islice, permutations, product
from random import Random

from client.servers import Json, Object
from client.verify.cases import Call, Plan
from client.verify.planning import Base, Planner, aligned, calls_of
from client.verify.prepared import World, Worlds
from servers.farm.interpreter import Event, Outcome
from servers.farm.model import IfStep
from servers.farm.places import places
from servers.farm.situations import Aim
from servers.farm.state import RowChange, State, apply
from servers.farm.surface import SurfaceParameter

VALUES = 8
"""How many values of one argument are tried alone, whatever happens."""
PAIRS = 10
EQUAL, CROSSED, CROSSINGS = 60, 6, 600
"""How many pairs of arguments get one value; how many values of one are tried beside others, in how many calls."""
PAGES = 30
DRAWN, NOVEL, MANY_ROWS = 60, 8, 24
"""How many argument lists are drawn for a tool, how many of them are kept, how many rows lend their values."""
NEARBY, PREPARED, RICHEST = 60, 8, 1
"""How many worlds of a kind are looked at for a tool, how many are prepared, how many calls are tried in them."""


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
    kept: list[tuple[frozenset[Event], Object]] = field(default_factory=list)
    """What happened in calls that made something new happen and succeeded."""

    @property
    def surface(self) -> tuple[SurfaceParameter, ...]:
        """The tool's parameters as callers see them."""
        return self.planner.contract.surfaces[self.tool]

    def plans(self) -> Iterator[Plan]:
        """All of them."""
        self.seen |= self._looked(self.base.state, self.base.arguments).events
        for what, arguments, is_alike in self._replaced():
            look = self._looked(self.base.state, arguments)
            if look.new and look.result:
                self.kept.append((look.events, arguments))
            if look.new or is_alike is not None:
                self.seen |= look.events
                yield self._plan(what, arguments, look, alike=bool(is_alike) and not look.new)
        yield from self._pages()
        yield from self._drawn()
        yield from self._branches()
        if not self.planner.quick:
            yield from self._nearby()

    def _plan(self, what: str, arguments: Object, look: "_Look", alike: bool = False) -> Plan:
        plan = self.planner.plan(f"success/{self.tool}/{what}", "success", self.tool, arguments, alike=alike)
        return replace(plan, events=look.events)

    def _looked(self, state: State, arguments: Object) -> "_Look":
        """What happens in a call, and what of it has not happened before."""
        events, outcome = self.planner.happens(state, Call(self.tool, arguments))
        return _Look(events, not events <= self.seen, outcome)

    # --- arguments -------------------------------------------------------------------------------------------------

    def _replaced(self) -> Iterator[tuple[str, Object, bool | None]]:
        """What is varied, the arguments, and whether others are alike; None for those that are wanted if new only."""
        base = self.base.arguments
        required = {item.name: base[item.name] for item in self.surface if item.required}
        yield "bare", required, False
        for item in self.surface:
            if item.name in base and not item.required:
                yield f"without {item.name}", {k: v for k, v in base.items() if k != item.name}, False
            for number, value in enumerate(self.planner.values(self.base.state, self.tool, item)):
                if item.source != "cursor":
                    arguments = aligned(self.surface, {**base, item.name: value})
                    yield f"{item.name} {number}", arguments, None if number >= VALUES else number > 0
        yield from self._together(required)
        yield from self._equal()
        yield from islice(self._crossed(), 0 if self.planner.quick else CROSSINGS)

    def _together(self, required: Object) -> Iterator[tuple[str, Object, bool | None]]:
        """Optional arguments two by two, and all at once."""
        optional = [item for item in self.surface if not item.required and item.source == "parameter"]
        values = {item.name: self.planner.values(self.base.state, self.tool, item) for item in optional}
        first: Object = {name: found[0] for name, found in values.items() if found}
        for number, (one, other) in enumerate(combinations(first, 2)):
            arguments = {**required, one: first[one], other: values[other][-1]}
            yield f"{one} and {other}", arguments, None if number >= PAIRS else True
        if len(first) > 1:
            yield "full", {**required, **first}, False

    def _crossed(self) -> Iterator[tuple[str, Object, bool | None]]:
        """Every value of an argument beside a few of every other: some filters show only what others let by."""
        base, optional = self.base.arguments, [item for item in self.surface if item.source == "parameter"]
        values = {item.name: self.planner.values(self.base.state, self.tool, item)[:CROSSED] for item in optional}
        for one, other in permutations(optional, 2):
            for here, there in product(range(len(values[one.name])), range(min(2, len(values[other.name])))):
                arguments = {**base, one.name: values[one.name][here], other.name: values[other.name][there]}
                yield f"{one.name} {here} beside {other.name} {there}", arguments, None

    def _equal(self) -> Iterator[tuple[str, Object, bool | None]]:
        """Two arguments of a type with one value: where they are compared, that is the edge."""
        base, scalars = self.base.arguments, [item for item in self.surface if item.schema["type"] != "array"]
        for one, other in islice(combinations(scalars, 2), EQUAL):
            if _kind(one) == _kind(other) and other.source == one.source == "parameter":
                values = [base[one.name]] if one.name in base else self.planner.values(self.base.state, self.tool, one)
                for value in values[:1]:
                    yield f"{one.name} as {other.name}", {**base, one.name: value, other.name: value}, None

    def _drawn(self) -> Iterator[Plan]:
        """Arguments drawn by chance that make something new happen or give a result unlike the others."""
        random, kept = Random(f"{self.planner.seed}/{self.tool}"), 0  # noqa: S311 - reproducible
        items = [item for item in self.surface if item.source not in ("limit", "cursor")]
        values = {item.name: self.planner.values(self.base.state, self.tool, item, MANY_ROWS) for item in items}
        for _ in range(DRAWN if items else 0):
            arguments = self._draw(items, values, random)
            look = self._looked(self.base.state, arguments)
            if look.new or (look.result and look.result not in self.results and kept < NOVEL):
                self.seen |= look.events
                self.results.add(look.result)
                kept += 1
                yield self._plan(f"drawn {kept}", arguments, look)

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
        for world, arguments in chain(product(self._worlds(), self._usual()), self._chained()):
            look = self._looked_in(world, arguments)
            if look is not None:
                self.seen |= look.events
                kept += 1
                calls = (*self.base.setup, Call(self.tool, arguments))
                name = f"success/{self.tool}/world {kept}: {_named(world[0])}"
                yield Plan(name, "success", calls, world=world, events=look.events)
            if kept == PREPARED:
                return

    def _looked_in(self, world: World, arguments: Object) -> "_Look | None":
        """What happens in a world, if some of it is new and the world is sound."""
        start = apply(self.planner.contract.environment, self.planner.start, world)
        state = self.planner.after(self.base.setup, start)
        look = None if state is None else self._looked(state, arguments)
        return None if look is None or not look.new or self.planner.interpreter.invariants(start) else look

    def _worlds(self) -> Iterator[World]:
        """What might make a difference: other values where expressions look, and where two fields were always alike,
        rows that are found beside each other, more children than are shown."""
        looked_at, trace = self.planner.touched[self.tool], self.planner.trace
        worlds = Worlds(self.planner.contract.environment, self.planner.start, looked_at)
        yield from islice(worlds.near(looked_at.columns), NEARBY)
        yield from islice(worlds.twins(), NEARBY)
        yield from worlds.crowds()
        alike = [(entity, name) for entity, name in looked_at.shown if name in trace.never_told_apart(entity)]
        yield from islice(worlds.near(alike), NEARBY)

    def _chained(self) -> Iterator[tuple[World, Object]]:
        """Chains of rows, and calls that are usual but for naming one of them."""
        looked_at, base = self.planner.touched[self.tool], self.base.arguments
        worlds = Worlds(self.planner.contract.environment, self.planner.start, looked_at)
        names = [item.name for item in self.surface if item.source == "parameter" and item.schema["type"] != "array"]
        return ((world, {**base, **named}) for world, named in worlds.chains(names))

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
