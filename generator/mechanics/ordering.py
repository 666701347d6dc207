"""Ordering: rows have places among their siblings, one each; who is put somewhere makes the others move."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from generator.mechanics.base import Mechanic, Place, Subject, Use
from generator.mechanics.edits import Data, edited, with_fault, with_invariant, with_steps
from generator.mechanics.guarding import Guard, guards
from generator.mechanics.relations import free, key_of, references
from generator.mechanics.wording import a, code, many, spoken
from generator.mechanics.writing import Write, deletes, inserts, require, updates
from servers.farm.effects import effects
from servers.farm.expressions import Attribute, Compare, Expr, Name, names, parse, walk
from servers.farm.model import Environment, PositionColumn, UpdateStep
from servers.farm.nodes import Slot
from servers.farm.places import Place as Spot
from servers.farm.places import places
from servers.farm.problems import InvalidEnvironment, Problem

_NAMES = re.compile(r"^((list|display|sort|order)_)?(position|pos|rank|ordinal|index|order)(_value)?$")
_OTHERWISE = re.compile(
    r"\b(start\w*|count\w*|begin\w*) (at|from|with) (1|one)\b|\b(1|one)-based\b|\bpercent|\bpixel|\bscor", re.I
)


_OR_ELSE = re.compile(r"^coalesce\((\w+), -?\d+\)$")


class Ordering(Mechanic):
    """Questions of a form, images of a product, cards of a list: one after the other."""

    name = "ordering"
    law = "Rows have one place each among their siblings, and nothing is put where there is no place."
    operators = ("wrong_position", "shift_too_far", "gap_stays")

    def uses(self, environment: Environment) -> Iterator[Use]:
        """Tools that put a row somewhere and refuse a place that there is not, or a neighbour that is none."""
        asked = list(guards(environment))
        for entity, declared in environment.entities.items():
            for column in declared.columns:
                if isinstance(declared.columns[column], PositionColumn) or _NAMES.search(column):
                    for guard in asked:
                        if _is_about_place(environment, guard, entity, column):
                            yield Use(self.name, entity, guard.tool, guard.fault)

    def places(self, subject: Subject) -> Iterator[Place]:
        """Whole numbers called a position that callers give and that nothing keeps apart."""
        environment = subject.environment
        for entity, declared in environment.entities.items():
            for name, column in declared.columns.items():
                if column.kind != "integer" or not _NAMES.search(name) or not key_of(environment, entity):
                    continue
                minimum, given = getattr(column, "minimum", None), _given(environment, entity, name)
                told = " ".join([column.description, *_told(subject, given, name)])
                if given and minimum in (None, 0) and not _OTHERWISE.search(told):
                    around = _around(environment, entity)
                    yield Place(entity, (name, *around), "", f"{given[0].tool} takes a place by its number", 0.7)

    def woven(self, environment: Environment, place: Place) -> Environment:
        """Positions that the server gives and callers choose among; the others move on, and close the gaps."""
        entity, (name, *around) = place.entity, place.columns
        sibling = free(environment, "sibling")
        row = _Row(entity, key_of(environment, entity), name, around[0] if around else "", sibling)
        environment = _renamed(_numbered(environment, row), row)
        for insert in list(inserts(environment, entity)):
            environment = _put_new(environment, row, insert)
        for update in list(updates(environment, entity)):
            environment = _put_again(environment, row, update)
        for delete in list(deletes(environment, entity)):
            environment = with_steps(environment, delete.tool, [row.close(delete.row)], before="", at=delete.at)
        for text in _promises(environment, row):
            environment = with_invariant(environment, entity, text)
        return environment


@dataclass(frozen=True, slots=True)
class _Row:
    """Rows with a place: the column of the place, and the column that siblings share ("" if all rows are siblings)."""

    entity: str
    key: str
    position: str
    around: str
    sibling: str

    def among(self, container: str) -> list[str]:
        """What siblings have in common."""
        return [f"{self.sibling}.{self.around} == {container}"] if self.around else []

    def count(self, container: str) -> str:
        """How many siblings there are in a container."""
        test = f" if {self.among(container)[0]}" if self.around else ""
        return f"count({self.sibling} for {self.sibling} in {self.entity}{test})"

    def shift(self, container: str, tests: list[str], by: str) -> Data:
        """Siblings of which the tests hold move by one."""
        place = f"{self.sibling}.{self.position}"
        where = [*self.among(container), *(f"{self.sibling}.{test}" for test in tests)]
        return {
            "update": {
                "entity": self.entity,
                "as": self.sibling,
                "where": where,
                "set": {self.position: f"{place} {by}"},
            }
        }

    def close(self, row: str) -> Data:
        """What comes after a row moves up."""
        container = f"{row}.{self.around}"
        return self.shift(container, [f"{self.position} > {row}.{self.position}"], "- 1")

    def apart(self) -> str:
        """That no two siblings have one place."""
        row, place = self.entity, f"{self.entity}.{self.position}"
        same = [*self.among(f"{row}.{self.around}"), f"{self.sibling}.{self.position} == {place}"]
        other = " and ".join([*same, f"{self.sibling}.{self.key} != {row}.{self.key}"])
        return f"not any({other} for {self.sibling} in {self.entity})"

    def dense(self) -> str:
        """That as many siblings come before a row as its place says."""
        row, place = self.entity, f"{self.entity}.{self.position}"
        before = " and ".join([*self.among(f"{row}.{self.around}"), f"{self.sibling}.{self.position} < {place}"])
        return f"count({self.sibling} for {self.sibling} in {row} if {before}) == {place}"


def _given(environment: Environment, entity: str, name: str) -> list[Write]:
    found = chain(inserts(environment, entity), updates(environment, entity))
    return [write for write in found if _parameter(environment, write, name)]


def _parameter(environment: Environment, write: Write, name: str) -> str:
    """The parameter that fills a column, alone or with a number for where it is left out; "" if none does."""
    text = _OR_ELSE.sub(r"\1", write.values.get(name, ""))
    return text if text in environment.tools[write.tool].parameters else ""


def _told(subject: Subject, given: list[Write], name: str) -> Iterator[str]:
    """What the description says of the inputs that are called so."""
    for write in given:
        for operation in subject.operations.get(write.tool, ()):
            inputs = [*((item.name, item.description or item.schema.description) for item in operation.parameters)]
            body = operation.request.properties if operation.request is not None else {}
            inputs += [(key, schema.description) for key, schema in body.items()]
            yield from (told for key, told in inputs if key.lower().replace("_", "") == name.replace("_", ""))


def _around(environment: Environment, entity: str) -> tuple[str, ...]:
    """The column of what rows lie in, where that is one thing."""
    found = references(environment, entity)
    inside = [name for name, column in found.items() if column.to != entity and not column.nullable]
    owned = [name for name in inside if found[name].on_delete == "cascade" and name == f"{found[name].to}_id"]
    return tuple(owned[:1]) if len(owned) == 1 else ()


def _promises(environment: Environment, row: _Row) -> list[str]:
    """What holds of all places: one row each, unless a tool moves rows elsewhere; no gaps, unless rows go along."""
    if row.around and any(row.around in write.values for write in updates(environment, row.entity)):
        return []
    found = references(environment, row.entity)
    others = [name for name, column in found.items() if name != row.around and column.on_delete == "cascade"]
    gaps = others or _closes_no_gap(environment, row.entity)
    return [row.apart()] if gaps else [row.apart(), row.dense()]


def _closes_no_gap(environment: Environment, entity: str) -> bool:
    """Whether a tool deletes rows in another way than one that it has found, behind which the others move up."""
    single = {write.tool for write in deletes(environment, entity)}
    return any(
        effect.entity == entity and effect.kind == "delete" and effect.by == "step"
        for tool in environment.tools
        if tool not in single
        for effect in effects(environment, tool)
    )


def _numbered(environment: Environment, row: _Row) -> Environment:
    """With a column that numbers the rows of a container."""

    def change(data: Data) -> None:
        declared = data["entities"][row.entity]
        within = {"within": row.around} if row.around else {}
        told = f"The place among the {many(row.entity)}{_of(environment, row)}, the first is 0."
        declared["columns"][row.position] = {"kind": "position", **within, "description": told}
        declared.get("seed", {}).get("columns", {}).pop(row.position, None)

    return edited(environment, change)


def _of(environment: Environment, row: _Row) -> str:
    return f" of the {spoken(references(environment, row.entity)[row.around].to)}" if row.around else ""


def _renamed(environment: Environment, row: _Row) -> Environment:
    """With parameters that say what the column says, and that may be left out."""

    def change(data: Data) -> None:
        for write in _given(environment, row.entity, row.position):
            given = data["tools"][write.tool]["parameters"][_parameter(environment, write, row.position)]
            told = f"The place among the {many(row.entity)}{_of(environment, row)}, the first is 0"
            new = f"{told}; left out, it comes last." if not write.given else f"{told}."
            given.pop("default", None)
            given.update({"optional": True, "minimum": 0, "description": new})

    return edited(environment, change)


def _put_new(environment: Environment, row: _Row, write: Write) -> Environment:
    """An insert that takes a place: last, or where the caller says, and then the others move on."""
    if row.position not in write.values:
        return environment
    given = _parameter(environment, write, row.position)
    environment = _without_value(environment, write, row.position)
    if not given:
        return environment
    container = write.values.get(row.around, "")
    if row.around and not container:
        raise _unsuited(row, write.tool)
    total, checks, environment = _in_range(environment, row, given, container, "<=")
    place = f"{write.row}.{row.position}"
    apart = f"{row.key} != {write.row}.{row.key}"
    moves = [
        row.shift(container, [f"{row.position} >= {given}", apart], "+ 1"),
        {"update": {"row": write.row, "set": {row.position: given}}},
    ]
    then: list[Data] = [{"if": {"that": f"{given} is not None and {given} < {place}", "then": moves}}]
    environment = with_steps(environment, write.tool, then, before="", at=write.at + 1)
    return with_steps(environment, write.tool, [total, checks], before="", at=write.at)


def _put_again(environment: Environment, row: _Row, write: Write) -> Environment:
    """An update that moves a row: those between its old place and the new one move the other way."""
    given = _parameter(environment, write, row.position)
    if not given:
        return environment
    container, old = f"{write.row}.{row.around}", f"{write.row}.{row.position}"
    total, checks, environment = _in_range(environment, row, given, container, "<")
    up = row.shift(container, [f"{row.position} > {old}", f"{row.position} <= {given}"], "- 1")
    down = row.shift(container, [f"{row.position} >= {given}", f"{row.position} < {old}"], "+ 1")
    moves: Data = {"if": {"that": f"{given} is not None", "then": [up, down]}}
    return with_steps(environment, write.tool, [total, checks, moves], before="", at=write.at)


def _in_range(
    environment: Environment, row: _Row, given: str, container: str, order: str
) -> tuple[Data, Data, Environment]:
    """How many siblings there are, and that the place is among them."""
    total = free(environment, f"{row.entity}_count")
    fault = code(row.entity, row.position, "out_of_range")
    told = (
        f"There are {{{total}}} {many(row.entity)}{_of(environment, row)}, the first has the {spoken(row.position)} 0. "
    )
    told += f"Choose a {spoken(row.position)} among them."
    environment = with_fault(environment, fault, told)
    there = require(f"{given} is None or {given} {order} {total}", fault)
    return {"let": {total: row.count(container)}}, there, environment


def _without_value(environment: Environment, write: Write, column: str) -> Environment:
    def change(data: Data) -> None:
        data["tools"][write.tool]["steps"][write.at]["insert"]["set"].pop(column)

    return edited(environment, change)


def _unsuited(row: _Row, tool: str) -> InvalidEnvironment:
    why = f"{tool} does not say what it puts the {a(row.entity)} into"
    return InvalidEnvironment(row.entity, [Problem(f"entity '{row.entity}'", why, "leave it as it is")])


def _is_about_place(environment: Environment, guard: Guard, entity: str, column: str) -> bool:
    """Whether a tool that writes the places of an entity asks for a number among them, or for a sibling by its row."""
    mentioned = _placing(environment, guard.tool, entity, column)
    if mentioned is None:
        return False
    for node in walk(guard.that):
        if not isinstance(node, Compare):
            continue
        sides = (node.left, node.right)
        if node.op in _ORDERS and any(f"{entity}.{column}" in guard.columns(side) for side in sides):
            return True
        if node.op in ("==", "!=") and any(_is_of(side, mentioned) for side in sides):
            return True
    return False


_ORDERS = ("<", "<=", ">", ">=")


def _is_of(expr: Expr | Slot, rows: frozenset[str]) -> bool:
    """Whether an expression is a column of one of these rows."""
    return isinstance(expr, Attribute) and isinstance(expr.base, Name) and expr.base.id in rows


def _placing(environment: Environment, tool: str, entity: str, column: str) -> frozenset[str] | None:
    """The other rows by which a tool says where a row goes: `previous` in `previous.position + 1`; None if it puts
    none anywhere."""
    found: set[str] = set()
    written: set[str] = set()
    for place in places(environment, environment.tools[tool]):
        update = place.step.update if isinstance(place.step, UpdateStep) else None
        if update is None or column not in {*update.set, *update.given}:
            continue
        if (update.entity or _entity(place, update.row or "")) != entity:
            continue
        written.add(update.name)
        texts = (update.set.get(column, column), *(item for item in update.where if f".{column}" in item))
        found |= {name for text in texts for name in names(parse(text)) if _entity(place, name) == entity}
    return frozenset(found - written) if written else None


def _entity(place: Spot, name: str) -> str:
    bound = place.scope.lookup(name)
    return bound.entity if bound is not None and bound.kind == "row" else ""
