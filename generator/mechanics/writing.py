"""Which of an environment's tools make, change and remove the rows of an entity, and with what values.

Only the outermost steps of a tool are looked at: what happens in a loop or under a condition is no place of a mechanic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.mechanics.edits import Data
from servers.farm.effects import effects
from servers.farm.model import DeleteStep, Environment, FindStep, InsertStep, LetStep, Tool, UpdateStep


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


def after(environment: Environment, write: Write, column: str) -> tuple[str, dict[str, str]]:
    """What a column of the row will be after an update, as an expression, and the values to compute before it.

    What the tool has computed already under the usual name is not computed again.
    """
    if column not in write.given:
        return write.values.get(column, f"{write.row}.{column}"), {}
    name, value = f"new_{column}", f"coalesce({column}, {write.row}.{column})"
    known: dict[str, str] = {}
    for step in environment.tools[write.tool].steps[: write.at]:
        known |= step.let if isinstance(step, LetStep) else {}
    if known.get(name) == value:
        return name, {}
    name = name if name not in known else f"{name}_here"
    return name, {name: value}


def is_nullable(environment: Environment, entity: str, column: str) -> bool:
    """Whether a row may have no value in a column."""
    return bool(getattr(environment.entities[entity].columns.get(column), "nullable", False))


def strays(environment: Environment, entity: str, columns: frozenset[str]) -> bool:
    """Whether a tool writes one of these columns elsewhere than in an outermost insert or update of one row."""
    outer = Counter((write.tool, "insert") for write in inserts(environment, entity))
    outer += Counter((write.tool, "update") for write in updates(environment, entity) if columns & set(write.values))
    every = Counter(
        (name, effect.kind)
        for name in environment.tools
        for effect in effects(environment, name)
        if effect.entity == entity and effect.kind != "delete" and effect.possible & columns
    )
    return any(count > outer[key] for key, count in every.items())


def find_of(environment: Environment, tool: str, entity: str, key: str) -> tuple[int, str] | None:
    """The index and row name of the outermost find that looks up a row by what the caller gives as `key`."""
    for at, step in enumerate(environment.tools[tool].steps):
        if isinstance(step, FindStep) and step.find.entity == entity and step.find.key == key:
            return at, step.find.name
    return None


def require(that: str, fault: str) -> Data:
    """A require as data."""
    return {"require": {"that": that, "else": fault}}
