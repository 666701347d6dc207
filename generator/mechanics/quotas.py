"""Quotas: what says how many it takes takes no more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.english import plural
from generator.mechanics.base import Mechanic, Place, Subject, Use
from generator.mechanics.conditions import row_label
from generator.mechanics.edits import with_fault, with_invariant, with_steps
from generator.mechanics.guarding import guards
from generator.mechanics.intervals import interval
from generator.mechanics.laws import Law
from generator.mechanics.relations import free, key_of, references
from generator.mechanics.stated import stated
from generator.mechanics.wording import code, many
from generator.mechanics.writing import Write, find_of, inserts, is_parameter, require, updates
from servers.farm.expressions import Attribute, Call, Compare, Comprehension, Constant, Name
from servers.farm.model import Environment, IntegerColumn

_LIMIT = re.compile(r"^(?:max|maximum)_(?:number_of_|num_)?(\w+?)(?:_count)?$|^(\w+?)_(?:limit|quota)$")
"""Columns that say how many there may be, and of what."""
_ROOM = re.compile(r"^(max_|total_|number_of_)?(capacity|seats|seat_count|spots|places)$")
_TAKE_ROOM = frozenset(
    "member user seat assignment registration registrant attendee participant enrollment enrolment ticket student "
    "guest signup rsvp".split()
)
"""Columns that say how many there may be, and not of what; and what takes such room, one each."""


_BOUNDLESS = re.compile(r"\bunlimited\b|\bno limit\b|\binfinite\b|\bwithout (a )?limit\b|(^|\s)-1\b", re.I)
"""What is said of limits of which a number means that there is none."""


class Quotas(Mechanic):
    """A team takes so many members, a user so many devices."""

    name = "quotas"
    law = "What says how many it takes takes no more."
    operators = ("drop_require", "weaken_comparison")

    def uses(self, environment: Environment) -> Iterator[Use]:
        """Requires that compare a number of rows with the column of a row that says how many there may be."""
        for guard in guards(environment):
            for order in guard.orders:
                counted = _counted(order)
                if counted and any(write.tool == guard.tool for write in inserts(environment, counted)):
                    yield Use(self.name, counted, guard.tool, guard.fault)

    def places(self, subject: Subject) -> Iterator[Place]:
        """Columns that limit rows that tools put into the row, where nothing lets one row change its place."""
        environment = subject.environment
        kept = {(use.entity, use.tool) for use in self.uses(environment)}
        for group, entity in environment.entities.items():
            for name, column in entity.columns.items():
                counts = isinstance(column, IntegerColumn) and bool(key_of(environment, group))
                for child, by in _children(environment, group, name) if counts else ():
                    written = list(_put(environment, group, child, by))
                    moved = any(by in write.values for write in updates(environment, child))
                    known = any((child, write.tool) in kept for write in written)
                    if written and not moved and not known and _is_plain(subject, group, name):
                        because = f"{name} says how many {many(child)} there may be"
                        yield Place(group, (name, by), child, because, 0.8)
        limited = {use.entity for use in self.uses(environment)}
        yield from (place for place in stated(subject) if place.tool not in limited)

    def woven(self, environment: Environment, place: Place) -> Environment:
        """A look at the number before a row more, and before a limit that would be less than there are."""
        if isinstance(place, Law):
            return place.added(environment)
        group, child, (limit, by) = place.entity, place.tool, place.columns
        fault = code(group, child.removeprefix(f"{group}_"), "limit_reached")
        text = f"{{label}} takes no more than {{limit}} {many(child)}. Remove one or choose another."
        for write in list(_put(environment, group, child, by)):
            key = write.values[by]
            found = find_of(environment, write.tool, group, key)
            row = found[1] if found else group
            that = _room(
                environment, (group, row, limit), f"{_number(environment, child, by, key)} <", f"{row}.{limit}"
            )
            message = text.format(label=row_label(environment, group, row), limit=f"{{{row}.{limit}}}")
            environment = with_fault(environment, fault, message)
            environment = with_steps(environment, write.tool, [require(that, fault)], before="", at=write.at)
        environment = _kept_by_updates(environment, place)
        own = _number(environment, child, by, f"{group}.{key_of(environment, group)}")
        test = _room(environment, (group, group, limit), f"{own} <=", f"{group}.{limit}")
        return with_invariant(environment, group, test)


def _counted(order: Compare) -> str:
    """The entity whose rows are counted on the smaller side of a comparison with a column or number of a limit."""
    call, limit = order.left, order.right
    if not isinstance(call, Call) or call.function != "count":
        return ""
    rows = call.arguments[0]
    named = isinstance(limit, Attribute) and (_LIMIT.match(limit.name) or _ROOM.match(limit.name))
    number = isinstance(limit, Constant) and isinstance(limit.value, int) and order.op == "<"
    known = isinstance(rows, Comprehension) and isinstance(rows.source, Name) and (named or number)
    return rows.source.id if known and isinstance(rows, Comprehension) and isinstance(rows.source, Name) else ""


def _is_plain(subject: Subject, group: str, limit: str) -> bool:
    """Whether whoever sets the limit can give no number below nought, and none is said to mean that there is none."""
    environment, squeezed = subject.environment, limit.replace("_", "")
    for write in (*inserts(environment, group), *updates(environment, group)):
        if limit in write.values:
            parameter = environment.tools[write.tool].parameters.get(write.values[limit])
            if parameter is None or parameter.minimum is None or parameter.minimum < 0:
                return False
        for operation in subject.operations.get(write.tool, ()):
            inside = operation.request.properties.items() if operation.request is not None else ()
            told = [schema.description for name, schema in inside if name.replace("_", "").lower() == squeezed]
            if any(_BOUNDLESS.search(text) for text in told):
                return False
    return True


def _children(environment: Environment, group: str, limit: str) -> Iterator[tuple[str, str]]:
    """The rows that a column limits, with the one reference that puts them into the group."""
    found = _LIMIT.match(limit)
    noun = (found[1] or found[2]) if found else ""
    for child, entity in environment.entities.items():
        own = [name for name, column in references(environment, child).items()
               if column.to == group and not column.nullable]  # fmt: skip
        last = child.split("_")[-1]
        names = {plural(child), plural(last), child, last}
        told = noun in names or noun.removeprefix(f"{group}_") in names
        # What takes room for a time only is not counted: many may have the same room one after the other.
        room = bool(_ROOM.match(limit)) and last in _TAKE_ROOM and interval(child, entity) is None
        if len(own) == 1 and child != group and (told or room):
            yield child, own[0]


def _put(environment: Environment, group: str, child: str, by: str) -> Iterator[Write]:
    """The inserts that put a row into a group that was looked up by what the caller gives."""
    for write in inserts(environment, child):
        if is_parameter(environment, write, by) and find_of(environment, write.tool, group, write.values[by]):
            yield write


def _number(environment: Environment, child: str, by: str, key: str) -> str:
    row = free(environment, "inside")
    return f"count({row} for {row} in {child} if {row}.{by} == {key})"


def _room(environment: Environment, about: tuple[str, str, str], test: str, limit: str) -> str:
    """The test, which holds too where no limit is set."""
    group, _, name = about
    nullable = getattr(environment.entities[group].columns[name], "nullable", False)
    return f"{limit} is None or {test} {limit}" if nullable else f"{test} {limit}"


def _kept_by_updates(environment: Environment, place: Place) -> Environment:
    """Every tool that sets the limit asks whether there are more already."""
    group, child, (limit, by) = place.entity, place.tool, place.columns
    fault = code(group, limit, "too_low")
    for write in list(updates(environment, group)):
        if is_parameter(environment, write, limit):
            given = write.values[limit]
            number = _number(environment, child, by, f"{write.row}.{key_of(environment, group)}")
            parameter = environment.tools[write.tool].parameters[given]
            that = f"{given} is None or {number} <= {given}" if parameter.optional else f"{number} <= {given}"
            label = row_label(environment, group, write.row)
            text = f"{label} has more {many(child)} than {{{given}}}. Choose a higher limit or remove some."
            environment = with_fault(environment, fault, text)
            environment = with_steps(environment, write.tool, [require(that, fault)], before="", at=write.at)
    return environment
