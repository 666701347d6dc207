"""Time: nothing ends before it starts, nothing is planned in the past, and what has expired is of no use any more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.description import Operation
from generator.mechanics.base import Mechanic, Place, Subject, Use
from generator.mechanics.due import due_places, with_overdue
from generator.mechanics.edits import with_fault, with_steps
from generator.mechanics.guarding import Guard, guards
from generator.mechanics.wording import code, moment, row
from generator.mechanics.writing import Write, inserts, is_optional, is_parameter, require, updates
from servers.farm.expressions import Call, Compare, Expr, walk
from servers.farm.model import DateColumn, DatetimeColumn, Environment, FindStep, ReferenceColumn
from servers.farm.names import reference_name

_PLANNED = frozenset("booking reservation appointment rental hire viewing stay".split())
"""What is arranged before it happens; shifts, visits and entries in calendars are often written down afterwards."""
_STARTS = frozenset(
    "start starts begin begins from check_in checkin arrival pick_up pickup scheduled start_date start_time date time "
    "booking reservation appointment".split()
)
_LATER = frozenset(
    "scheduled scheduled_for schedule send send_at deliver remind remind_me reminder expires expire expiry expiration "
    "valid_until valid_through valid_thru good_until snoozed_until snooze_until".split()
)
"""Moments that are said in advance, whatever has them."""
_ENDS = frozenset(
    "expires expire expiry expiration expiration_date expiration_time valid_until valid_through valid_thru "
    "good_until terms_deadline acceptance_deadline response_deadline".split()
)
"""Moments after which a row is of no use."""
_SUFFIX = re.compile(r"_(at|on|date|time|date_time|datetime|utc)$")
_UTILITY = frozenset(
    "accept redeem claim pay capture confirm use apply activate fulfill fulfil complete approve join consume sign "
    "finalize finalise authorize authorise verify download".split()
)
"""Verbs that make use of a row; others end it, hide it or only touch it."""
_USED = frozenset(
    "coupon voucher promo promotion code token link invitation invite offer quote quotation card ticket pass licence "
    "license subscription membership".split()
)
"""What is used by naming it when something else is made."""
_FUTURE = re.compile(r"\bmust (be|lie) (a \w+ |)(in the|a) future\b|\b(not|never) (be |lie |)in the past\b", re.I)
_BACKDATED = re.compile(r"back-?dat|\b(may|can|could|also) (also |)(be |lie |)in the past|is in the future", re.I)


class Time(Mechanic):
    """Ends come after starts, plans lie ahead, and what has expired is refused."""

    name = "time"
    law = "Nothing ends before it starts, nothing is planned in the past, and what has expired is of no use any more."
    operators = ("drop_require", "weaken_comparison", "negate_require")

    def uses(self, environment: Environment) -> Iterator[Use]:
        """Requires that compare two moments, or a moment with the clock."""
        for guard in guards(environment):
            entity = next(filter(None, (_compared(environment, guard, order) for order in guard.orders)), "")
            if entity:
                yield Use(self.name, entity, guard.tool, guard.fault)

    def places(self, subject: Subject) -> Iterator[Place]:
        """Moments that callers plan, and rows that expire or fall due."""
        known = {(guard.tool, column) for guard in guards(subject.environment) for column in _asked(guard)}
        for entity in subject.environment.entities:
            for place in (*_plans(subject, entity), *_expiring(subject.environment, entity)):
                if (place.tool, f"{place.entity}.{place.columns[0]}") not in known:
                    yield place
            yield from due_places(subject.environment, entity)

    def woven(self, environment: Environment, place: Place) -> Environment:
        """A require that the moment given lies ahead, or that the row has not expired; or a column `is_overdue`."""
        if not place.tool:
            return with_overdue(environment, place)
        if len(place.columns) == 1:
            return _with_plan(environment, place)
        return _with_expiry(environment, place)


def _compared(environment: Environment, guard: Guard, order: Compare) -> str:
    """The entity of which a comparison is a law of time; empty if it is none."""
    sides = [_moments(environment, guard, part) for part in (order.left, order.right)]
    clock = [_reads_clock(part) for part in (order.left, order.right)]
    if len(sides[0]) == len(sides[1]) == 1 and sides[0] != sides[1] and not any(clock):
        return sides[0][0].partition(".")[0]
    told = sides[0] or sides[1]
    return told[0].partition(".")[0] if any(clock) and len(told) == 1 else ""


def _moments(environment: Environment, guard: Guard, part: Expr) -> list[str]:
    """The dates and times that a side of a comparison is about."""
    found = []
    for column in sorted(guard.columns(part)):
        entity, _, name = column.partition(".")
        if isinstance(environment.entities[entity].columns.get(name), DateColumn | DatetimeColumn):
            found.append(column)
    return found


def _reads_clock(part: Expr) -> bool:
    return any(isinstance(node, Call) and node.function in ("now", "today") for node in walk(part))


def _asked(guard: Guard) -> Iterator[str]:
    """The columns that a guard compares with the clock."""
    for order in guard.orders:
        if _reads_clock(order.left) or _reads_clock(order.right):
            yield from guard.columns(order)


# --- plans lie ahead ------------------------------------------------------------------------------------------------


def _plans(subject: Subject, entity: str) -> Iterator[Place]:
    environment = subject.environment
    columns = environment.entities[entity].columns
    for name, column in columns.items():
        if not isinstance(column, DateColumn | DatetimeColumn):
            continue
        for write in (*inserts(environment, entity), *updates(environment, entity)):
            if is_parameter(environment, write, name):
                because, confidence = _planned(entity, name, write, subject.operations.get(write.tool, ()))
                if because:
                    yield Place(entity, (name,), write.tool, because, confidence)


def _planned(entity: str, column: str, write: Write, operations: Sequence[Operation]) -> tuple[str, float]:
    """Why a moment that a caller gives must lie ahead, and how sure that is; no reason if it need not."""
    told = _told(operations, write.values[column])
    if _FUTURE.search(told):
        return "the description says that it lies in the future", 0.9
    everything = " ".join([told, *(f"{item.summary} {item.description}" for item in operations)])
    if _BACKDATED.search(everything):
        return "", 0.0
    stem = _SUFFIX.sub("", column)
    if {stem, column} & _LATER:
        return f"'{column}' is said in advance", 0.7
    if {stem, column} & _STARTS and _PLANNED & set(entity.split("_")[-1:]):
        return f"'{entity}' is arranged before it happens", 0.7
    return "", 0.0


def _told(operations: Sequence[Operation], name: str) -> str:
    """What the operations say about an input of this name."""
    squashed = name.replace("_", "")
    found = [item.description or item.schema.description for operation in operations for item in operation.parameters
             if item.name.replace("_", "").lower() == squashed]  # fmt: skip
    for operation in operations:
        for key, schema in operation.request.properties.items() if operation.request is not None else ():
            if key.replace("_", "").lower() == squashed:
                found.append(schema.description)
    return " ".join(found)


def _with_plan(environment: Environment, place: Place) -> Environment:
    column = place.columns[0]
    found = (*inserts(environment, place.entity), *updates(environment, place.entity))
    write = next(item for item in found if item.tool == place.tool and is_parameter(environment, item, column))
    parameter = write.values[column]
    day = isinstance(environment.entities[place.entity].columns[column], DateColumn)
    fault = code(moment(column).replace(" ", "_").lower(), "in_past")
    ahead = f"{parameter} >= {'today()' if day else 'now()'}"
    if is_optional(environment, place.tool, parameter):
        ahead = f"{parameter} is None or {ahead}"
    message = f"The {moment(column)} cannot lie in the past. Give a later {'date' if day else 'time'}."
    environment = with_fault(environment, fault, message)
    return with_steps(environment, place.tool, [require(ahead, fault)], before="", at=write.at)


# --- what has expired -----------------------------------------------------------------------------------------------


def _expiring(environment: Environment, entity: str) -> Iterator[Place]:
    for name, column in environment.entities[entity].columns.items():
        if not isinstance(column, DateColumn | DatetimeColumn) or not {name, _SUFFIX.sub("", name)} & _ENDS:
            continue
        for write in updates(environment, entity):
            verb = write.tool.split("_")[0]
            if verb in _UTILITY and name not in write.values:
                yield Place(entity, (name, write.row), write.tool, f"'{name}' says until when it can be used", 0.8)
        if _USED & set(entity.split("_")[-1:]):
            yield from _named(environment, entity, name)
        return  # The first such column is enough; a second one would be refused under the same name.


def _named(environment: Environment, entity: str, column: str) -> Iterator[Place]:
    """Tools that make something else with a row that is named for it."""
    for other, declared in environment.entities.items():
        for name, reference in declared.columns.items():
            if not isinstance(reference, ReferenceColumn) or reference.to != entity or other == entity:
                continue
            for write in inserts(environment, other):
                if found := _found(environment, write.tool, entity, write.values.get(name, "")):
                    because = f"{reference_name(name)} is used to make '{other}'"
                    yield Place(entity, (column, found), write.tool, because, 0.7)


def _found(environment: Environment, tool: str, entity: str, key: str) -> str:
    """The name of the row that a tool finds by what it then stores."""
    for step in environment.tools[tool].steps:
        if isinstance(step, FindStep) and step.find.entity == entity and step.find.key == key:
            return step.find.name
    return ""


def _with_expiry(environment: Environment, place: Place) -> Environment:
    column, name = place.columns
    declared = environment.entities[place.entity].columns[column]
    day, nullable = isinstance(declared, DateColumn), bool(getattr(declared, "nullable", False))
    valid = f"{name}.{column} >= today()" if day else f"{name}.{column} > now()"
    if nullable:
        valid = f"{name}.{column} is None or {valid}"
    fault = code(place.entity, "expired")
    message = f"{row(environment, place.entity, name)} has expired. Use one that is still valid."
    environment = with_fault(environment, fault, message)
    steps = environment.tools[place.tool].steps
    at = next(index for index, step in enumerate(steps) if isinstance(step, FindStep) and step.find.name == name)
    return with_steps(environment, place.tool, [require(valid, fault)], before="", at=at + 1)
