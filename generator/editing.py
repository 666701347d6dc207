"""Edits of an environment that take something out of it, with all that then has no purpose. Nothing else is changed.

An edit may leave an environment that the static checks object to; whoever edits asks them.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from servers.farm.checks.columns import step_columns, view_columns
from servers.farm.effects import effects
from servers.farm.faults import fault_uses
from servers.farm.model import (
    ChildList,
    EachStep,
    Entity,
    Environment,
    FindStep,
    IfStep,
    LeftOut,
    ReferenceColumn,
    SearchStep,
    Step,
    ViewItem,
)
from servers.farm.names import reference_name
from servers.farm.places import Place, places
from servers.farm.views import result_fields

Operations = Mapping[str, tuple[str, ...]]
"""Tool name → the ids of the operations that it stands for."""


def without_tools(environment: Environment, names: Iterable[str]) -> Environment:
    """The environment without these tools and the faults that were theirs alone."""
    gone = frozenset(names)
    tools = {name: tool for name, tool in environment.tools.items() if name not in gone}
    return _with_faults_in_use(environment.model_copy(update={"tools": tools}), environment)


def without_step(environment: Environment, tool_name: str, path: str) -> Environment:
    """The environment without one step of a tool (see `places` for its path) and the faults that were its alone."""
    tool = environment.tools[tool_name]
    doomed = next(place.step for place in places(environment, tool) if place.path == path)
    changed = tool.model_copy(update={"steps": _without(tool.steps, doomed)})
    smaller = environment.model_copy(update={"tools": {**environment.tools, tool_name: changed}})
    return _with_faults_in_use(smaller, environment)


def without_invariant(environment: Environment, entity: str, text: str) -> Environment:
    """The environment in which an entity does not promise this any more."""
    declared = environment.entities[entity]
    kept = tuple(item for item in declared.invariants if item != text)
    return _with_entity(environment, entity, declared.model_copy(update={"invariants": kept}))


def without_column(environment: Environment, entity: str, column: str) -> Environment:
    """The environment without a column, the invariants and unique sets over it, and its place in views."""
    declared = environment.entities[entity]
    columns = {name: item for name, item in declared.columns.items() if name != column}
    seeds = {name: rule for name, rule in declared.seed.columns.items() if name != column}
    changes: dict[str, Any] = {
        "columns": columns,
        "unique": tuple(item for item in declared.unique if column not in item.columns),
        "invariants": tuple(text for text in declared.invariants if f".{column}" not in text),
        "views": {name: tuple(_without_item(items, column)) for name, items in declared.views.items()},
        "seed": declared.seed.model_copy(update={"columns": seeds}),
        "label": None if declared.label == column else declared.label,
    }
    return _with_entity(environment, entity, declared.model_copy(update=changes))


def idle_entities(environment: Environment) -> list[str]:
    """The entities that no tool touches or shows, and that are nobody's account."""
    used = {name for tool in environment.tools for name in entities_of(environment, tool)}
    used |= {environment.actor.entity, environment.actor.session or ""} if environment.actor else set()
    return [name for name in environment.entities if name not in used]


def without_entity(environment: Environment, gone: str) -> Environment:
    """The environment without an entity, the references to it and its rows in the views of others."""
    for name, entity in list(environment.entities.items()):
        for column_name, column in entity.columns.items():
            if isinstance(column, ReferenceColumn) and column.to == gone:
                environment = without_column(environment, name, column_name)
    entities = {
        name: entity.model_copy(
            update={"views": {view: tuple(_without_lists(items, gone)) for view, items in entity.views.items()}}
        )
        for name, entity in environment.entities.items()
        if name != gone
    }
    return _with_faults_in_use(environment.model_copy(update={"entities": entities}), environment)


