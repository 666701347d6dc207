"""Replies, and what points at something said: a pinned message, an accepted answer. They stay in their thread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.mechanics.edits import with_fault, with_invariant
from generator.mechanics.guarding import Guard, guards
from generator.mechanics.labels import row_writes
from generator.mechanics.laws import Law
from generator.mechanics.lookups import behind_find, found_by
from generator.mechanics.messages import is_said, said_in
from generator.mechanics.reading import writes
from generator.mechanics.relations import key_of, references
from generator.mechanics.wording import code, spoken
from generator.mechanics.writing import Write, require
from servers.farm.expressions import Compare, path
from servers.farm.model import Environment
from servers.farm.names import reference_name
from servers.farm.problems import InvalidEnvironment, Problem

_REPLY = re.compile(r"^(in_)?(reply|replied|replying|response|respond\w*|answer\w*|quot\w+)(_to)?(_[a-z_]+)?_id$")
_POINTS = re.compile(r"^(pinned|accepted|best|chosen|last_read|last_seen|first_unread|featured)_[a-z_]+_id$")


@dataclass(frozen=True)
class Link:
    """A parameter `given` of a tool names a row `found` of `said` for the reference `column` of a row of `entity`. The
    thread of what is named, its column `around`, must be `goal`: the column `own` of the row, after the write."""

    entity: str
    column: str
    said: str
    around: str
    own: str
    given: str = ""
    found: str = ""
    goal: str = ""


def links(environment: Environment, tool: str) -> Iterator[Link]:
    """Where a tool writes a reply, or points at what is said in a thread."""
    for link in _pointers(environment):
        for new, write in row_writes(environment, link.entity):
            given = write.values.get(link.column, "")
            found = found_by(environment.tools[tool], link.said, given) if write.tool == tool else ""
            goal = _goal(environment, link, write, new) if found else ""
            if goal:
                yield Link(link.entity, link.column, link.said, link.around, link.own, given, found, goal)


def _pointers(environment: Environment) -> Iterator[Link]:
    """The references to what is said: from its replies, from its thread, and from what is of the thread."""
    for entity in environment.entities:
        for name, column in references(environment, entity).items():
            reply = column.to == entity and _REPLY.search(name)
            if not is_said(column.to) or not (reply or (column.to != entity and _POINTS.search(name))):
                continue
            around, own = _threads(environment, entity, column.to)
            if own:
                yield Link(entity, name, column.to, around, own)


def _threads(environment: Environment, entity: str, said: str) -> tuple[str, str]:
    """The column of what is said for its thread, and the column of an entity for the same thread."""
    for around, column in said_in(environment, said).items():
        if column.to == entity and not column.nullable:
            return around, key_of(environment, entity)
        own = [(name, other) for name, other in references(environment, entity).items() if other.to == column.to]
        if len(own) == 1 and not own[0][1].nullable and not column.nullable:
            return around, own[0][0]
    return "", ""


def _goal(environment: Environment, link: Link, write: Write, new: bool) -> str:
    """The thread in which the row is after a write."""
    kept = f"{write.row}.{link.own}"
    if new:
        return write.values.get(link.own, "")
    told = write.values.get(link.own, kept)
    parameter = environment.tools[write.tool].parameters.get(told)
    return f"coalesce({told}, {kept})" if parameter is not None and parameter.optional else told


def is_together(guard: Guard, link: Link) -> bool:
    """Whether a condition compares the thread of what is named with something."""
    that = guard.that
    if not isinstance(that, Compare) or that.op != "==":
        return False
    return f"{link.found}.{link.around}" in (path(that.left), path(that.right))


@dataclass(frozen=True)
class Together(Law):
    """What is named lies in the thread that it is named for."""

    link: Link = Link("", "", "", "", "")

    def added(self, environment: Environment) -> Environment:
        """Asked where it is looked up."""
        link = self.link
        thread = spoken(references(environment, link.said)[link.around].to)
        fault = code(reference_name(link.column), "elsewhere")
        told = f"The {spoken(link.said)} {{{link.given}}} is in another {thread}. Choose one of the same {thread}."
        environment = with_fault(environment, fault, told)
        steps = [require(f"{link.found}.{link.around} == {link.goal}", fault)]
        return behind_find(environment, self.tool, link.said, link.given, steps)


@dataclass(frozen=True)
class Promised(Law):
    """Whatever is pointed at lies in the thread, if every tool that writes one or the other sees to it."""

    def added(self, environment: Environment) -> Environment:
        """An invariant."""
        (column,) = self.columns
        link = next(item for item in _pointers(environment) if (item.entity, item.column) == (self.entity, column))
        kept = {guard.tool for guard in guards(environment)
                for item in links(environment, guard.tool)
                if (item.entity, item.column) == (self.entity, column) and is_together(guard, item)}  # fmt: skip
        for tool, declared in environment.tools.items():
            for write in writes(declared):
                if _may_break(link, write.entity, write.kind, write.values) and tool not in kept:
                    why = f"{tool} may put them apart"
                    raise InvalidEnvironment(
                        self.entity, [Problem(f"entity '{self.entity}'", why, "leave it as it is")]
                    )
        there = f"{self.entity}.{column}"
        empty = f"{there} is None or " if references(environment, self.entity)[column].nullable else ""
        same = f"{self.entity}.{reference_name(column)}.{link.around} == {self.entity}.{link.own}"
        return with_invariant(environment, self.entity, f"{empty}{same}")


def _may_break(link: Link, entity: str, kind: str, values: object) -> bool:
    """Whether a write sets the reference, or moves one of both to another thread."""
    assert isinstance(values, dict)
    if entity == link.entity and values.get(link.column, "None") != "None":
        return True
    moved = (entity == link.said and link.around in values) or (entity == link.entity and link.own in values)
    return kind == "update" and moved
