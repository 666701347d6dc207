"""Which rows a tool may and must change, by one walk over its steps (MODEL.md §3 (3)).

The law that the verifier holds every successful call to is sure ⊆ observed ⊆ allowed: `unmet` gives the sure effects
that were not observed, `permits` says whether an observed change is among the allowed ones.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from servers.farm import facts
from servers.farm.expressions import Arithmetic, Attribute, Constant, Expr, IsNone, Name, parse
from servers.farm.inference import infer
from servers.farm.model import (
    DeleteStep,
    Environment,
    FindStep,
    InsertElse,
    InsertStep,
    ListColumn,
    PositionColumn,
    ReferenceColumn,
    StoredColumn,
    Tool,
    UpdateStep,
)
from servers.farm.places import Place, places
from servers.farm.state import Op, RowChange, stored_columns


@dataclass(frozen=True)
class Effect:
    """A row change that a tool declares.

    `possible` are the columns that may differ afterwards: of an insert those that get a value (the others are null),
    of a delete all. `sure` are those that differ after every successful call; none: the change may not happen at all.
    """

    entity: str
    kind: Op
    sure: frozenset[str]
    possible: frozenset[str]
    rows: str
    """How many rows are addressed: `1`, `0..1`, `0..n` or `len(LIST)`."""
    when: tuple[str, ...] = ()
    """The conditions of the enclosing `if`s."""
    per: str | None = None
    """The list of the enclosing `each`."""
    by: Literal["step", "cascade", "clear"] = "step"
    """Whether a step does it, or the deletion of a row that these rows refer to."""


def effects(environment: Environment, tool_name: str) -> tuple[Effect, ...]:
    """Every effect of a tool in the order of its steps; a step's cascades follow it."""
    tool = environment.tools[tool_name]
    found = [item for place in places(environment, tool) for item in _effects_of(place, tool)]
    return tuple(_settled(item, found, environment) for item in found)


def is_read_only(environment: Environment, tool_name: str) -> bool:
    """Whether no call of the tool changes anything."""
    return not effects(environment, tool_name)


def is_destructive(environment: Environment, tool_name: str) -> bool:
    """Whether a call may lose what was there: it deletes, or overwrites a column that is never null."""
    session = environment.actor.session if environment.actor else None
    return any(_destroys(environment, item) for item in effects(environment, tool_name) if item.entity != session)


def _destroys(environment: Environment, effect: Effect) -> bool:
    columns = environment.entities[effect.entity].columns
    overwrites = any(not getattr(columns.get(name), "nullable", False) for name in effect.possible)
    return effect.kind == "delete" or (effect.kind == "update" and overwrites)


def permits(declared: Iterable[Effect], change: RowChange) -> bool:
    """Whether the declared effects allow an observed change.

    One row may be written by several steps of a call, which the difference shows as one change; so an inserted row may
    have what updates of its entity write, and an insert after a delete of the same key looks like an update.
    """
    own = [item for item in declared if item.entity == change.entity]
    kinds = {item.kind for item in own}
    replaced = change.op == "update" and {"insert", "delete"} <= kinds
    if change.op not in kinds and not replaced:
        return False
    if change.op == "delete":
        return True
    after = change.after or {}
    written = {name for name in change.columns if change.op == "update" or after[name] is not None}
    inserted = change.op == "insert" or replaced
    sources = [item for item in own if item.kind == "update" or (item.kind == "insert" and inserted)]
    return written <= frozenset[str]().union(*(item.possible for item in sources))


def unmet(declared: Iterable[Effect], changes: Iterable[RowChange]) -> tuple[Effect, ...]:
    """The sure effects that none of the observed changes shows."""
    observed = tuple(changes)
    return tuple(item for item in declared if item.sure and not any(_shows(change, item) for change in observed))


def _shows(change: RowChange, effect: Effect) -> bool:
    return change.entity == effect.entity and change.op == effect.kind and effect.sure <= change.columns


def never_empty(tool: Tool, text: str) -> bool:
    """Whether a list expression is a parameter that always has elements."""
    parameter = tool.parameters.get(text)
    return parameter is not None and parameter.required and parameter.kind == "rows"


def _effects_of(place: Place, tool: Tool) -> Iterator[Effect]:
    environment = place.scope.environment
    match place.step:
        case FindStep(find=find) if isinstance(find.else_, InsertElse):
            columns = inserted_columns(environment, find.entity, find.else_.insert)
            yield _placed(Effect(find.entity, "insert", frozenset(), columns, "0..1"), place, tool)
        case InsertStep(insert=insert):
            columns = inserted_columns(environment, insert.entity, insert.set)
            yield _placed(Effect(insert.entity, "insert", columns, columns, "1"), place, tool)
        case UpdateStep(update=update):
            entity = target(place, update.row, update.entity)
            sure = _changed(place, update.row, update.set) if update.row else frozenset[str]()
            possible = frozenset({*update.set, *update.given})
            yield _placed(Effect(entity, "update", sure, possible, "1" if update.row else "0..n"), place, tool)
        case DeleteStep(delete=delete):
            entity = target(place, delete.row, delete.entity)
            columns = whole_row(environment, entity)
            sure = columns if delete.row else frozenset()
            yield _placed(Effect(entity, "delete", sure, columns, "1" if delete.row else "0..n"), place, tool)
            for item in _consequences(environment, entity, frozenset({entity})):
                yield replace(item, when=place.when, per=_innermost(place))
        case _:
            return


