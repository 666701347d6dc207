"""What is due: whether it is overdue, computed from the clock and from what says that it is done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.mechanics.base import Place
from generator.mechanics.edits import with_column
from generator.mechanics.wording import spoken
from servers.farm.model import (
    BooleanColumn,
    DateColumn,
    DatetimeColumn,
    Entity,
    EnumColumn,
    Environment,
)

COLUMN = "is_overdue"
_DUE = re.compile(r"^(payment_|return_|pay_|balance_)?(due|deadline)(_(at|on|by|date|time|datetime))?$")
_DONE = frozenset(
    "paid settled void voided cancelled canceled completed complete done finished closed resolved uncollectible "
    "refunded archived deleted rejected declined succeeded fulfilled delivered returned ended".split()
)
_STATUS = re.compile(r"(^|_)(status|state)$")
_STAMP = re.compile(r"^(paid|completed|closed|returned|settled|finished|done|resolved|fulfilled)_(at|on|date|time)$")


def due_places(environment: Environment, entity: str) -> Iterator[Place]:
    """Entities with a day or time at which they are due, and a column that says when nothing is open any more."""
    declared = environment.entities[entity]
    if declared.singleton or any("overdue" in name or "past_due" in name for name in declared.columns):
        return
    for name, column in declared.columns.items():
        if isinstance(column, DateColumn | DatetimeColumn) and _DUE.match(name):
            done = _done(entity, declared)
            if done[0] and "full" in declared.views:
                because = f"'{name}' has passed or not, and '{done[0]}' says whether it matters"
                yield Place(entity, (name, done[0]), because=because)
            return


def with_overdue(environment: Environment, place: Place) -> Environment:
    """With a computed column that says whether the row is late."""
    due, _ = place.columns
    declared = environment.entities[place.entity]
    column = declared.columns[due]
    own = f"{place.entity}.{due}"
    clock = "today()" if isinstance(column, DateColumn) else "now()"
    tests = [f"{own} is not None"] if getattr(column, "nullable", False) else []
    tests += [f"{own} < {clock}", _done(place.entity, declared)[1]]
    data = {
        "computed": " and ".join(tests),
        "description": f"Whether the {spoken(due)} has passed and it is still open.",
    }
    return with_column(environment, place.entity, COLUMN, data)


def _done(entity: str, declared: Entity) -> tuple[str, str]:
    """The column that says that a row is done, and the condition that it is not; empty texts if nothing says it."""
    for name, column in declared.columns.items():
        own = f"{entity}.{name}"
        if isinstance(column, EnumColumn) and _STATUS.search(name):
            over = tuple(value for value in column.values if _words(value) <= _DONE)
            if over and len(over) < len(column.values):
                listed = ", ".join(map(repr, over))
                still = f"{own} != {over[0]!r}" if len(over) == 1 else f"{own} not in ({listed})"
                return name, f"({own} is None or {still})" if column.nullable else still
        if isinstance(column, BooleanColumn) and name.removeprefix("is_") in _DONE:
            return name, f"({own} is None or not {own})" if column.nullable else f"not {own}"
        if isinstance(column, DateColumn | DatetimeColumn) and _STAMP.match(name) and column.nullable:
            return name, f"{own} is None"
    return "", ""


def _words(value: str) -> set[str]:
    return set(re.split(r"[^a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", value).lower())) - {""}
