"""Which of an environment's tools make, change and remove the rows of an entity, and with what values.

Only the outermost steps of a tool are looked at: what happens in a loop or under a condition is no place of a mechanic.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.mechanics.edits import Data
from servers.farm.model import DeleteStep, Environment, FindStep, InsertStep, Tool, UpdateStep


@dataclass(frozen=True)
class Write:
    """One outermost insert, update or delete: the tool, the index of the step, the name of the row, and the value of
    each column; a `given` one has the parameter of its name."""

    tool: str
    at: int
    row: str
    values: Mapping[str, str]
    given: frozenset[str] = frozenset()


def inserts(environment: Environment, entity: str) -> Iterator[Write]:
    """The inserts of an entity's rows."""
    for name, tool in environment.tools.items():
        for at, step in enumerate(tool.steps):
            if isinstance(step, InsertStep) and step.insert.entity == entity:
                yield Write(name, at, step.insert.name, step.insert.set)


def updates(environment: Environment, entity: str) -> Iterator[Write]:
    """The updates of one bound row of an entity."""
    for name, tool in environment.tools.items():
        bound = _bound(tool)
        for at, step in enumerate(tool.steps):
            if isinstance(step, UpdateStep) and bound.get(step.update.row or "") == entity:
                update = step.update
                values = {**update.set, **{column: column for column in update.given}}
                yield Write(name, at, update.name, values, frozenset(update.given))


def deletes(environment: Environment, entity: str) -> Iterator[Write]:
    """The deletes of one bound row of an entity."""
    for name, tool in environment.tools.items():
        bound = _bound(tool)
        for at, step in enumerate(tool.steps):
            if isinstance(step, DeleteStep) and bound.get(step.delete.row or "") == entity:
                yield Write(name, at, step.delete.row or "", {})


def _bound(tool: Tool) -> dict[str, str]:
    """The rows that the outermost steps bind, with their entities."""
    found = {step.find.name: step.find.entity for step in tool.steps if isinstance(step, FindStep)}
    return found | {step.insert.name: step.insert.entity for step in tool.steps if isinstance(step, InsertStep)}


def is_parameter(environment: Environment, write: Write, column: str) -> bool:
    """Whether a column gets just what the caller gives for a parameter."""
    return write.values.get(column, "") in environment.tools[write.tool].parameters


def is_optional(environment: Environment, tool: str, parameter: str) -> bool:
    """Whether a parameter may be left out and then is None."""
    return environment.tools[tool].parameters[parameter].optional


def find_of(environment: Environment, tool: str, entity: str, key: str) -> tuple[int, str] | None:
    """The index and row name of the outermost find that looks up a row by what the caller gives as `key`."""
    for at, step in enumerate(environment.tools[tool].steps):
        if isinstance(step, FindStep) and step.find.entity == entity and step.find.key == key:
            return at, step.find.name
    return None


def require(that: str, fault: str) -> Data:
    """A require as data."""
    return {"require": {"that": that, "else": fault}}
