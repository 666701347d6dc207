"""Queries of the emitted code: `db.query(Table).where("…", value)`, and comprehensions that run over a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from generator.emit.negation import conjuncts
from generator.emit.place import Place
from generator.emit.sql import predicate
from generator.emit.sql_parts import Sql, Writer
from generator.emit.text import sql_argument
from servers.farm.expressions import Comprehension, Expr, IsNone, Logic, Name, Not, names
from servers.farm.inference import source_type
from servers.farm.sql_subset import in_sql_subset

_ONE_LINE = 72


@dataclass(frozen=True)
class Loop:
    """A comprehension in Python: its variable, what it runs over, what is left to test, and the place inside."""

    variable: str
    source: str
    condition: Expr | None
    place: Place
    is_query: bool


def where(conditions: Iterable[Sql]) -> str:
    """`.where("…", value)`; short conditions share one call."""
    parts = list(conditions)
    joined = both(parts) if parts else None
    if joined is None:
        return ""
    if len(parts) > 1 and len(joined.text) > _ONE_LINE:
        return "".join(where([part]) for part in parts)
    return f".where({', '.join([sql_argument(joined.text), *joined.values])})"


def both(parts: Sequence[Sql]) -> Sql:
    """The conditions joined by AND."""
    if len(parts) == 1:
        return parts[0]
    text = " AND ".join(part.at(2) for part in parts)
    return Sql(text, 2, tuple(value for part in parts for value in part.values))


def query(place: Place, entity: str, conditions: Iterable[Sql] = ()) -> str:
    """`db.query(Table)`, narrowed."""
    return f"db.query({place.module.entity(entity)}){where(conditions)}"


def queried_entity(expr: Comprehension, place: Place) -> str | None:
    """The entity whose table a comprehension runs over; None for a list."""
    element = source_type(expr.source, place.scope)
    over_table = isinstance(expr.source, Name) and expr.source.id == element.entity and element.kind == "row"
    bound = place.scope.lookup(expr.source.id) if isinstance(expr.source, Name) else None
    return element.entity if over_table and (bound is None or bound.kind != "list") else None


def inside(expr: Comprehension, place: Place) -> Place:
    """The place of a comprehension's condition and element."""
    entity = queried_entity(expr, place)
    variable = place.module.local(entity or expr.variable)
    others = names(expr.element) | (names(expr.condition) if expr.condition is not None else frozenset())
    if variable in {*place.python.values(), *others}:
        variable = place.module.local(expr.variable)
    return place.bind(expr.variable, source_type(expr.source, place.scope), variable)


def row_loop(expr: Comprehension, place: Place, write: Writer) -> Loop:
    """How Python runs the comprehension: conditions that SQL can test are part of the query.

    `is not None` of a row's column stays in Python, where mypy sees it.
    """
    within = inside(expr, place)
    variable = within.text(expr.variable)
    entity = queried_entity(expr, place)
    if entity is None:
        return Loop(variable, write(expr.source, place).text, expr.condition, within, False)
    tested, left = split(expr.condition, expr.variable, within)
    found = [predicate(part, expr.variable, within, write) for part in tested]
    return Loop(variable, f"{query(place, entity, found)}.all()", left, within, True)


def split(condition: Expr | None, variable: str, within: Place) -> tuple[list[Expr], Expr | None]:
    """(what the query tests, what Python tests)."""
    parts = [] if condition is None else list(conjuncts(condition))
    scopes = [within.scope]
    for part in parts:
        scopes.append(scopes[-1].narrowed(part, True))
    tests = [_for_query(part, variable, scope) for part, scope in zip(parts, scopes, strict=False)]
    tested = [part for part, holds in zip(parts, tests, strict=True) if holds]
    left = [part for part, holds in zip(parts, tests, strict=True) if not holds]
    if not left:
        return tested, None
    return tested, left[0] if len(left) == 1 else Logic("and", tuple(left))


def _for_query(part: Expr, variable: str, scope: object) -> bool:
    narrows = isinstance(part, IsNone) and part.negated
    return not narrows and in_sql_subset(part, scope, variable)  # type: ignore[arg-type]


def counted(expr: Comprehension, entity: str, place: Place, write: Writer) -> str | None:
    """`db.query(…).count()`, None if SQL cannot test every condition."""
    found = _tested(expr, [], place, write)
    return None if found is None else f"{query(place, entity, found)}.count()"


def exists(expr: Comprehension, entity: str, function: str, place: Place, write: Writer) -> str | None:
    """`db.query(…).exists()` for any, with `not` before it for all; None if SQL cannot test it."""
    last = expr.element if function == "any" else Not(expr.element)
    found = _tested(expr, [last], place, write)
    if found is None:
        return None
    return f"{'' if function == 'any' else 'not '}{query(place, entity, found)}.exists()"


def _tested(expr: Comprehension, more: list[Expr], place: Place, write: Writer) -> list[Sql] | None:
    within = inside(expr, place)
    parts = [*([] if expr.condition is None else conjuncts(expr.condition)), *(p for e in more for p in conjuncts(e))]
    whole = reduce(lambda left, right: Logic("and", (left, right)), parts) if parts else None
    if whole is not None and not in_sql_subset(whole, within.scope, expr.variable):
        return None
    found: list[Sql] = []
    for part in parts:
        found.append(predicate(part, expr.variable, within, write))
        within = within.narrowed(part, True)
    return found
