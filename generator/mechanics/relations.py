"""What entities are to each other: references, links of two rows, what lies in a row."""

from __future__ import annotations

from servers.farm.model import Environment, ReferenceColumn


def references(environment: Environment, entity: str) -> dict[str, ReferenceColumn]:
    """The references of an entity."""
    columns = environment.entities[entity].columns
    return {name: column for name, column in columns.items() if isinstance(column, ReferenceColumn)}


def key_of(environment: Environment, entity: str) -> str:
    """The key column of an entity, "" for a singleton or one that is numbered inside parents."""
    key = environment.entities[entity].key
    return key.column if key is not None and key.per is None else ""


def is_link(environment: Environment, entity: str) -> bool:
    """Whether rows of an entity do little more than tie two rows to each other: the labels of a message."""
    own = references(environment, entity)
    ties = [name for name, column in own.items() if not column.nullable and column.to != entity]
    plain = [name for name in environment.entities[entity].columns if name not in own]
    rest = [name for name in plain if environment.entities[entity].columns[name].kind not in _NOTED]
    return len(ties) == 2 and len(own) == 2 and len(rest) <= 1


_NOTED = ("date", "datetime", "position", "computed")
"""Kinds of columns that say nothing of their own: since when, in which place."""


def contents(environment: Environment, entity: str) -> list[tuple[str, str]]:
    """What goes when a row goes: (entity, its reference); links aside, which hold nothing."""
    return [
        (other, name)
        for other in environment.entities
        if not is_link(environment, other)
        for name, column in references(environment, other).items()
        if column.to == entity and column.on_delete == "cascade"
    ]


def free(environment: Environment, name: str) -> str:
    """A name for a row in conditions that is no entity, column or parameter of the environment."""
    entities, tools = environment.entities, environment.tools
    taken = {*entities, *(item for entity in entities.values() for item in (*entity.columns, entity.plural))}
    taken |= {item for tool in tools.values() for item in tool.parameters}
    return name if name not in taken else f"{name}_row"
