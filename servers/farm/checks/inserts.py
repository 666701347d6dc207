"""Rules (j) and (k) on what is written into a row: all that it needs, nothing that is made for it, no silent clash."""

from collections.abc import Iterator, Mapping

from servers.farm import facts
from servers.farm.checks.finds import find_facts
from servers.farm.checks.rule import Subject, ToolPlace
from servers.farm.effects import inserted_columns, target
from servers.farm.expressions import parse
from servers.farm.model import (
    ComputedColumn,
    Entity,
    FindStep,
    InsertElse,
    InsertStep,
    PositionColumn,
    UpdateStep,
)
from servers.farm.problems import Problem


def incomplete_rows(subject: Subject) -> Iterator[Problem]:
    """An insert sets every column that is not null, has no default and is not made by the server."""
    for place, entity, values in _inserts(subject):
        declared = subject.environment.entities[entity]
        if declared.singleton:
            yield Problem(place.where, f"inserts a second '{entity}'", "update it: there is exactly one")
            continue
        filled = inserted_columns(subject.environment, entity, values)
        for name, column in declared.columns.items():
            made = isinstance(column, ComputedColumn | PositionColumn) or column.nullable
            if not made and name not in filled:
                yield Problem(place.where, f"{entity}.{name} gets no value", "set it, or give the column a default")
        key = declared.key
        if key is not None and key.sequence is None and key.column not in values:
            yield Problem(place.where, f"{entity}.{key.column} gets no value", "set it, or give the key a sequence")


def _inserts(subject: Subject) -> Iterator[tuple[ToolPlace, str, Mapping[str, str]]]:
    for place in subject.places:
        if isinstance(place.step, InsertStep):
            entity, values = place.step.insert.entity, place.step.insert.set
        elif isinstance(place.step, FindStep) and isinstance(place.step.find.else_, InsertElse):
            entity, values = place.step.find.entity, place.step.find.else_.insert
        else:
            continue
        if entity in subject.environment.entities:
            yield place, entity, values


def written_by_hand(subject: Subject) -> Iterator[Problem]:
    """Nobody sets what the server makes: computed columns, keys from a sequence, positions of new rows."""
    for place, entity, values in _inserts(subject):
        yield from _made(place, subject.environment.entities[entity], values, at_insert=True)
    for place in subject.places:
        if isinstance(place.step, UpdateStep):
            update = place.step.update
            declared = subject.environment.entities.get(target(place, update.row, update.entity))
            if declared is not None:
                names = dict.fromkeys((*update.set, *update.given), "")
                yield from _made(place, declared, names, at_insert=False)


def _made(place: ToolPlace, entity: Entity, values: Mapping[str, str], *, at_insert: bool) -> Iterator[Problem]:
    key = entity.key
    for name in values:
        column = entity.columns.get(name)
        if isinstance(column, ComputedColumn):
            yield Problem(place.where, f"sets '{name}', which is computed", "set the columns it is computed from")
        elif at_insert and isinstance(column, PositionColumn):
            yield Problem(place.where, f"sets '{name}', which is filled at insert", "leave it out")
        elif key is not None and name == key.column and (not at_insert or key.sequence is not None):
            hint = "leave it out: its sequence gives it" if at_insert else "keys never change"
            yield Problem(place.where, f"sets the key '{name}'", hint)


def unguarded_keys(subject: Subject) -> Iterator[Problem]:
    """A key that the caller gives is unique with a fault, or was looked for in vain."""
    for place, entity, values in _inserts(subject):
        key = subject.environment.entities[entity].key
        if key is None or key.sequence is not None or key.column not in values:
            continue
        given = {key.column: parse(values[key.column])}
        declared = any(set(unique.columns) == {key.column} for unique in subject.environment.entities[entity].unique)
        if not declared and not _looked_for(place, given) and not facts.absent(place.known, entity, given):
            hint = f"declare unique: [{{columns: [{key.column}], fault: …}}]"
            yield Problem(place.where, f"a second {entity} with the same {key.column} has no fault", hint)


def _looked_for(place: ToolPlace, given: Mapping[str, object]) -> bool:
    """Whether the row is made by the find that missed it under this very key."""
    if not isinstance(place.step, FindStep):
        return False
    find = place.step.find
    ((column, value),) = given.items()
    by_key = find.key is not None and parse(find.key) == value
    return by_key or facts.pins(find_facts(find), find.name).get(column) == value
