"""Labels and other things that the system may have made: which list adds and which removes, what stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from generator.mechanics.edits import with_fault, with_steps
from generator.mechanics.guarding import Guard
from generator.mechanics.laws import Law
from generator.mechanics.messages import is_said
from generator.mechanics.relations import free
from generator.mechanics.wording import code, many, spoken
from generator.mechanics.wording import row as called
from generator.mechanics.writing import Write, deletes, inserts, is_optional, is_parameter, require, updates
from generator.statuses import plain
from servers.farm.expressions import Call, Compare, Comprehension, Constant, Not, path, walk
from servers.farm.model import BooleanColumn, EnumColumn, Environment, Tool

_LISTED = re.compile(r"(^|_)(label|tag|folder|category|mailbox)(_|$)")
_OWN = re.compile(r"^(is_)?(system|built_?in|predefined)$")
_ORIGIN = re.compile(r"(^|_)(type|kind|origin|source)$")


def row_writes(environment: Environment, entity: str) -> Iterator[tuple[bool, Write]]:
    """(whether it makes one, write) of the writes of rows of an entity."""
    yield from ((True, write) for write in inserts(environment, entity))
    yield from ((False, write) for write in updates(environment, entity))


def pairs(tool: Tool) -> Iterator[tuple[str, str]]:
    """The lists of a tool of which one says what is added and the other what is removed."""
    for name, parameter in tool.parameters.items():
        other = name.replace("add", "remove", 1)
        if (
            parameter.kind == "list"
            and name.startswith("add_")
            and getattr(tool.parameters.get(other), "kind", "") == "list"
        ):
            yield name, other


def labelled(environment: Environment, added: str) -> str:
    """The entity of the labels that a list adds, "" if they are none."""
    noun = added.removeprefix("add_").removesuffix("_ids")
    if not _LISTED.search(noun):
        return ""
    return next((name for name, item in environment.entities.items() if noun in (name, item.plural)), "")


def twice_named(environment: Environment, guard: Guard) -> str:
    """The entity of labels of which a condition says that none is in two lists, "" if it says something else."""
    that, tool = guard.that, environment.tools[guard.tool]
    call = that.operand if isinstance(that, Not) else None
    node = call.arguments[0] if isinstance(call, Call) and call.function == "any" else None
    if not isinstance(node, Comprehension) or not isinstance(node.element, Compare) or node.element.op != "in":
        return ""
    lists = {path(node.source), path(node.element.right)}
    return next((labelled(environment, added) for added, removed in pairs(tool) if lists == {added, removed}), "")


@dataclass(frozen=True)
class Apart(Law):
    """No label is put on and taken off in one call."""

    def added(self, environment: Environment) -> Environment:
        """Asked before all else."""
        added, removed = self.columns
        item, tool = free(environment, "item"), environment.tools[self.tool]
        empty = [f"{name} is None" for name in (added, removed) if tool.parameters[name].optional]
        that = " or ".join([*empty, f"not any({item} in {removed} for {item} in {added})"])
        fault = code(self.entity, "added_and_removed")
        told = f"One {spoken(self.entity)} is to be added and removed. Name each in one of the lists."
        environment = with_fault(environment, fault, told)
        return with_steps(environment, self.tool, [require(that, fault)], before="", at=0)


def systems(environment: Environment) -> Iterator[tuple[str, str, str]]:
    """(entity, column, value) of labels, and of what is said, that the system itself may have made."""
    for entity, declared in environment.entities.items():
        if not (_LISTED.search(entity.split("_")[-1]) or is_said(entity) or entity.split("_")[-1] == "story"):
            continue
        for name, column in declared.columns.items():
            if isinstance(column, BooleanColumn) and _OWN.search(name):
                yield entity, name, ""
            elif isinstance(column, EnumColumn) and _ORIGIN.search(name):
                system = [value for value in column.values if plain(value) == "system"]
                if system and len(column.values) > 1:
                    yield entity, name, system[0]


def is_of_system(environment: Environment, guard: Guard, entity: str, column: str, value: str) -> bool:
    """Whether a condition is that a row that is changed, or the origin that a row is given, is not the system's."""
    written = [write for write in changes(environment, entity) if write.tool == guard.tool]
    rows = {f"{write.row}.{column}" for write in written}
    given = {write.values[column] for _, write in row_writes(environment, entity)
             if write.tool == guard.tool and is_parameter(environment, write, column)}  # fmt: skip
    for node in walk(guard.that):
        if isinstance(node, Compare) and node.op == "!=" and node.right == Constant(value) and value:
            return path(node.left) in rows | given
        if isinstance(node, Not) and not value and path(node.operand) in rows:
            return True
    return False


def changes(environment: Environment, entity: str) -> Iterator[Write]:
    """The changes and deletions of single rows of an entity."""
    yield from chain(updates(environment, entity), deletes(environment, entity))


@dataclass(frozen=True)
class MadeBySystem(Law):
    """What the system made is neither changed nor deleted."""

    value: str = ""

    def added(self, environment: Environment) -> Environment:
        """Asked before the write."""
        (column,) = self.columns
        write = next(item for item in changes(environment, self.entity) if item.tool == self.tool)
        own = f"{write.row}.{column}"
        test = f"{own} != {self.value!r}" if self.value else f"not {own}"
        if getattr(environment.entities[self.entity].columns[column], "nullable", False):
            test = f"{own} is None or {test}"
        fault = code("system", self.entity)
        told = f"{called(environment, self.entity, write.row)} is one of the system. Choose one that people made."
        environment = with_fault(environment, fault, told)
        return with_steps(environment, self.tool, [require(test, fault)], before="", at=write.at)


@dataclass(frozen=True)
class Reserved(Law):
    """Nobody gives out something as the system's own."""

    value: str = ""

    def added(self, environment: Environment) -> Environment:
        """Asked before the write."""
        (column,) = self.columns
        writes = (item for _, item in row_writes(environment, self.entity) if item.tool == self.tool)
        write = next(item for item in writes if is_parameter(environment, item, column))
        given = write.values[column]
        empty = f"{given} is None or " if is_optional(environment, self.tool, given) else ""
        fault = code(self.entity, column, "reserved")
        told = f"Only the system makes {many(self.entity)} of the {spoken(column)} {self.value}. Choose another one."
        environment = with_fault(environment, fault, told)
        return with_steps(
            environment, self.tool, [require(f"{empty}{given} != {self.value!r}", fault)], before="", at=write.at
        )