def entities_of(environment: Environment, tool_name: str) -> frozenset[str]:
    """The entities whose rows a tool looks for, writes, computes with or shows; not what a deletion takes along."""
    tool = environment.tools[tool_name]
    found = {effect.entity for effect in effects(environment, tool_name) if effect.by == "step"}
    for place in places(environment, tool):
        found |= {item.partition(".")[0] for item in step_columns(place)} | set(_sought(place))
    for field in result_fields(environment, tool):
        shown = field.type.element.entity if field.kind == "rows" else field.type.entity
        if field.view and shown in environment.entities:
            found |= {item.partition(".")[0] for item in view_columns(environment, shown, field.view)}
    return frozenset(found)


def writers_of(environment: Environment, entity: str) -> list[str]:
    """The tools whose steps change rows of an entity."""
    return [
        name
        for name in environment.tools
        if any(item.entity == entity and item.by == "step" for item in effects(environment, name))
    ]


def told(environment: Environment, lost: Iterable[str], stands_for: Operations, reason: str) -> Environment:
    """The environment that has lost these tools, with the operations that no tool stands for now as left out."""
    if environment.provenance is None:
        return environment
    kept = {item for name in environment.tools for item in stands_for.get(name, ())}
    gone = dict.fromkeys(item for name in lost for item in stands_for.get(name, ()) if item not in kept)
    rows = tuple(LeftOut(operation=operation, reason=reason) for operation in gone)
    changed = environment.provenance.model_copy(update={"left_out": (*environment.provenance.left_out, *rows)})
    return environment.model_copy(update={"provenance": changed})


def _with_entity(environment: Environment, name: str, entity: Entity) -> Environment:
    return environment.model_copy(update={"entities": {**environment.entities, name: entity}})


def _with_faults_in_use(environment: Environment, before: Environment) -> Environment:
    """Without the declared faults that tools raised before and none does now."""
    raised = _raised(before) - _raised(environment)
    faults = {code: fault for code, fault in environment.faults.items() if code not in raised}
    return environment.model_copy(update={"faults": faults})


def _raised(environment: Environment) -> set[str]:
    return {use.code for name in environment.tools for use in fault_uses(environment, name)}


def _without(steps: tuple[Step, ...], doomed: Step) -> tuple[Step, ...]:
    """The steps without one of them, wherever it is nested; a block that it leaves empty goes too."""
    kept: list[Step] = []
    for step in steps:
        if step is doomed:
            continue
        match step:
            case EachStep(each=each):
                inner = _without(each.do, doomed)
                if inner:
                    kept.append(step if inner == each.do else EachStep(each=each.model_copy(update={"do": inner})))
            case IfStep(if_=if_):
                then, otherwise = _without(if_.then, doomed), _without(if_.else_, doomed)
                if then:
                    kept.append(IfStep(**{"if": if_.model_copy(update={"then": then, "else_": otherwise})}))
            case _:
                kept.append(step)
    return tuple(kept)


def _without_item(items: tuple[ViewItem, ...], column: str) -> Iterator[ViewItem]:
    """The items of a view without those that show a column or look through it."""
    for item in items:
        if isinstance(item, str):
            if item != column:
                yield item
            continue
        shown = {name: what for name, what in item.items() if not (isinstance(what, str) and _leads(what, column))}
        if shown:
            yield shown


def _leads(path: str, column: str) -> bool:
    """Whether a path begins with a column, a reference being called by its name without `_id` there."""
    return path.partition(".")[0] in (column, reference_name(column))


def _without_lists(items: tuple[ViewItem, ...], gone: str) -> Iterator[ViewItem]:
    for item in items:
        if isinstance(item, str):
            yield item
        elif shown := {name: what for name, what in item.items() if not _lists(what, gone)}:
            yield shown


def _lists(shown: object, entity: str) -> bool:
    return isinstance(shown, ChildList) and shown.of == entity


def _sought(place: Place) -> Iterator[str]:
    match place.step:
        case FindStep(find=find):
            yield find.entity
        case SearchStep(search=search):
            yield search.entity


def lost_tools(before: Environment, after: Environment) -> list[str]:
    """The tools that an environment no longer has."""
    return [name for name in before.tools if name not in after.tools]
