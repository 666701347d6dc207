"""Rule (m): what is written can be seen, and no column is there for nothing."""

from collections.abc import Iterator

from servers.farm.checks.columns import Columns, step_columns, view_columns
from servers.farm.checks.rule import Subject
from servers.farm.problems import Problem
from servers.farm.views import result_fields


def unobservable(subject: Subject) -> Iterator[Problem]:
    """Rows that tools change can be read by a tool that changes nothing."""
    session = subject.environment.actor.session if subject.environment.actor else None
    readers = [name for name, effects in subject.effects.items() if not effects]
    reading = {item.partition(".")[0] for name in readers for item in _read_by(subject, name)}
    for entity in dict.fromkeys(effect.entity for effects in subject.effects.values() for effect in effects):
        if entity not in reading | {session, ""}:
            hint = "let a reading tool show it, or leave the entity out"
            yield Problem(f"entity '{entity}'", "is written, but no reading tool can see it", hint)


def idle_columns(subject: Subject) -> Iterator[Problem]:
    """Every column that is not hidden is read or written by a tool."""
    used = {item for name in subject.environment.tools for item in _read_by(subject, name)}
    for effects in subject.effects.values():
        writing = [effect for effect in effects if effect.kind != "delete"]
        used |= {f"{effect.entity}.{name}" for effect in writing for name in effect.possible}
    for name, entity in subject.environment.entities.items():
        for column_name, column in entity.columns.items():
            if f"{name}.{column_name}" not in used and not column.hidden:
                what = "is neither read nor written by a tool"
                yield Problem(f"entity '{name}', column '{column_name}'", what, "show it in a view, or leave it out")


def _read_by(subject: Subject, tool_name: str) -> Columns:
    """The columns that a tool's results and conditions depend on."""
    environment = subject.environment
    found = frozenset[str]().union(*(step_columns(place) for place in subject.tools[tool_name]))
    for field in result_fields(environment, environment.tools[tool_name]):
        entity = field.type.element.entity if field.kind == "rows" else field.type.entity
        if field.view and entity in environment.entities:
            found |= view_columns(environment, entity, field.view)
    return found
