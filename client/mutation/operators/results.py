"""Bugs in what a tool tells: constants, values of another field, values of before the write."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from client.mutation.mutant import Mutant
from client.mutation.operator import Edit, Operator, Spot, StepOperator, Steps, spots, with_entity, with_steps
from servers.farm.expressions import Constant, Name, names, parse
from servers.farm.inference import infer_text
from servers.farm.model import (
    DeleteStep,
    Environment,
    InsertStep,
    LetStep,
    ReturnField,
    ReturnStep,
    RowResult,
    RowsResult,
    Step,
    Tool,
    UpdateStep,
    ValueResult,
)
from servers.farm.types import Type
from servers.farm.views import is_column, view_fields

_CONSTANTS = {"text": "''", "integer": "0", "number": "0.0", "boolean": "False", "money": "money(0)"}


class ConstantResult(StepOperator):
    """A field of the result is always the same."""

    name = "constant_result"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The result with a constant for one value."""
        fields = spot.step.return_ if isinstance(spot.step, ReturnStep) else {}
        for name, field in fields.items():
            text = _text(field)
            constant = _constant(infer_text(text, spot.scope)) if text else None
            if text and constant is not None and not isinstance(parse(text), Constant):
                yield name, (ReturnStep(return_={**fields, name: _with_text(field, constant)}),)


def _constant(found: Type) -> str | None:
    return repr(found.values[0]) if found.kind == "enum" and found.values else _CONSTANTS.get(found.kind)


def _text(field: ReturnField) -> str:
    """The expression of a field, empty for rows."""
    if isinstance(field, ValueResult):
        return field.value
    return "" if isinstance(field, RowResult | RowsResult) else field


def _with_text(field: ReturnField, text: str) -> ReturnField:
    return field.model_copy(update={"value": text}) if isinstance(field, ValueResult) else text


class SwapFields(StepOperator):
    """Two fields of the result hold each other's values."""

    name = "swap_fields"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The result with two fields of a kind swapped."""
        fields = spot.step.return_ if isinstance(spot.step, ReturnStep) else {}
        for one, other in combinations(fields, 2):
            if _shape(fields[one], spot) == _shape(fields[other], spot) and fields[one] != fields[other]:
                yield f"{one} and {other}", (ReturnStep(return_={**fields, one: fields[other], other: fields[one]}),)


def _shape(field: ReturnField, spot: Spot) -> tuple[str, str]:
    """What two fields must share to be mistaken for each other."""
    if isinstance(field, RowResult):
        return f"row {spot.entity_of(field.row)}", field.view
    if isinstance(field, RowsResult):
        found = spot.scope.lookup(field.rows)
        return f"rows {found.element.entity if found else field.rows}", field.view
    return str(infer_text(_text(field), spot.scope).plain()), ""


class SwapView(Operator):
    """A view shows one column under the name of another."""

    name = "swap_view"

    def mutate(self, environment: Environment) -> Iterator[Mutant]:
        """Each view with two neighbouring columns of a kind swapped."""
        for entity, declared in environment.entities.items():
            for view, items in declared.views.items():
                own = [item for item in items if isinstance(item, str) and is_column(environment, entity, item)]
                kinds = {field.name: field.type for field in view_fields(environment, entity, view)}
                for one, other in pairwise(own):
                    if kinds[one].plain() == kinds[other].plain():
                        swapped = {one: {one: other}, other: {other: one}}
                        new = tuple(swapped.get(item, item) if isinstance(item, str) else item for item in items)
                        views = {**declared.views, view: new}
                        changed_ = with_entity(environment, entity, declared.model_copy(update={"views": views}))
                        yield Mutant(self.name, "", f"{entity}, view {view}: {one} and {other}", changed_)


class StaleValue(Operator):
    """A value of the result was computed before the write."""

    name = "stale_value"

    def mutate(self, environment: Environment) -> Iterator[Mutant]:
        """Each computed value, read before the last write that it could see."""
        for name, tool in environment.tools.items():
            for where, steps in _stale(environment, tool):
                yield Mutant(self.name, name, where, with_steps(environment, name, steps))


def _stale(environment: Environment, tool: Tool) -> Iterator[tuple[str, Steps]]:
    known = {spot.where: spot.scope for spot in spots(environment, tool) if "," not in spot.where}
    scopes = list(known.values())
    last = max((index for index, step in enumerate(tool.steps) if _writes(step)), default=-1)
    if last < 0:
        return
    bound = set(scopes[last].known())
    for index in range(last + 1, len(tool.steps)):
        step = tool.steps[index]
        if isinstance(step, LetStep):
            for name, text in step.let.items():
                if _reads(text) and names(parse(text)) <= bound and len(step.let) == 1:
                    moved = (*tool.steps[:last], step, *tool.steps[last:index], *tool.steps[index + 1 :])
                    yield f"step {index + 1} (let), {name}", moved
        if isinstance(step, ReturnStep):
            for name, field in step.return_.items():
                text = _text(field)
                if text and _reads(text) and names(parse(text)) <= bound:
                    early = LetStep(let={"stale_value": text})
                    told = ReturnStep(return_={**step.return_, name: _with_text(field, "stale_value")})
                    yield f"step {index + 1} (return), {name}", (*tool.steps[:last], early, *tool.steps[last:-1], told)


def _writes(step: Step) -> bool:
    return isinstance(step, UpdateStep | DeleteStep | InsertStep) or any(
        _writes(inner)
        for block in ("do", "then", "else_")
        for inner in getattr(getattr(step, "each", None) or getattr(step, "if_", None), block, ())
    )


def _reads(text: str) -> bool:
    """Whether the value can change with the rows: it is no name and no constant alone."""
    return not isinstance(parse(text), Name | Constant)
