"""Rules (f) and (g): writes are guarded: a status moves as its table says, a quantity stays within its bounds."""

from collections.abc import Iterator
from dataclasses import dataclass

from servers.farm import facts
from servers.farm.checks.rule import Subject, ToolPlace
from servers.farm.effects import target
from servers.farm.expressions import Arithmetic, Attribute, Compare, Constant, Expr, Name, parse, path
from servers.farm.inference import infer
from servers.farm.model import EnumColumn, Environment, UpdateStep
from servers.farm.problems import Problem
from servers.farm.types import NUMERIC, row


@dataclass(frozen=True)
class Change:
    """One column of a row that an update sets: `row.column` becomes `value`."""

    place: ToolPlace
    entity: str
    subject: Attribute
    value: Expr

    @property
    def column(self) -> str:
        """`entity.column`."""
        return f"{self.entity}.{self.subject.name}"


def changes(subject: Subject) -> Iterator[Change]:
    """Every column that an update sets; a `given` column becomes the parameter of its name."""
    for place in subject.places:
        if isinstance(place.step, UpdateStep):
            update = place.step.update
            entity = target(place, update.row, update.entity)
            for name, text in (update.set | {name: name for name in update.given}).items():
                yield Change(place, entity, Attribute(Name(update.name), name), parse(text))


def unguarded_transitions(subject: Subject) -> Iterator[Problem]:
    """A column with transitions takes a value only where each value that it can still have may lead there."""
    for change in changes(subject):
        column = _column(subject.environment, change)
        table = column.transitions if isinstance(column, EnumColumn) else None
        if table is None:
            continue
        wrong: dict[str, list[str]] = {}
        for before, after in moves(change, subject.environment):
            if after not in table.get(before, ()):
                wrong.setdefault(after, []).append(before)
        for after, found in wrong.items():
            what = f"{change.column} may go from {' or '.join(found)} to {after}, which its transitions do not have"
            hint = f"require the {change.subject.name} before, or extend the transitions"
            yield Problem(change.place.where, what, hint)


def moves(change: Change, environment: Environment) -> Iterator[tuple[str, str]]:
    """Each value that an enum column can have where it is changed, with each other one that it may get there."""
    column = _column(environment, change)
    if not isinstance(column, EnumColumn):
        return
    before = facts.allowed_values(_known(change), change.subject, column.values)
    for after in _values(change, column):
        yield from ((value, after) for value in before if value != after and _can_be(change, value, after))


def _can_be(change: Change, before: str, after: str) -> bool:
    """Whether what is known allows the column to have the one value and the argument the other."""
    values: dict[Expr, Constant] = {change.subject: Constant(before)}
    if isinstance(change.value, Name):
        values[change.value] = Constant(after)
    return not facts.refuted(_known(change), values)


def _column(environment: Environment, change: Change) -> object:
    entity = environment.entities.get(change.entity)
    return entity.columns.get(change.subject.name) if entity else None


def _known(change: Change) -> facts.Facts:
    """What holds at the place; for many rows also what each of them satisfies."""
    step = change.place.step
    where = step.update.where if isinstance(step, UpdateStep) else ()
    return change.place.known + tuple(item for text in where for item in facts.conjuncts(parse(text)))


def _values(change: Change, column: EnumColumn) -> tuple[str, ...]:
    """The values that may be written, as far as the type tells."""
    if isinstance(change.value, Constant):
        return (str(change.value.value),)
    found = infer(change.value, change.place.scope)
    return tuple(value for value in column.values if value in (found.values or column.values))


def unguarded_quantities(subject: Subject) -> Iterator[Problem]:
    """What is taken from a bounded number is known to be there; what is added is known not to be negative."""
    for change in changes(subject):
        bound = lower_bound(subject.environment, change.entity, change.subject.name)
        if bound is None or not isinstance(change.value, Arithmetic) or change.value.left != change.subject:
            continue
        if change.value.op == "-" and not _leaves(change, change.value, bound):
            hint = "require before that there is enough, or lower the bound"
            yield Problem(change.place.where, f"{change.column} may fall below {bound:g}", hint)
        if change.value.op == "+" and _may_be_negative(change.value.right, change.place):
            hint = "require it to be above zero, or give the parameter a minimum"
            yield Problem(change.place.where, f"{change.column} falls if the argument is negative", hint)


def lower_bound(environment: Environment, entity: str, column: str) -> float | None:
    """The least value that an invariant, or the column itself, allows."""
    declared = environment.entities.get(entity)
    if declared is None:
        return None
    minimum = getattr(declared.columns.get(column), "minimum", None)
    invariants = [fact for text in declared.invariants for fact in facts.conjuncts(parse(text))]
    found = [facts.least(fact, Attribute(Name(entity), column)) for fact in invariants]
    return max([item for item in (minimum, *found) if item is not None], default=None)


def _leaves(change: Change, value: Arithmetic, bound: float) -> bool:
    """Whether a fact says that what is left is at least the bound."""
    whole = infer(change.subject, change.place.scope.bind(str(path(change.subject.base)), row(change.entity)))
    step = 1 if whole.kind == "integer" else 0
    return any(isinstance(fact, Compare) and _suffices(fact, value, bound, step) for fact in _known(change))


def _suffices(fact: Compare, value: Arithmetic, bound: float, step: int) -> bool:
    """`a >= b` where `a - b` is stored and 0 is the bound; `a - b >= 3`; `a > 2`, of a whole number and a fixed `b`."""
    if fact.op in ("<", "<="):
        fact = Compare(">" if fact.op == "<" else ">=", fact.right, fact.left)
    if fact.op not in (">", ">="):
        return False
    if bound == 0 and (fact.left, fact.right) == (value.left, value.right):
        return True
    known = facts.least(fact, value)
    if known is not None:
        return known >= bound
    known, taken = facts.least(fact, value.left), facts.least(Compare("==", value, value.right), value)
    return known is not None and taken is not None and known + (step if fact.op == ">" else 0) - taken >= bound


def _may_be_negative(expr: Expr, place: ToolPlace) -> bool:
    """Whether a caller chooses the number (a parameter, or a field of a given row) and nothing bounds it."""
    parameters = place.tool.parameters if place.tool else {}
    if isinstance(expr, Attribute) and isinstance(expr.base, Name):
        chosen = dict(place.loops).get(expr.base.id) in parameters
    else:
        chosen = isinstance(expr, Name) and expr.id in parameters and infer(expr, place.scope).kind in NUMERIC
    return chosen and not facts.at_least(place.known, expr, 0)
