"""Threads: replies stay with what they answer, nobody speaks where it is shut, and the system's own stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.description import Operation
from generator.mechanics.base import Mechanic, Place, Subject, Use
from generator.mechanics.edits import with_fault, with_steps
from generator.mechanics.guarding import guards
from generator.mechanics.labels import (
    Apart,
    MadeBySystem,
    Reserved,
    changes,
    is_of_system,
    labelled,
    pairs,
    row_writes,
    systems,
    twice_named,
)
from generator.mechanics.laws import Law
from generator.mechanics.lookups import behind_find, found_by
from generator.mechanics.messages import said_in, says, shutters
from generator.mechanics.reading import asked
from generator.mechanics.replies import Promised, Together, is_together, links
from generator.mechanics.wording import a, code, many, spoken
from generator.mechanics.wording import row as called
from generator.mechanics.writing import Write, is_parameter, require
from servers.farm.expressions import Attribute, Name, parse
from servers.farm.model import DatetimeColumn, EnumColumn, Environment, Tool

_EVEN_SO = re.compile(r"\b(even (if|when|though)|whether or not|also)\b[^.]{0,60}\b(locked|closed|archived)\b", re.I)
_MOMENT = re.compile(r"^last_(message|reply|comment|post|activity)_(at|on|date|time|timestamp)$")


class Threads(Mechanic):
    """Conversations, topics and their messages; comments under things; labels on them."""

    name = "threads"
    law = "Replies stay in the thread of what they answer, nobody speaks where it is shut, and system labels stay."
    operators = ("drop_require", "negate_require", "only_replies", "forget_stamp")

    def uses(self, environment: Environment) -> Iterator[Use]:
        """Tools that refuse replies from elsewhere, words where it is shut, and changes of what the system made."""
        for entity, write in says(environment):
            shut = {column.to: shutters(environment, column.to) for column in said_in(environment, entity).values()}
            for ask in asked(environment.tools[write.tool]):
                if ask.column in shut.get(ask.entity, {}):
                    yield Use(self.name, ask.entity, write.tool, ask.fault)
        named = {tool: tuple(links(environment, tool)) for tool in environment.tools}
        for guard in guards(environment):
            for link in named[guard.tool]:
                if is_together(guard, link):
                    yield Use(self.name, link.said, guard.tool, guard.fault)
            if entity := twice_named(environment, guard):
                yield Use(self.name, entity, guard.tool, guard.fault)
        for entity, column, value in systems(environment):
            for guard in guards(environment):
                if is_of_system(environment, guard, entity, column, value):
                    yield Use(self.name, entity, guard.tool, guard.fault)

    def places(self, subject: Subject) -> Iterator[Place]:
        """Replies, words and pointers that are not asked for their thread, lists of labels, labels of the system."""
        environment = subject.environment
        known = {(use.tool, use.entity) for use in self.uses(environment)}
        named = [(tool, link) for tool in environment.tools for link in links(environment, tool)]
        for tool, link in named:
            if (tool, link.said) not in known:
                yield Together(link.said, (link.column,), tool, "it names what lies in a thread", 0.85, link)
        for entity, column in dict.fromkeys((link.entity, link.column) for _, link in named):
            yield Promised(entity, (column,), "", "every tool that writes it asks", 0.85)
        for entity, write in says(environment):
            yield from _shut_places(subject, entity, write, known)
            yield from _stamp_places(environment, entity, write)
        for name, declared in environment.tools.items():
            for added, removed in pairs(declared):
                entity = labelled(environment, added)
                if entity and (name, entity) not in known:
                    yield Apart(entity, (added, removed), name, "one list adds and the other removes", 0.8)
        for entity, column, value in systems(environment):
            because = f"{column} says that the system made it"
            for write in changes(environment, entity):
                if (write.tool, entity) not in known:
                    yield MadeBySystem(entity, (column,), write.tool, because, 0.7, value)
            for _, write in row_writes(environment, entity) if value else ():
                if is_parameter(environment, write, column) and (write.tool, entity) not in known:
                    yield Reserved(entity, (column,), write.tool, because, 0.7, value)

    def woven(self, environment: Environment, place: Place) -> Environment:
        """The environment with what belongs to the place."""
        assert isinstance(place, Law)
        return place.added(environment)


# --- what is shut ----------------------------------------------------------------------------------------------------


def _shut_places(subject: Subject, entity: str, write: Write, known: set[tuple[str, str]]) -> Iterator[Place]:
    environment = subject.environment
    told = _text(subject.operations.get(write.tool, ()))
    for name, column in said_in(environment, entity).items():
        source = write.values.get(name, "")
        row = _row_of(environment.tools[write.tool], column.to, source)
        if not row or (write.tool, column.to) in known or _EVEN_SO.search(told):
            continue
        for shutter in shutters(environment, column.to):
            because = f"'{shutter}' says whether anything more is said in {a(column.to)}"
            yield Shut(column.to, (shutter,), write.tool, because, 0.75, entity, row)


def _text(operations: Sequence[Operation]) -> str:
    return " ".join(f"{item.summary}. {item.description}" for item in operations)


def _row_of(tool: Tool, entity: str, source: str) -> str:
    """The row of an entity that a tool has looked up before it writes `source` as the reference to it."""
    found = found_by(tool, entity, source)
    if found:
        return found
    parsed = parse(source) if source else None
    named = parsed.base.id if isinstance(parsed, Attribute) and isinstance(parsed.base, Name) else ""
    return named if named and any(named == name for name in _found(tool, entity)) else ""


def _found(tool: Tool, entity: str) -> Iterator[str]:
    for name in tool.parameters:
        if found := found_by(tool, entity, name):
            yield found


@dataclass(frozen=True)
class Shut(Law):
    """Nothing is said in a row that is locked, closed or not open for it."""

    said: str = ""
    row: str = ""

    def added(self, environment: Environment) -> Environment:
        """Asked where the row is looked up."""
        (column,) = self.columns
        test = shutters(environment, self.entity)[column].replace("{row}", self.row)
        declared = environment.entities[self.entity].columns[column]
        fault = code(self.entity, _adjective(column, self.said, isinstance(declared, EnumColumn)))
        label = called(environment, self.entity, self.row)
        said = many(self.said)
        shut = f"is {{{self.row}.{column}}}: it takes no {said} any more"
        why = shut if isinstance(declared, EnumColumn) else _why(column, test, said)
        told = f"{label} {why}. Choose another {spoken(self.entity)}."
        fault = _raised_for(environment, test) or fault
        environment = with_fault(environment, fault, told)
        tool = environment.tools[self.tool]
        key = next(name for name in tool.parameters if found_by(tool, self.entity, name) == self.row)
        return behind_find(environment, self.tool, self.entity, key, [require(test, fault)])


def _raised_for(environment: Environment, test: str) -> str:
    """The fault by which a tool refuses the same already, since one condition has one fault."""
    return next((guard.fault for guard in guards(environment) if guard.that == parse(test)), "")


def _adjective(column: str, said: str, status: bool) -> str:
    if status:
        return "closed"
    bare = column.removeprefix("is_")
    return (
        bare
        if bare in ("locked", "closed", "archived", "frozen", "read_only")
        else f"takes_no_{many(said).split()[-1]}"
    )


def _why(column: str, test: str, said: str) -> str:
    bare = column.removeprefix("is_")
    if bare in ("locked", "closed", "archived", "frozen"):
        return f"is {bare}: it takes no {said} any more"
    return f"takes no {said}" + (" any more" if test.endswith("closed") else "")


# --- when something was said last ------------------------------------------------------------------------------------


def _stamp_places(environment: Environment, entity: str, write: Write) -> Iterator[Place]:
    """Moments of the last message that no tool keeps."""
    for name, column in said_in(environment, entity).items():
        row = _row_of(environment.tools[write.tool], column.to, write.values.get(name, ""))
        found = environment.entities[column.to].columns.items() if row and not column.nullable else ()
        for moment, declared in found:
            written = any(moment in item.values for _, item in row_writes(environment, column.to))
            if isinstance(declared, DatetimeColumn) and _MOMENT.search(moment) and not written:
                yield Stamp(column.to, (moment,), write.tool, "its name says when it is set", 0.8, row)


@dataclass(frozen=True)
class Stamp(Law):
    """A thread knows when something was said in it last."""

    row: str = ""

    def added(self, environment: Environment) -> Environment:
        """Set when something is said."""
        step = {"update": {"row": self.row, "set": {self.columns[0]: "now()"}}}
        at = next(item.at for _, item in says(environment) if item.tool == self.tool)
        return with_steps(environment, self.tool, [step], before="", at=at + 1)
