"""Choice points of `insert`, `update` and `delete`: values that clash with a unique set or do not, rows that may go."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from servers.farm.expressions import Expr, Name, parse
from servers.farm.model import Delete, Insert, Step, Unique, Update
from servers.farm.scopes import Scope
from servers.farm.situations.drafts import Draft
from servers.farm.situations.finding import Finding
from servers.farm.situations.ground import Ground, Undecided
from servers.farm.situations.plans import CLASH, Aim, Plan
from servers.farm.situations.solving import Solver
from servers.farm.state import Row, key_of

_FRESH_TRIES = 12


class Writing:
    """Writes of one plan on one ground towards one aim."""

    def __init__(self, plan: Plan, ground: Ground, solver: Solver, finding: Finding, aim: Aim) -> None:
        self.plan, self.ground, self.solver, self.finding, self.aim = plan, ground, solver, finding, aim

    def _aimed(self, step: Step) -> bool:
        return self.plan.at(step).path == self.aim.path

    # --- insert -----------------------------------------------------------------------------------------------------

    def inserted(
        self, step: Step, entity: str, name: str, values: Mapping[str, str], draft: Draft, scope: Scope
    ) -> Iterator[Draft]:
        """Drafts in which the new row clashes, if that is the aim, else in which it does not."""
        exprs = {column: parse(text) for column, text in self._complete(entity, values).items()}
        if self._aimed(step) and self.aim.kind == "unique":
            yield from (found.done() for found in self._clashing(step, entity, exprs, draft, scope, None))
            return
        for found in self._apart(entity, exprs, draft, scope, None):
            yield found.bind(name, self._row(exprs, found, scope))

    def insert(self, step: Step, insert: Insert, draft: Draft, scope: Scope) -> Iterator[Draft]:
        """The same for an `insert` step."""
        yield from self.inserted(step, insert.entity, insert.name, insert.set, draft, scope)

    def _complete(self, entity: str, values: Mapping[str, str]) -> dict[str, str]:
        """The values with the defaults of the columns that they leave out."""
        columns = self.plan.environment.entities[entity].columns
        defaults = {name: text for name, item in columns.items() if (text := getattr(item, "default", None))}
        return defaults | dict(values)

    def _row(self, exprs: Mapping[str, Expr], draft: Draft, scope: Scope) -> Row:
        """What is known of a row as it will be; columns that cannot be told are missing."""
        row: Row = {}
        for column, expr in exprs.items():
            if not draft.undecided(expr):
                try:
                    row[column] = self.ground.value(expr, scope, draft)
                except (Undecided, LookupError):
                    continue
        return row

    # --- unique sets ------------------------------------------------------------------------------------------------

    def _clashing(
        self, step: Step, entity: str, exprs: Mapping[str, Expr], draft: Draft, scope: Scope, own: Row | None
    ) -> Iterator[Draft]:
        """Drafts whose values equal those of another row in the unique set that the aim is about."""
        inner = self.plan.with_row(scope, CLASH, entity)
        for unique in self.plan.environment.entities[entity].unique:
            if unique.fault != self.aim.code:
                continue
            for row in self.finding.rows(entity):
                if any(row[column] is None for column in unique.columns) or not _alike(row, own, unique, exprs):
                    continue
                predicates = self._clash(step, unique, exprs, own)
                yield from self.solver.solve_all(predicates, draft.bind(CLASH, row), inner)

    def _clash(self, step: Step, unique: Unique, exprs: Mapping[str, Expr], own: Row | None) -> tuple[Expr, ...]:
        """An update leaves the columns of the set that it does not write as they are."""
        values = {column: exprs[column] for column in unique.columns if column in exprs}
        if own is None and len(values) < len(unique.columns):
            return (parse("False"),)
        kept = Unique(columns=tuple(values), fault=unique.fault)
        return self.plan.clash(step, kept, values)

    def _apart(
        self, entity: str, exprs: Mapping[str, Expr], draft: Draft, scope: Scope, own: Row | None
    ) -> Iterator[Draft]:
        """Drafts whose values differ from every other row's in each unique set, as far as that can be told."""
        drafts: Iterator[Draft] = iter([draft])
        for unique in self.plan.environment.entities[entity].unique:
            if own is None and not set(unique.columns) <= set(exprs):
                continue
            if set(unique.columns) & set(exprs):
                drafts = self._each_apart(unique, entity, exprs, drafts, scope, own)
        yield from drafts

    def _each_apart(
        self,
        unique: Unique,
        entity: str,
        exprs: Mapping[str, Expr],
        drafts: Iterator[Draft],
        scope: Scope,
        own: Row | None,
    ) -> Iterator[Draft]:
        for draft in drafts:
            opened = [name for column in unique.columns if column in exprs for name in draft.undecided(exprs[column])]
            given = [name for name in opened if self._is_given(draft, name)]
            for found in self._decided(draft, given):
                if not self._taken(unique, entity, exprs, found, scope, own):
                    yield found

    def _is_given(self, draft: Draft, name: str) -> bool:
        variable = self.solver.variables[draft.parameter(name)]
        return variable.required or variable.name in self.plan.must or name.partition(".")[0] in draft.elements

    def _decided(self, draft: Draft, names: list[str]) -> Iterator[Draft]:
        """The draft with the last of these variables at several values and the others at their first."""
        if not names:
            yield draft
            return
        for name in names[:-1]:
            draft = draft.decide(name, next(iter(self.solver.domain(draft, name)), None))
        for value in islice(self.solver.domain(draft, names[-1]), _FRESH_TRIES):
            yield self.ground.settled(draft.decide(names[-1], value))

    def _taken(
        self, unique: Unique, entity: str, exprs: Mapping[str, Expr], draft: Draft, scope: Scope, own: Row | None
    ) -> bool:
        written = self._row({column: exprs[column] for column in unique.columns if column in exprs}, draft, scope)
        after = {**(own or {}), **written}
        values = [after.get(column) for column in unique.columns]
        if None in values:
            return False
        return any(
            [row[column] for column in unique.columns] == values
            for row in self.ground.table(entity)
            if own is None or not self._same(entity, row, own)
        )

    def _same(self, entity: str, row: Row, own: Row) -> bool:
        declared = self.plan.environment.entities[entity]
        try:
            return key_of(declared, row) == key_of(declared, own)
        except KeyError:
            return False

    # --- update -----------------------------------------------------------------------------------------------------

    def update(self, step: Step, update: Update, draft: Draft, scope: Scope) -> Iterator[Draft]:
        """Drafts in which something is given, or nothing if that is the aim; without a clash unless that is it."""
        if update.row is None:
            yield from self._update_rows(update, draft, scope)
            return
        if self._aimed(step) and self.aim.kind == "nothing_to_change":
            yield from self._giving_nothing(update, draft)
            return
        bound = scope.lookup(update.row)
        entity = bound.entity if bound is not None else ""
        own = draft.names.get(update.row)
        for found in self._giving_something(update, draft, own):
            yield from self._updated(step, update, entity, found, scope, own)

    def _updated(
        self, step: Step, update: Update, entity: str, draft: Draft, scope: Scope, own: Any
    ) -> Iterator[Draft]:
        exprs = {column: parse(text) for column, text in update.set.items()}
        given = {name: Name(name) for name in update.given if name in draft.open or draft.names.get(name) is not None}
        row = own if isinstance(own, dict) else {}
        if self._aimed(step) and self.aim.kind == "unique":
            yield from (found.done() for found in self._clashing(step, entity, exprs | given, draft, scope, row))
            return
        for found in self._apart(entity, exprs | given, draft, scope, row):
            after = {**row, **self._row(exprs | given, found, scope)}
            yield found.bind(update.row, after) if update.row and update.row in found.names else found

    def _giving_nothing(self, update: Update, draft: Draft) -> Iterator[Draft]:
        if any(draft.names.get(name) is not None for name in update.given):
            return
        for name in update.given:
            if name in draft.open:
                draft = draft.decide(name, None)
        yield draft.done()

    def _giving_something(self, update: Update, draft: Draft, own: Any) -> Iterator[Draft]:
        """One open column each, with a value that differs from the row's."""
        named = [name for name in update.given if draft.names.get(name) is not None or name in self.plan.must]
        required = [name for name in update.given if name in draft.open and self._is_given(draft, name)]
        if not update.given or named or required:
            yield draft
            return
        row = own if isinstance(own, dict) else {}
        for name in update.given:
            if name in draft.open:
                different = [value for value in self.solver.domain(draft, name) if value != row.get(name)]
                for value in different[:3]:
                    yield self.ground.settled(draft.decide(name, value))

    def _update_rows(self, update: Update, draft: Draft, scope: Scope) -> Iterator[Draft]:
        yield from self._touching(str(update.entity), update.name, update.where, draft, scope)

    # --- delete -----------------------------------------------------------------------------------------------------

    def delete(self, step: Step, delete: Delete, draft: Draft, scope: Scope) -> Iterator[Draft]:
        """Drafts in which the row may be deleted, or is refused if that is the aim."""
        if delete.row is None:
            aimed = self._aimed(step) and self.aim.kind == "refuse"
            for found in self._touching(str(delete.entity), delete.name, delete.where, draft, scope):
                yield found.done() if aimed else found
            return
        bound, row = scope.lookup(delete.row), draft.names.get(delete.row)
        refusal = self.ground.refusal(bound.entity, row) if bound is not None and isinstance(row, dict) else None
        if self._aimed(step) and self.aim.kind == "refuse":
            if refusal == self.aim.code:
                yield draft.done()
        elif refusal is None:
            yield draft

    def _touching(self, entity: str, name: str, where: tuple[str, ...], draft: Draft, scope: Scope) -> Iterator[Draft]:
        """Drafts in which a many-row write finds a row, then as it is."""
        predicates = tuple(parse(text) for text in where)
        if any(draft.undecided(item) for item in predicates):
            inner = self.plan.with_row(scope, name, entity)
            for row in self.finding.rows(entity):
                yield from islice(self.solver.solve_all(predicates, draft.bind(name, row), inner), 2)
        yield draft


def _alike(row: Row, own: Row | None, unique: Unique, exprs: Mapping[str, Expr]) -> bool:
    """Whether another row has what the updated one keeps of a unique set; of a new row nothing is kept."""
    if own is None:
        return True
    kept = [column for column in unique.columns if column not in exprs]
    return row is not own and all(row[column] == own.get(column) for column in kept)
