"""What a person can want of a tool, told from its effects and its result, never from its name.

A goal is about one entity, its *subject*: the entity whose row the tool makes, changes, removes or shows. The words
that people use for it (verb, noun, how the row is called) follow from the goal's kind and the entity.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from servers.farm.effects import Effect, effects, is_read_only
from servers.farm.model import Environment, Tool
from servers.farm.scopes import root_of
from servers.farm.views import ResultField, result_fields

GoalKind = Literal["create", "change", "act", "remove", "list", "show", "compute"]


@dataclass(frozen=True)
class Goal:
    """One tool as something to want."""

    tool: str
    kind: GoalKind
    subject: str
    """The entity it is about; empty for a tool that is about none."""
    targets: tuple[str, ...]
    """The parameter that holds the subject's key (or keys)."""
    parents: tuple[str, ...]
    """The parameters that hold other keys."""
    names: tuple[str, ...]
    """The parameters by which a person names the subject: a key that people know, an address for example."""
    details: tuple[str, ...]
    """The parameters that say something: values to write, filters, choices."""


def goals(environment: Environment) -> dict[str, Goal]:
    """The goal of each tool, in the environment's order."""
    return {name: goal(environment, name) for name in environment.tools}


def goal(environment: Environment, name: str) -> Goal:
    """The goal that a tool serves."""
    tool = environment.tools[name]
    kind, subject = _kind(environment, name)
    keys = {parameter: entity for parameter in tool.parameters if (entity := key_entity(environment, tool, parameter))}
    own = [parameter for parameter, entity in keys.items() if entity == subject and kind != "create"]
    targets = _main(environment, subject, own)
    others = [parameter for parameter in tool.parameters if parameter not in keys]
    named = tuple(parameter for parameter in others if _names(environment, tool, parameter, kind, subject))
    return Goal(
        tool=name,
        kind=kind,
        subject=subject,
        targets=targets,
        parents=tuple(parameter for parameter in keys if parameter not in targets),
        names=named,
        details=tuple(parameter for parameter in others if parameter not in named),
    )


def _main(environment: Environment, subject: str, own: list[str]) -> tuple[str, ...]:
    """The parameter that says which row it is about; others of its kind say where it goes: under which, after which."""
    key = environment.entities[subject].key if own else None
    named = [parameter for parameter in own if key is not None and parameter == key.column]
    return tuple((named or own)[:1])


def _names(environment: Environment, tool: Tool, parameter: str, kind: GoalKind, subject: str) -> bool:
    """Whether a required parameter holds the subject's key, and a person knows it."""
    declared = tool.parameters[parameter]
    if kind in ("create", "list", "compute") or not declared.required or declared.column is None:
        return False
    entity, _, column = root_of(environment, declared.column).partition(".")
    key = environment.entities[subject].key if subject else None
    return declared.kind != "list" and entity == subject and key is not None and key.column == column


def key_entity(environment: Environment, tool: Tool, parameter: str) -> str:
    """The entity whose key a parameter holds and only a tool can give; empty for any other parameter."""
    declared = tool.parameters[parameter]
    if declared.column is None or declared.user_knows:
        return ""
    entity, _, column = root_of(environment, declared.column).partition(".")
    key = environment.entities[entity].key if entity in environment.entities else None
    return entity if key is not None and key.column == column else ""


def _kind(environment: Environment, name: str) -> tuple[GoalKind, str]:
    session = environment.actor.session if environment.actor else None
    found = [item for item in effects(environment, name) if item.by == "step" and item.entity != session]
    if found:
        return _writing_kind(environment, environment.tools[name], found)
    kind, subject = _reading_kind(result_fields(environment, environment.tools[name]))
    return (kind if is_read_only(environment, name) else "act"), subject


def _writing_kind(environment: Environment, tool: Tool, found: list[Effect]) -> tuple[GoalKind, str]:
    linked = _linked(environment, tool, found)
    if linked:
        return "act", linked
    for op, kind in (("insert", "create"), ("delete", "remove")):
        own = [item.entity for item in found if item.kind == op]
        if own:
            return kind, own[0]  # type: ignore[return-value]
    subject = Counter(item.entity for item in found).most_common(1)[0][0]
    written = {column for item in found if item.entity == subject for column in item.possible}
    told = any(_names_column(environment, tool, parameter, subject, written) for parameter in tool.parameters)
    return ("change" if told else "act"), subject


def _linked(environment: Environment, tool: Tool, found: list[Effect]) -> str:
    """The entity whose row gets or loses links, where links are all that a tool writes: a message and its labels."""
    for item in found:
        columns = environment.entities[item.entity].columns.values()
        if not columns or any(column.kind != "reference" for column in columns):
            return ""
    shown = [field.type.entity for field in result_fields(environment, tool) if field.kind == "row"]
    keys = {key_entity(environment, tool, parameter) for parameter in tool.parameters}
    own = {item.entity for item in found}
    return next((entity for entity in shown if entity in keys and entity not in own), "")


def _names_column(environment: Environment, tool: Tool, parameter: str, subject: str, written: set[str]) -> bool:
    """Whether a parameter gives a column that the tool writes."""
    entity, _, column = (tool.parameters[parameter].column or "").partition(".")
    return entity == subject and column in written and not key_entity(environment, tool, parameter)


def _reading_kind(fields: tuple[ResultField, ...]) -> tuple[GoalKind, str]:
    for kind, wanted in (("rows", "list"), ("row", "show")):
        for field in fields:
            if field.kind == kind:
                shown = field.type.element if kind == "rows" else field.type
                return wanted, shown.entity  # type: ignore[return-value]
    return "compute", ""
