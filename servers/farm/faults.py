"""Which faults a tool can answer with, why, and what their messages need (MODEL.md §2 (1), (9), (10))."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from servers.farm import facts, flow, scopes
from servers.farm.effects import inserted_columns, referring, target
from servers.farm.expressions import Attribute, Constant, Expr, Name, parse
from servers.farm.mentions import mentioned
from servers.farm.model import (
    NONE,
    PLACEHOLDER,
    DeleteStep,
    Environment,
    Find,
    FindStep,
    InsertElse,
    InsertStep,
    RequireStep,
    Tool,
    Unique,
    UpdateStep,
)
from servers.farm.places import Place, places

FaultKind = Literal["miss", "require", "unique", "refuse", "nothing_to_change", "not_authenticated"]
NOTHING_TO_CHANGE = "nothing_to_change"
NOT_AUTHENTICATED = "not_authenticated"


@dataclass(frozen=True)
class FaultUse:
    """One way in which a tool answers with a fault."""

    code: str
    kind: FaultKind
    entity: str | None
    """The entity that is missed, would clash or refuses (the row that is to be deleted)."""
    condition: str
    """What must hold so that it does not happen: an expression, or columns of a unique set joined by `, `."""
    path: str
    """The step, as `places` names it; empty for what comes before the first."""


def fault_uses(environment: Environment, tool_name: str) -> tuple[FaultUse, ...]:
    """Every reachable fault of a tool, in the order in which a call meets them."""
    tool = environment.tools[tool_name]
    found: list[FaultUse] = []
    if needs_login(environment, tool):
        found.append(FaultUse(NOT_AUTHENTICATED, "not_authenticated", None, "actor", ""))
    for place in places(environment, tool):
        found.extend(_uses_at(place, tool))
    return tuple(dict.fromkeys(found))


def needs_login(environment: Environment, tool: Tool) -> bool:
    """Whether the tool asks whose account it is, where that is decided by a login."""
    if environment.actor is None or environment.actor.session is None:
        return False
    return any("actor" in mentioned(step) for step, _ in flow.walk(tool.steps, scopes.start(environment, tool)))


def login_tool(environment: Environment) -> str | None:
    """The first tool that logs somebody in: it updates `actor_id` of the session."""
    session = environment.actor.session if environment.actor else None
    for name, tool in environment.tools.items():
        for place in places(environment, tool):
            step = place.step
            if isinstance(step, UpdateStep) and target(place, step.update.row, step.update.entity) == session:
                logs_in = step.update.set.get("actor_id", "None") != "None"
                if logs_in:
                    return name
    return None


def message(environment: Environment, code: str) -> str:
    """The message template of a fault; derived faults have one of their own unless it is declared."""
    declared = environment.faults.get(code)
    if declared is not None:
        return declared.message
    if code == NOTHING_TO_CHANGE:
        return "Nothing to change: give at least one new value."
    if code == NOT_AUTHENTICATED:
        login = login_tool(environment)
        return f"Nobody is logged in. Call {login} first." if login else "Nobody is logged in."
    return f"The request was refused: {code.replace('_', ' ')}."


def details(template: str) -> tuple[tuple[str, str], ...]:
    """The placeholders of a message, once each: (key in `details`, expression). `{row.column}` has the key `column`;
    where two columns of one name meet, the later one is `row_column`."""
    found: dict[str, str] = {}
    for text in dict.fromkeys(PLACEHOLDER.findall(template)):
        key = text.rpartition(".")[2]
        found[text.replace(".", "_") if key in found else key] = text
    return tuple(found.items())


def _uses_at(place: Place, tool: Tool) -> Iterator[FaultUse]:
    match place.step:
        case FindStep(find=find):
            condition = find.key if find.key is not None else " and ".join(find.where)
            if isinstance(find.else_, InsertElse):
                yield from _clashes(place, find.entity, find.else_.insert, _pinned(find, place))
            elif find.else_ is not None and find.else_ != NONE:
                yield FaultUse(find.else_, "miss", find.entity, condition, place.path)
        case RequireStep(require=require):
            yield FaultUse(require.else_, "require", None, require.that, place.path)
        case InsertStep(insert=insert):
            yield from _clashes(place, insert.entity, insert.set, {})
        case UpdateStep(update=update):
            if update.given and not any(_always_given(tool, name) for name in update.given):
                condition = ", ".join(update.given)
                yield FaultUse(NOTHING_TO_CHANGE, "nothing_to_change", None, condition, place.path)
            entity = target(place, update.row, update.entity)
            yield from _updates_clash(place, entity, update.set | {name: name for name in update.given})
        case DeleteStep(delete=delete):
            entity = target(place, delete.row, delete.entity)
            yield from _refusals(place, entity, delete.row, frozenset())
        case _:
            return


def _always_given(tool: Tool, name: str) -> bool:
    return name in tool.parameters and not tool.parameters[name].optional


def _clashes(place: Place, entity: str, values: dict[str, str], pinned: dict[str, Expr]) -> Iterator[FaultUse]:
    """The unique sets that a new row can clash with: all columns get a value and were not just looked for in vain."""
    written = inserted_columns(place.scope.environment, entity, values)
    for unique in _unique_sets(place, entity):
        columns = unique.columns
        looked_for = all(name in values and pinned.get(name) == parse(values[name]) for name in columns)
        if set(columns) <= written and not looked_for and not _cannot_clash(place, entity, columns, values):
            yield FaultUse(unique.fault, "unique", entity, ", ".join(columns), place.path)


def _updates_clash(place: Place, entity: str, values: dict[str, str]) -> Iterator[FaultUse]:
    for unique in _unique_sets(place, entity):
        if set(unique.columns) & set(values) and not _cannot_clash(place, entity, unique.columns, values):
            yield FaultUse(unique.fault, "unique", entity, ", ".join(unique.columns), place.path)


def _unique_sets(place: Place, entity: str) -> tuple[Unique, ...]:
    declared = place.scope.environment.entities.get(entity)
    return declared.unique if declared else ()


def _cannot_clash(place: Place, entity: str, columns: tuple[str, ...], values: dict[str, str]) -> bool:
    """A column is set to None, or a require has shown that no such row exists."""
    written = {name: parse(values[name]) for name in columns if name in values}
    return Constant(None) in written.values() or facts.absent(place.known, entity, written)


def _pinned(find: Find, place: Place) -> dict[str, Expr]:
    """The columns that a find looks for by equality, with what they must equal."""
    found = facts.pins([item for text in find.where for item in facts.conjuncts(parse(text))], find.name)
    entity = place.scope.environment.entities.get(find.entity)
    if find.key is not None and entity is not None and entity.key is not None:
        found[entity.key.column] = parse(find.key)
    return found


def _refusals(place: Place, entity: str, row: str | None, seen: frozenset[str]) -> Iterator[FaultUse]:
    """The references that forbid a deletion, in cascaded children too; not those known to be free of rows."""
    environment = place.scope.environment
    for child, column, reference in referring(environment, entity):
        if reference.on_delete == "refuse" and not _unreferred(place, entity, row, child, column):
            condition = f"not any(x.{column} == {row or entity}.{_key(environment, entity)} for x in {child})"
            yield FaultUse(reference.fault or "", "refuse", entity, condition, place.path)
        if reference.on_delete == "cascade" and child not in seen | {entity}:
            yield from _refusals(place, child, None, seen | {entity})


def _unreferred(place: Place, entity: str, row: str | None, child: str, column: str) -> bool:
    own_key = Attribute(Name(row or ""), _key(place.scope.environment, entity))
    return facts.absent(place.known, child, {column: own_key})


def _key(environment: Environment, entity: str) -> str:
    key = environment.entities[entity].key
    return key.column if key else ""
