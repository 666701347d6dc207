"""What is said in what: messages, comments and replies, the rows that they are said in, and what shuts these."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.mechanics.relations import references
from generator.mechanics.writing import Write, inserts
from generator.statuses import plain
from servers.farm.model import BooleanColumn, Column, EnumColumn, Environment, ReferenceColumn

_SAID = frozenset("comment reply message post note answer remark".split())
_PAPERS = re.compile(r"(^|_)(credit|debit|delivery|release|advice)_note$")
_THREADS = frozenset("conversation chat thread topic discussion channel room forum chatroom dialog dialogue".split())
_PEOPLE = frozenset("user person member account contact customer employee author owner sender agent".split())
_SHUT = re.compile(
    r"^(is_)?(locked|lock)$|^(comments?|replies|discussion)_(locked|closed|disabled)$|^disable_comments$"
)
_SHUT_THREAD = re.compile(r"^(is_)?(closed|archived|frozen|read_only)$")
_OPEN = re.compile(
    r"^(comments?|commenting|replies)_(enabled|allowed)$|^(allow|allows|accepts|enable)_(comments?|replies)$|"
    r"^(is_)?commentable$|(^|_)can_(comment|reply)$"
)
_STATUS = re.compile(r"(^|_)(status|state)$")
_ENDED = frozenset("closed archived locked ended".split())


def is_said(entity: str) -> bool:
    """Whether rows of an entity are something that somebody says: a comment, a reply, a direct message."""
    named = entity.split("_")[-1] in _SAID or entity.endswith("comment_thread")
    return named and not _PAPERS.search(entity)


def is_thread(entity: str) -> bool:
    """Whether an entity is there for what is said in it."""
    return entity.split("_")[-1] in _THREADS and not is_said(entity)


def said_in(environment: Environment, entity: str) -> dict[str, ReferenceColumn]:
    """The references of what is said to what it is said in: people and rows of its own kind aside."""
    if not is_said(entity):
        return {}
    found = references(environment, entity)
    return {
        name: column
        for name, column in found.items()
        if column.to != entity and not (set(f"{name}_{column.to}".split("_")) & _PEOPLE)
    }


def says(environment: Environment) -> Iterator[tuple[str, Write]]:
    """(entity, insert) of everything that is said."""
    for entity in environment.entities:
        if is_said(entity):
            yield from ((entity, write) for write in inserts(environment, entity))


def is_shut_for(environment: Environment, tool: str, entity: str, column: str) -> bool:
    """Whether a tool says something in a row of an entity, and the column says whether it may: the law of threads."""
    return column in shutters(environment, entity) and any(
        write.tool == tool and other.to == entity
        for said, write in says(environment)
        for other in said_in(environment, said).values()
    )


def shutters(environment: Environment, entity: str) -> dict[str, str]:
    """The columns that say that nothing more is said in a row of an entity, each with the condition on `{row}` that it
    is open."""
    found: dict[str, str] = {}
    for name, column in environment.entities[entity].columns.items():
        if test := _open(entity, name, column):
            found[name] = test
    return found


def _open(entity: str, name: str, column: Column) -> str:
    own, empty = f"{{row}}.{name}", f"{{row}}.{name} is None"
    if isinstance(column, BooleanColumn):
        shut = _SHUT.search(name) or (is_thread(entity) and _SHUT_THREAD.search(name))
        test = f"not {own}" if shut else own if _OPEN.search(name) else ""
        return f"{empty} or {test}" if test and column.nullable else test
    if isinstance(column, EnumColumn) and is_thread(entity) and _STATUS.search(name):
        ended = [value for value in column.values if plain(value) in _ENDED]
        if ended and len(ended) < len(column.values):
            listed = ", ".join(map(repr, ended))
            test = f"{own} != {ended[0]!r}" if len(ended) == 1 else f"{own} not in ({listed})"
            return f"{empty} or {test}" if column.nullable else test
    return ""
