"""What of a row follows from its status: moments, reasons and flags of a state are there where it is reached."""

import re
from collections.abc import Iterator

from generator.seed.meanings import Options
from generator.seed.states import (
    OFF,
    alike,
    is_flag_of,
    is_participle,
    standing,
    strict,
    tells_status,
    with_later,
    words,
)
from servers.farm.model import BooleanColumn, Column, Entity, EnumColumn

_SUFFIX = re.compile(r"_(at|on|time|date|date_?time|timestamp|ts)$|^(date|time)_")
_REASON = re.compile(r"_(reason|note|by|comment|message|code|details?)$")
_OUTCOME = re.compile(r"(^|_)(conclusion|resolution|outcome|result)$")
_SCHEDULED = re.compile(r"_(at|on|date|until)$")
_GOOD = frozenset("active enabled visible available valid published open online".split())
_GONE = frozenset(
    "deleted archived disabled deactivated suspended trashed removed blocked banned inactive expired cancelled "
    "canceled closed hidden".split()
)
"""Flags of a row that is gone, in which no flag of `_GOOD` is true."""


def tie(entity: Entity, name: str, column: Column, options: Options) -> None:
    """Say on which status or flag the column depends: `completed_at` is there exactly where the status is completed."""
    if not getattr(column, "nullable", False) or options.get("null") == 0.0:
        return
    word = _state_word(name, column)
    if word is not None and (found := _told(entity, name, word)):
        options.update({"when": found[0], "is": found[1]})


def flag_tie(entity: Entity, name: str) -> Options:
    """For a flag that repeats what a status or another flag tells: which column, and for which of its values."""
    word = words(name.removeprefix("is_"))[-1]
    for other, values in _statuses(entity):
        if found := strict(word, values):
            return {"of": other, "is": found}
    flags = [other for other, item in entity.columns.items() if isinstance(item, BooleanColumn) and other != name]
    gone = next((other for other in flags if other.removeprefix("is_") in _GONE), None)
    return {"of": gone, "is": (False,)} if gone is not None and name.removeprefix("is_") in _GOOD else {}


def leads_away(name: str) -> bool:
    """Whether a column tells when, why or by whom a row was deleted, cancelled, refused or the like."""
    found = [
        item
        for word in words(_REASON.sub("", _SUFFIX.sub("", name)))
        if is_participle(word) and (item := standing(word))
    ]
    return bool(found) and found[-1].stage == OFF


def _state_word(name: str, column: Column) -> str | None:
    """The word of a column's name that names a state; None for columns that stand for themselves."""
    if isinstance(column, EnumColumn):
        return "completed" if _OUTCOME.search(name) else None
    stem = _SUFFIX.sub("", name) if column.kind in ("date", "datetime") else _REASON.sub("", name)
    found = words(stem)
    if not found:
        return None
    if column.kind == "money":
        return found[0] if is_participle(found[0]) and standing(found[0]) else None
    if standing(found[-1]) is None and not is_participle(found[-1]):
        return None
    planned = column.kind in ("date", "datetime") and _SCHEDULED.search(name) and not is_participle(found[-1])
    return None if planned else found[-1]


def _told(entity: Entity, name: str, word: str) -> tuple[str, tuple[str | bool, ...]] | None:
    """The column that tells whether the state is reached, and its values for that: strict matches before synonyms."""
    statuses = [item for item in _statuses(entity) if item[0] != name]
    for other, values in statuses:
        if found := strict(word, values):
            return other, with_later(word, found, values)
    for other, item in entity.columns.items():
        if isinstance(item, BooleanColumn) and other != name and is_flag_of(word, other):
            return other, (True,)
    for other, values in statuses:
        if (found := alike(word, values)) and len(found) < len(values):
            return other, with_later(word, found, values)
    return None


def _statuses(entity: Entity) -> Iterator[tuple[str, tuple[str, ...]]]:
    for other, item in entity.columns.items():
        if isinstance(item, EnumColumn) and tells_status(other, item.values):
            yield other, item.values
