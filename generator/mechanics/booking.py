"""Booking: what one row takes for a time, no other row takes for a part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.description import Operation
from generator.mechanics.base import Mechanic, Place, Subject, Use
from generator.mechanics.edits import with_fault, with_invariant, with_message, with_steps, with_text
from generator.mechanics.guarding import Guard, guards
from generator.mechanics.intervals import Interval, interval
from generator.mechanics.liveness import Sign, counting, revives, signs
from generator.mechanics.occupancy import occupancies, too_many, with_room
from generator.mechanics.wording import a, capital, code, spoken
from generator.mechanics.writing import (
    Write,
    after,
    inserts,
    is_nullable,
    is_optional,
    is_parameter,
    require,
    strays,
    updates,
)
from servers.farm.expressions import Attribute, Compare, Comprehension, Name, walk
from servers.farm.model import DateColumn, DatetimeColumn, Environment, ReferenceColumn
from servers.farm.names import reference_name

_BOOKINGS = frozenset("booking reservation appointment rental hire shift lease lesson viewing".split())
_ABSENCES = frozenset("leave absence vacation holiday off sick".split())
"""Words of what keeps somebody away for a time: a leave application, a time-off request."""
_UNITS = frozenset(
    "room resource vehicle car van truck bike boat table desk seat court equipment asset machine property apartment "
    "flat unit house cabin villa studio space spot bay locker office workspace venue hall pitch lane pod chair bed "
    "parking_spot meeting_room listing".split()
)
"""What one booking at a time can have; a hotel, a location or a calendar holds many side by side."""
_PEOPLE = frozenset(
    "staff employee member worker technician doctor provider practitioner therapist stylist instructor tutor driver "
    "agent consultant coach nurse dentist teacher trainer barber".split()
)
_OVERLAP = re.compile(
    r"\boverlap|double[- ]?book|already (booked|reserved|taken)|\bnot available\b|time conflict", re.I
)
_SHARED = re.compile(r"(may|can|could|allow\w*|possible)[^.]{0,40}(overlap|double[- ]?book)|overbook", re.I)


@dataclass(frozen=True)
class Taken:
    """Rows of an entity that take a resource for a time."""

    entity: str
    resource: str
    """The reference column that names the resource."""
    span: Interval
    signs: tuple[Sign, ...]

    @property
    def columns(self) -> frozenset[str]:
        """All columns that decide whether two rows meet."""
        return frozenset({self.resource, self.span.start, self.span.end, *(sign.column for sign in self.signs)})


class Booking(Mechanic):
    """Nothing is booked twice for the same time, and nobody is put where there is no room."""

    name = "booking"
    law = "What is booked for a time is not booked again for a part of it, nor for more people than it takes."
    operators = ("drop_require", "drop_conjunct", "weaken_comparison")

    def uses(self, environment: Environment) -> Iterator[Use]:
        """Requires that look for a row that meets another in time, or that compare people with places."""
        for guard in guards(environment):
            entity = _met(environment, guard) or too_many(guard)
            if entity:
                yield Use(self.name, entity, guard.tool, guard.fault)

    def places(self, subject: Subject) -> Iterator[Place]:
        """Bookings of what only one can have, and of what takes so many people."""
        kept = {use.entity for use in self.uses(subject.environment)}
        for entity in subject.environment.entities:
            if entity not in kept:
                yield from _taken(subject, entity)
                yield from occupancies(subject.environment, entity)

    def woven(self, environment: Environment, place: Place) -> Environment:
        """A require in every tool that books, moves or revives, and the invariant that no two meet."""
        if len(place.columns) == 2:
            return with_room(environment, place)
        return _with_calendar(environment, place.entity, place.columns[0])


def _met(environment: Environment, guard: Guard) -> str:
    """The entity whose rows a guard looks for by two comparisons of moments that overlap; empty if it does not."""
    for node in walk(guard.that):
        if isinstance(node, Comprehension) and isinstance(node.source, Name):
            entity = environment.entities.get(node.source.id)
            found = {
                side.name
                for order in guard.inside(node).orders
                for side in _sides(order)
                if side.base == Name(node.variable) and entity is not None
                and isinstance(entity.columns.get(side.name), DateColumn | DatetimeColumn)
            }  # fmt: skip
            if len(found) > 1:
                return node.source.id
    return ""


def _sides(order: Compare) -> Iterator[Attribute]:
    yield from (side for side in (order.left, order.right) if isinstance(side, Attribute))


# --- where it belongs -----------------------------------------------------------------------------------------------


def _taken(subject: Subject, entity: str) -> Iterator[Place]:
    environment = subject.environment
    declared = environment.entities[entity]
    span = interval(entity, declared)
    if span is None or declared.key is None or declared.key.per is not None:
        return
    told = [operation for write in inserts(environment, entity) for operation in subject.operations.get(write.tool, ())]
    for column, reference in declared.columns.items():
        if isinstance(reference, ReferenceColumn) and reference.to != entity and _is_given(environment, entity, column):
            because, confidence = _exclusive(entity, column, reference.to, told)
            taken = Taken(entity, column, span, signs(declared))
            if (
                because
                and _is_given(environment, entity, span.start)
                and not strays(environment, entity, taken.columns)
            ):
                yield Place(entity, (column, span.start, span.end), because=because, confidence=confidence)
                return


def _is_given(environment: Environment, entity: str, column: str) -> bool:
    return any(is_parameter(environment, write, column) for write in inserts(environment, entity))


def _exclusive(entity: str, column: str, target: str, told: Sequence[Operation]) -> tuple[str, float]:
    """Why only one row at a time has what a reference names; no reason if many may."""
    text = " ".join(f"{item.summary} {item.description}" for item in told)
    if _SHARED.search(text):
        return "", 0.0
    nouns = {target, target.split("_")[-1], reference_name(column), reference_name(column).split("_")[-1]}
    unit = bool(nouns & (_UNITS | _PEOPLE))
    if unit and _OVERLAP.search(text):
        return "the description says that they must not overlap", 0.9
    if unit and set(entity.split("_")[-1:]) & _BOOKINGS:
        return f"'{entity}' takes a '{target}' for a time", 0.7
    if nouns & _PEOPLE and set(entity.split("_")) & _ABSENCES:
        return f"nobody has two of '{entity}' at the same time", 0.65
    return "", 0.0


# --- what it brings -------------------------------------------------------------------------------------------------


def _with_calendar(environment: Environment, entity: str, resource: str) -> Environment:
    declared = environment.entities[entity]
    span = interval(entity, declared)
    assert span is not None
    taken = Taken(entity, resource, span, signs(declared))
    reference = declared.columns[resource]
    assert isinstance(reference, ReferenceColumn)
    fault = code(reference_name(resource), "already_booked")
    noun = spoken(reference_name(resource))
    message = f"The {noun} already has {a(entity)} in that time. Choose another time or another {noun}."
    environment = with_fault(environment, fault, message)
    for write in tuple(inserts(environment, entity)):
        environment = _with_insert(environment, taken, write, fault)
    for write in tuple(updates(environment, entity)):
        environment = _with_update(environment, taken, write, fault)
    if span.by_nights:
        environment = _with_nights(environment, taken)
    return with_invariant(environment, entity, _invariant(environment, taken))


def _with_insert(environment: Environment, taken: Taken, write: Write, fault: str) -> Environment:
    needed = (taken.resource, taken.span.start, taken.span.end)
    values = [write.values.get(column, "None") for column in needed]
    if "None" in values:
        return environment  # A row without a time or a resource takes nothing.
    empty = [value for value in values if value in environment.tools[write.tool].parameters
             and is_optional(environment, write.tool, value)]  # fmt: skip
    tests = [f"{value} is None" for value in empty]
    tests += [_gone(environment, write, sign) for sign in taken.signs if is_parameter(environment, write, sign.column)]
    tests.append(f"not any({_meeting(environment, taken, values)})")
    return with_steps(environment, write.tool, [require(" or ".join(tests), fault)], before="", at=write.at)


def _gone(environment: Environment, write: Write, sign: Sign) -> str:
    """The condition that the value given for a sign keeps the new row from counting."""
    value = write.values[sign.column]
    test = sign.gone(value)
    return f"({value} is not None and {test})" if is_optional(environment, write.tool, value) else test


def _with_update(environment: Environment, taken: Taken, write: Write, fault: str) -> Environment:
    needed = (taken.resource, taken.span.start, taken.span.end)
    moved = any(column in write.values for column in needed)
    if not moved and not revives(environment, taken.entity, taken.signs, write):
        return environment
    values, lets, tests = [], dict[str, str](), list[str]()
    for column in needed:
        value, computed = after(environment, write, column)
        values.append(value)
        lets |= computed
        if is_nullable(environment, taken.entity, column):
            tests.append(f"{value} is None")
    for sign in taken.signs:
        value, computed = after(environment, write, sign.column)
        if value.startswith(("'", "now(", "today(", "None", "True", "False")):
            continue  # It counts afterwards, whatever it was.
        lets |= computed
        tests.append(sign.gone(value))
    key = environment.entities[taken.entity].key
    assert key is not None
    tests.append(f"not any({_meeting(environment, taken, values, f'{write.row}.{key.column}')})")
    steps = ([{"let": lets}] if lets else []) + [require(" or ".join(tests), fault)]
    return with_steps(environment, write.tool, steps, before="", at=write.at)


def _meeting(environment: Environment, taken: Taken, values: Sequence[str], own: str = "") -> str:
    """The rows that take the resource for a part of a time: a comprehension of resource, start and end."""
    resource, start, end = values
    entity, span, key = taken.entity, taken.span, environment.entities[taken.entity].key
    assert key is not None
    tests = [f"other.{key.column} != {own}"] if own else []
    tests += [
        f"other.{column} is not None" for column in (span.start, span.end) if is_nullable(environment, entity, column)
    ]
    tests += [f"other.{span.start} {span.before} {end}", f"{start} {span.before} other.{span.end}"]
    tests += counting(taken.signs, "other")
    return f"{' and '.join(tests)} for other in {entity} if other.{taken.resource} == {resource}"


def _invariant(environment: Environment, taken: Taken) -> str:
    entity, key = taken.entity, environment.entities[taken.entity].key
    assert key is not None
    needed = (taken.resource, taken.span.start, taken.span.end)
    tests = [f"{entity}.{column} is None" for column in needed if is_nullable(environment, entity, column)]
    tests += [sign.gone(f"{entity}.{sign.column}") for sign in taken.signs]
    meeting = _meeting(environment, taken, [f"{entity}.{column}" for column in needed], f"{entity}.{key.column}")
    return " or ".join([*tests, f"not any({meeting})"])


def _with_nights(environment: Environment, taken: Taken) -> Environment:
    """Stays have a night: requires that let them end on the day on which they start do so no more."""
    start, end = taken.span.start, taken.span.end
    tools = {write.tool for write in (*inserts(environment, taken.entity), *updates(environment, taken.entity))}
    for guard in tuple(guards(environment)):
        for order in guard.orders:
            sides = [guard.columns(order.left), guard.columns(order.right)]
            if sides == [{f"{taken.entity}.{start}"}, {f"{taken.entity}.{end}"}] and guard.tool in tools:
                environment = _strict(environment, guard, order)
    return environment


def _strict(environment: Environment, guard: Guard, order: Compare) -> Environment:
    if not isinstance(order.left, Name) or not isinstance(order.right, Name) or order.op != "<=":
        return environment
    first, last = order.left.id, order.right.id
    environment = with_text(environment, guard.tool, f"{first} <= {last}", f"{first} < {last}")
    words = [spoken(name.removeprefix("new_")) for name in (last, first)]
    message = f"{capital(f'the {words[0]}')} must come after the {words[1]}. Give a later end or an earlier start."
    return with_message(environment, guard.fault, message)
