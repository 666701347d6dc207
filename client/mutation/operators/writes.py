"""Bugs in writes: left out, done twice, in the wrong column or row."""

import re
from collections.abc import Iterator, Mapping

from client.mutation.operator import Edit, Spot, StepOperator, changed
from servers.farm.expressions import Attribute, Name, parse, walk
from servers.farm.model import (
    Delete,
    DeleteStep,
    Entity,
    Environment,
    InsertStep,
    Tool,
    Update,
    UpdateStep,
)
from servers.farm.model.columns import Stored
from servers.farm.scopes import column_of
from servers.farm.types import assignable


class SkipWrite(StepOperator):
    """An insert, update or delete does not happen."""

    name = "skip_write"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """No step at all; an insert only if nothing asks for its row."""
        if isinstance(spot.step, UpdateStep | DeleteStep):
            yield "", ()
        if isinstance(spot.step, InsertStep) and not _used(spot.tool, spot.step):
            yield "", ()


def _used(tool: Tool, step: InsertStep) -> bool:
    """Whether the tool says the name of the row that is made anywhere else."""
    name = re.compile(rf"\b{re.escape(step.insert.name)}\b")
    everywhere = sum(len(name.findall(one.model_dump_json())) for one in tool.steps)
    return everywhere > len(name.findall(step.model_dump_json()))


class DropColumn(StepOperator):
    """A write leaves out one of its columns."""

    name = "drop_column"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The step without one column; an insert without one that it can do without."""
        if isinstance(spot.step, UpdateStep):
            yield from self._of_update(spot.step)
        if isinstance(spot.step, InsertStep):
            entity = spot.environment.entities[spot.step.insert.entity]
            for name in spot.step.insert.set:
                if _can_be_left_out(entity, name):
                    yield name, (changed(spot.step, {"set": _without(spot.step.insert.set, name)}),)

    def _of_update(self, step: UpdateStep) -> Iterator[Edit]:
        if len(step.update.set) + len(step.update.given) < 2:
            return
        for column in step.update.set:
            yield column, (changed(step, {"set": _without(step.update.set, column)}),)
        for column in step.update.given:
            left = tuple(name for name in step.update.given if name != column)
            yield column, (changed(step, {"given": left}),)


def _can_be_left_out(entity: Entity, name: str) -> bool:
    column = entity.columns.get(name)
    return isinstance(column, Stored) and (column.nullable or column.default is not None)


def _without(values: Mapping[str, str], name: str) -> dict[str, str]:
    return {other: text for other, text in values.items() if other != name}


class NullOverwrites(StepOperator):
    """What a patch leaves out is emptied instead of kept."""

    name = "null_overwrites"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The patch that stores a parameter whether it was given or not."""
        if isinstance(spot.step, UpdateStep) and len(spot.step.update.given) > 1:
            for column in spot.step.update.given:
                left = tuple(name for name in spot.step.update.given if name != column)
                values = {**spot.step.update.set, column: column}
                yield column, (changed(spot.step, {"given": left, "set": values}),)


class WrongColumn(StepOperator):
    """A value lands in another column of the same kind."""

    name = "wrong_column"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """An update of another column, or an insert with two values swapped."""
        if isinstance(spot.step, UpdateStep):
            values = spot.step.update.set
            entity = spot.step.update.entity or spot.entity_of(spot.step.update.row or "")
            for one, other in _alike(spot.environment, entity, values):
                if other not in values:
                    moved = {other if name == one else name: text for name, text in values.items()}
                    yield f"{one} in {other}", (changed(spot.step, {"set": moved}),)
        if isinstance(spot.step, InsertStep):
            values = spot.step.insert.set
            for one, other in _alike(spot.environment, spot.step.insert.entity, values):
                if other in values and one < other and values[one] != values[other]:
                    swapped = {**values, one: values[other], other: values[one]}
                    yield f"{one} and {other}", (changed(spot.step, {"set": swapped}),)


def _alike(environment: Environment, entity: str, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of a written column and another column of the entity that takes the same values."""
    if not entity:
        return
    columns = {name: column_of(environment, entity, name) for name in environment.entities[entity].columns}
    for one in names:
        for other, kind in columns.items():
            found = columns.get(one)
            if other != one and found is not None and kind is not None and assignable(found, kind):
                yield one, other


class WrongRow(StepOperator):
    """The other rows of the entity are written instead of the one that was meant."""

    name = "wrong_row"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The update or deletion of every row but the right one."""
        if isinstance(spot.step, UpdateStep) and spot.step.update.row and spot.step.update.set:
            for entity, where in _others(spot, spot.step.update.row):
                values = spot.step.update.set
                yield "", (UpdateStep(update=Update(entity=entity, as_="other_row", where=(where,), set=values)),)
        if isinstance(spot.step, DeleteStep) and spot.step.delete.row:
            for entity, where in _others(spot, spot.step.delete.row):
                yield "", (DeleteStep(delete=Delete(entity=entity, as_="other_row", where=(where,))),)


def _others(spot: Spot, row: str) -> Iterator[tuple[str, str]]:
    """The entity of a row, and the predicate of all its other rows."""
    entity = spot.entity_of(row)
    key = spot.environment.entities[entity].key if entity else None
    if key is not None:
        yield entity, f"other_row.{key.column} != {row}.{key.column}"


class WriteTwice(StepOperator):
    """A row is made twice, or changed twice by what it was."""

    name = "write_twice"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The step and the same again; an update only if it reads what it writes."""
        if isinstance(spot.step, InsertStep):
            again = changed(spot.step, {"as_": f"{spot.step.insert.name}_again"})
            yield "", (spot.step, again)
        if isinstance(spot.step, UpdateStep) and _is_relative(spot.step.update):
            yield "", (spot.step, spot.step)


def _is_relative(update: Update) -> bool:
    own = {Attribute(Name(update.name), column) for column in update.set}
    return any(node in own for text in update.set.values() for node in walk(parse(text)))
