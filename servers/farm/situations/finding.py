"""Choice points of `find` and `search`: which row is hit, or why none is."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from servers.farm.expressions import Expr, parse
from servers.farm.model import Find, Search
from servers.farm.scopes import Scope
from servers.farm.situations.drafts import Draft
from servers.farm.situations.ground import Ground, Undecided
from servers.farm.situations.plans import Plan
from servers.farm.situations.solving import Solver
from servers.farm.situations.values import missing
from servers.farm.state import Row

_PER_ROW = 3


class Finding:
    """Finds and searches of one plan on one ground. `shift` turns the order of rows, for calls about other rows."""

    def __init__(self, plan: Plan, ground: Ground, solver: Solver, shift: int = 0) -> None:
        self.plan, self.ground, self.solver, self.shift = plan, ground, solver, shift

    def rows(self, entity: str) -> Iterator[Row]:
        """The rows of an entity, different ones first: by enums, booleans and what is null, then in key order."""
        table, columns = self.ground.table(entity), self._telling(entity)
        seen: dict[tuple[Any, ...], int] = {}
        ranked = []
        for place, row in enumerate(table):
            kind = tuple(row[name] if by_value else row[name] is None for name, by_value in columns)
            seen[kind] = seen.get(kind, 0) + 1
            ranked.append((seen[kind], place))
        order = [place for _, place in sorted(ranked)]
        turn = self.shift % len(order) if order else 0
        for place in order[turn:] + order[:turn]:
            self.ground.spend()
            yield table[place]

    def _telling(self, entity: str) -> list[tuple[str, bool]]:
        """The columns that rows are told apart by, and whether by value or by being null."""
        columns = self.plan.environment.entities[entity].columns
        by_value = [(name, True) for name, item in columns.items() if item.kind in ("enum", "boolean")]
        nullable = [(name, False) for name, item in columns.items() if getattr(item, "nullable", False)]
        return [*by_value, *nullable][:6]

    def hits(self, find: Find, draft: Draft, scope: Scope) -> Iterator[Draft]:
        """Drafts in which the find hits, with its row bound."""
        inner = self.plan.with_row(scope, find.name, find.entity)
        for row in self._candidates(find, draft, scope):
            yield from self.solver.solve_all(self.plan.predicates(find), draft.bind(find.name, row), inner)

    def _candidates(self, find: Find, draft: Draft, scope: Scope) -> Iterator[Row]:
        """The rows that a find may hit: the one of its key where that is known, else all."""
        declared = self.plan.environment.entities[find.entity].key
        expr = parse(find.key) if find.key is not None and declared is not None and declared.per is None else None
        if expr is None or draft.undecided(expr):
            yield from self.rows(find.entity)
            return
        try:
            key = self.ground.value(expr, scope, draft)
        except Undecided:
            yield from self.rows(find.entity)
            return
        row = self.ground.rows.tables[find.entity].get((key,))
        if row is not None:
            yield row

    def misses(self, find: Find, draft: Draft, scope: Scope) -> Iterator[Draft]:
        """Drafts in which it does not: an open variable addresses nothing, or rows do not belong together."""
        predicates = self.plan.predicates(find)
        inner = self.plan.with_row(scope, find.name, find.entity)
        opened = tuple(dict.fromkeys(name for item in predicates for name in draft.undecided(item)))
        if not opened:
            yield from [draft] if not self._matches(find, predicates, draft, inner) else []
        for name in reversed(opened):
            for value in self._unfitting(draft, name):
                found = self.ground.settled(draft.decide(name, value))
                yield from self._rest(find, predicates, found, inner, opened)

    def _unfitting(self, draft: Draft, name: str) -> list[Any]:
        """Values that may address nothing: one that no row has, then those of other rows."""
        variable = self.solver.variables[draft.parameter(name)]
        is_list = variable.many and name.partition(".")[0] not in draft.elements
        absent = missing(variable, self.ground)
        return [(absent,) if is_list else absent, *self.solver.domain(draft, name)]

    def _rest(
        self, find: Find, predicates: tuple[Expr, ...], draft: Draft, inner: Scope, opened: tuple[str, ...]
    ) -> Iterator[Draft]:
        """The other open variables of the find get values of some row, so that only one thing is wrong."""
        rest = [name for name in opened if name in draft.open]
        if not rest:
            yield from [draft] if not self._matches(find, predicates, draft, inner) else []
            return
        for row in islice(self.rows(find.entity), 4):
            found = draft.bind(find.name, row)
            for item in predicates:
                found = next(self.solver.solve(item, True, found, inner), found)
            for name in rest:
                if name in found.open:
                    found = self.ground.settled(found.decide(name, next(iter(self.solver.domain(draft, name)), None)))
            if not self._matches(find, predicates, found, inner):
                yield found

    def _matches(self, find: Find, predicates: tuple[Expr, ...], draft: Draft, inner: Scope) -> bool:
        for row in self.ground.table(find.entity):
            bound = draft.bind(find.name, row)
            try:
                if all(self.ground.value(item, inner, bound) for item in predicates):
                    return True
            except Undecided:
                continue
        return False

    def searched(self, search: Search, draft: Draft, scope: Scope) -> Iterator[Draft]:
        """Drafts in which a search finds something, then whatever it finds."""
        inner = self.plan.with_row(scope, search.entity, search.entity)
        always = tuple(parse(text) for text in search.where)
        asked = tuple(expr for text in search.given if self._asked(expr := parse(text), draft))
        opened = any(draft.undecided(item) for item in always + asked)
        if opened:
            for row in self.rows(search.entity):
                bound = draft.bind(search.entity, row)
                for found in islice(self.solver.solve_all(always + asked, bound, inner), _PER_ROW):
                    yield self._listed(search, always, _unbound(found, draft, search.entity), inner)
        yield self._listed(search, always, draft, inner)

    def _asked(self, expr: Expr, draft: Draft) -> bool:
        """Whether a `given` predicate shall apply: all that is open in it is to be given."""
        opened = draft.undecided(expr)
        return bool(opened) and all(draft.parameter(name) in self.plan.must for name in opened)

    def _listed(self, search: Search, always: tuple[Expr, ...], draft: Draft, inner: Scope) -> Draft:
        """The draft with the list that the search finds, where a later step needs it and it can be told."""
        if search.as_ not in self.plan.used or search.group is not None:
            return draft
        found = []
        try:
            for row in self.ground.table(search.entity):
                bound = draft.bind(search.entity, row)
                if all(self.ground.value(item, inner, bound) for item in always):
                    found.append(row)
        except Undecided:
            return draft
        return draft.bind(search.as_, found)


def _unbound(found: Draft, before: Draft, name: str) -> Draft:
    """The draft without the row that its predicates were solved for."""
    names = {key: value for key, value in found.names.items() if key != name}
    if name in before.names:
        names[name] = before.names[name]
    return replace(found, names=names)
