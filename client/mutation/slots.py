"""Every expression of an environment that says what happens, and the environment with another in its place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from client.mutation.operator import Spot, Steps, changed, spots, with_column, with_steps
from servers.farm import flow
from servers.farm.inference import infer_text
from servers.farm.model import (
    CollectStep,
    ComputedColumn,
    DeleteStep,
    Environment,
    FindStep,
    Group,
    IfStep,
    InsertElse,
    InsertStep,
    LetStep,
    PositionColumn,
    RequireStep,
    ReturnStep,
    SearchStep,
    Step,
    UpdateStep,
    ValueResult,
)
from servers.farm.scopes import Scope, column_of
from servers.farm.types import UNKNOWN, Type, row

Role = Literal["require", "condition", "where", "given", "key", "value"]


@dataclass(frozen=True)
class Slot:
    """One expression, what its names mean there, and of what type its value has to be."""

    tool: str
    where: str
    role: Role
    text: str
    scope: Scope
    type: Type
    """The column that it is stored in; UNKNOWN for what is not stored."""
    put: Callable[[str], Environment]


@dataclass(frozen=True)
class _Part:
    """One expression of a step."""

    role: Role
    text: str
    scope: Scope
    put: Callable[[str], Step]
    name: str = ""
    """What of the step it is, if there are several."""
    type: Type = UNKNOWN


def slots(environment: Environment) -> Iterator[Slot]:
    """The expressions of all tools, then those of the entities."""
    for name, tool in environment.tools.items():
        for spot in spots(environment, tool):
            for part in parts(spot):
                where = f"{spot.where}, {part.name}" if part.name else spot.where
                put = _in_tool(environment, name, spot, part)
                yield Slot(name, where, part.role, part.text, part.scope, part.type, put)
    yield from _declared(environment)


def _in_tool(environment: Environment, tool: str, spot: Spot, part: _Part) -> Callable[[str], Environment]:
    def put(text: str) -> Environment:
        steps: Steps = spot.put((part.put(text),))
        return with_steps(environment, tool, steps)

    return put


def _declared(environment: Environment) -> Iterator[Slot]:
    """Computed columns and defaults."""
    for entity, declared in environment.entities.items():
        inside = Scope(environment).bind(entity, row(entity))
        for name, column in declared.columns.items():
            where = f"{entity}.{name}"
            if isinstance(column, ComputedColumn):
                put = _in_column(environment, entity, name, "computed")
                yield Slot("", where, "value", column.computed, inside, UNKNOWN, put)
            elif not isinstance(column, PositionColumn) and column.default is not None:
                put, kind = _in_column(environment, entity, name, "default"), column_of(environment, entity, name)
                yield Slot("", where, "value", column.default, Scope(environment), kind or UNKNOWN, put)


def _in_column(environment: Environment, entity: str, name: str, field: str) -> Callable[[str], Environment]:
    return lambda text: with_column(environment, entity, name, {field: text})


def parts(spot: Spot) -> Iterator[_Part]:
    """The expressions of a step, those of nested steps aside."""
    rule = _RULES.get(type(spot.step))
    if rule is not None:
        yield from rule(spot.step, spot.scope)


def _find(step: FindStep, scope: Scope) -> Iterator[_Part]:
    find = step.find
    if find.key is not None:
        yield _Part("key", find.key, scope, lambda text: changed(step, {"key": text}))
    for number, text in enumerate(find.where):
        inside = flow.row_scope(find, scope)
        yield _Part("where", text, inside, _in_tuple(step, "where", number), f"where {number + 1}")
    if isinstance(find.else_, InsertElse):
        values = find.else_.insert
        for name, text in values.items():
            put = _in_values(values, name, lambda new: changed(step, {"else_": InsertElse(insert=new)}))
            yield _Part("value", text, scope, put, name, _column(scope, find.entity, name))


def _search(step: SearchStep, scope: Scope) -> Iterator[_Part]:
    inside = flow.row_scope(step.search, scope)
    for number, text in enumerate(step.search.where):
        yield _Part("where", text, inside, _in_tuple(step, "where", number), f"where {number + 1}")
    for number, text in enumerate(step.search.given):
        yield _Part("given", text, inside, _in_tuple(step, "given", number), f"given {number + 1}")
    if step.search.group is not None:
        yield from _groups(step, step.search.group, inside)


def _groups(step: SearchStep, group: Group, inside: Scope) -> Iterator[_Part]:
    for name, text in group.select.items():
        put = _in_values(
            group.select, name, lambda new: changed(step, {"group": group.model_copy(update={"select": new})})
        )
        yield _Part("value", text, inside, put, name)


def _require(step: RequireStep, scope: Scope) -> Iterator[_Part]:
    yield _Part("require", step.require.that, scope, lambda text: changed(step, {"that": text}))


def _if(step: IfStep, scope: Scope) -> Iterator[_Part]:
    yield _Part("condition", step.if_.that, scope, lambda text: changed(step, {"that": text}))


def _insert(step: InsertStep, scope: Scope) -> Iterator[_Part]:
    values = step.insert.set
    for name, text in values.items():
        put = _in_values(values, name, lambda new: changed(step, {"set": new}))
        yield _Part("value", text, scope, put, name, _column(scope, step.insert.entity, name))


def _update(step: UpdateStep, scope: Scope) -> Iterator[_Part]:
    update = step.update
    found = scope.lookup(update.row) if update.row else None
    entity = update.entity or (found.entity if found else "")
    inside = scope.bind(update.name, row(entity)) if update.row is None else scope
    for number, text in enumerate(update.where):
        yield _Part("where", text, inside, _in_tuple(step, "where", number), f"where {number + 1}")
    for name, text in update.set.items():
        put = _in_values(update.set, name, lambda new: changed(step, {"set": new}))
        yield _Part("value", text, inside, put, name, _column(scope, entity, name))


def _delete(step: DeleteStep, scope: Scope) -> Iterator[_Part]:
    inside = scope.bind(step.delete.name, row(step.delete.entity or ""))
    for number, text in enumerate(step.delete.where):
        yield _Part("where", text, inside, _in_tuple(step, "where", number), f"where {number + 1}")


def _let(step: LetStep, scope: Scope) -> Iterator[_Part]:
    for name, text in step.let.items():
        yield _Part("value", text, scope, _in_values(step.let, name, lambda new: LetStep(let=new)), name)
        scope = scope.bind(name, infer_text(text, scope))


def _collect(step: CollectStep, scope: Scope) -> Iterator[_Part]:
    value = step.collect.value
    if isinstance(value, str):
        yield _Part("value", value, scope, lambda text: changed(step, {"value": text}))
        return
    for name, text in value.items():
        put = _in_values(value, name, lambda new: changed(step, {"value": new}))
        yield _Part("value", text, scope, put, name)


def _return(step: ReturnStep, scope: Scope) -> Iterator[_Part]:
    fields = step.return_
    for name, field in fields.items():
        if isinstance(field, str):
            put = _in_values(fields, name, lambda new: ReturnStep(return_=new))
            yield _Part("value", field, scope, put, name)
        elif isinstance(field, ValueResult):
            put = _in_values(fields, name, lambda new: ReturnStep(return_=new), field)
            yield _Part("value", field.value, scope, put, name)


_RULES: dict[type, Callable[..., Iterator[_Part]]] = {
    FindStep: _find,
    SearchStep: _search,
    RequireStep: _require,
    IfStep: _if,
    InsertStep: _insert,
    UpdateStep: _update,
    DeleteStep: _delete,
    LetStep: _let,
    CollectStep: _collect,
    ReturnStep: _return,
}


def _column(scope: Scope, entity: str, name: str) -> Type:
    return column_of(scope.environment, entity, name) or UNKNOWN


def _in_tuple(step: Step, field: str, number: int) -> Callable[[str], Step]:
    def put(text: str) -> Step:
        texts = getattr(getattr(step, next(iter(type(step).model_fields))), field)
        return changed(step, {field: (*texts[:number], text, *texts[number + 1 :])})

    return put


def _in_values(
    values: Mapping[str, object], name: str, build: Callable[[dict[str, Any]], Step], result: ValueResult | None = None
) -> Callable[[str], Step]:
    """The step with another text for one of its named values; `result` is the field that holds it, if one does."""

    def put(text: str) -> Step:
        new = text if result is None else result.model_copy(update={"value": text})
        return build({**values, name: new})

    return put