def target(place: Place, row: str | None, entity: str | None) -> str:
    """The entity whose rows an update or delete addresses; empty if the name is unknown."""
    if entity is not None:
        return entity
    bound = place.scope.lookup(row or "")
    return bound.entity if bound is not None else ""


def whole_row(environment: Environment, entity: str) -> frozenset[str]:
    """All stored columns."""
    declared = environment.entities.get(entity)
    return frozenset(stored_columns(declared)) if declared else frozenset()


def inserted_columns(environment: Environment, entity: str, values: Iterable[str]) -> frozenset[str]:
    """The columns of a new row that get a value: those set, those with a default, the key and positions."""
    declared = environment.entities.get(entity)
    if declared is None:
        return frozenset(values)
    filled = {name for name, column in declared.columns.items() if _is_filled(column)}
    return frozenset({*values, *filled, *([declared.key.column] if declared.key else [])})


def _is_filled(column: object) -> bool:
    stored = isinstance(column, StoredColumn | ListColumn) and column.default is not None
    return stored or isinstance(column, PositionColumn)


def _consequences(environment: Environment, parent: str, seen: frozenset[str]) -> Iterator[Effect]:
    """What deleting a row does to the rows that refer to it, transitively."""
    for name, column, reference in referring(environment, parent):
        if reference.on_delete == "clear":
            yield Effect(name, "update", frozenset(), frozenset({column}), "0..n", by="clear")
        if reference.on_delete == "cascade" and name not in seen:
            yield Effect(name, "delete", frozenset(), whole_row(environment, name), "0..n", by="cascade")
            yield from _consequences(environment, name, seen | {name})


def referring(environment: Environment, parent: str) -> Iterator[tuple[str, str, ReferenceColumn]]:
    """Every reference to `parent` as (entity, column name, column), in the order of declaration."""
    for name, entity in environment.entities.items():
        for column_name, column in entity.columns.items():
            if isinstance(column, ReferenceColumn) and column.to == parent:
                yield name, column_name, column


def _placed(effect: Effect, place: Place, tool: Tool) -> Effect:
    """The effect under the conditions and lists of its place."""
    certain = not place.when and all(never_empty(tool, text) for text in place.lists)
    sure = effect.sure if certain else frozenset[str]()
    return replace(effect, sure=sure, rows=_rows(effect.rows, place), when=place.when, per=_innermost(place))


def _rows(rows: str, place: Place) -> str:
    if rows == "1" and len(place.lists) == 1 and not place.when:
        return f"len({place.lists[0]})"
    if place.lists:
        return "0..n"
    return "0..1" if rows == "1" and place.when else rows


def _innermost(place: Place) -> str | None:
    return place.lists[-1] if place.lists else None


def _changed(place: Place, row: str, values: dict[str, str]) -> frozenset[str]:
    """The columns whose new value provably differs from the old one."""
    return frozenset(name for name, text in values.items() if differs(place, Attribute(Name(row), name), parse(text)))


def differs(place: Place, subject: Attribute, value: Expr) -> bool:
    """Whether the facts at a place prove that `value` is not what the column `subject` holds."""
    if isinstance(value, Constant):
        return facts.excludes(place.known, subject, value.value)
    if IsNone(subject, negated=False) in place.known:
        return not infer(value, place.scope).nullable
    moved = isinstance(value, Arithmetic) and value.op in "+-" and value.left == subject
    return moved and isinstance(value, Arithmetic) and facts.positive(place.known, value.right)


def _settled(effect: Effect, found: list[Effect], environment: Environment) -> Effect:
    """What a later step of the call may undo is not sure, and the session is of no difference."""
    session = environment.actor.session if environment.actor else None
    others = [item for item in found if item is not effect and item.entity == effect.entity]
    kinds = {item.kind for item in others}
    undone = {"insert": {"delete"}, "update": {"delete", "insert"}, "delete": {"insert"}}[effect.kind] & kinds
    rewritten = frozenset[str]()
    if effect.kind == "update":
        rewritten = rewritten.union(*(item.possible for item in others if item.kind == "update"))
    gone = undone or effect.entity == session or (effect.kind != "update" and not effect.sure)
    return replace(effect, sure=frozenset() if gone else effect.sure - rewritten)
