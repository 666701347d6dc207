"""Counters: numbers and amounts that follow from other rows are true after every call, and nothing empty goes on."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from generator.description import Operation
from generator.mechanics.base import Mechanic, Place, Subject, Use
from generator.mechanics.counting import children, count_of, counted_rows
from generator.mechanics.edits import Data, edited, with_fault, with_steps
from generator.mechanics.guarding import Guard, guards
from generator.mechanics.laws import Law
from generator.mechanics.reading import writes
from generator.mechanics.relations import free, key_of, references
from generator.mechanics.totals import amount_of
from generator.mechanics.wording import code, many, spoken
from generator.mechanics.wording import row as called
from generator.mechanics.writing import Write, deletes, inserts, require, updates
from servers.farm.expressions import Call, Compare, Comprehension, Constant, Expr, Logic, Name, path
from servers.farm.model import Environment, IntegerColumn, MoneyColumn
from servers.farm.nodes import Slot

_GOES_ON = {
    **dict.fromkeys(
        "place submit checkout finalize finalise send issue".split(), frozenset("line item entry product".split())
    ),
    **dict.fromkeys("publish launch".split(), frozenset("question".split())),
}
"""Verbs by which something goes out of the hands of who made it, and without which of its parts it is nothing."""
_NOT_EMPTY = (
    r"\bat least (one|1) NOUN\b|\bwithout (any )?NOUNs\b|\b(has|have|with|contains?) no NOUNs\b|"
    r"\bmust (have|contain) (any )?NOUNs\b"
)
_NEVER = r"\b(cannot|can't|can not|may not|must not)\b[^.]{0,12}"
_LAST = (
    rf"\b(last|only)( remaining)? NOUN\b[^.]{{0,60}}{_NEVER}\b(deleted|removed)\b|"
    rf"{_NEVER}\b(delete|remove)\b[^.]{{0,30}}\b(last|only)( remaining)? NOUN\b|"
    r"\bmust (have|keep|contain|remain|be) at least (one|1) NOUN\b"
)
"""What descriptions say; NOUN stands for the last word of what it is about, with a word before it or not."""


class Counters(Mechanic):
    """Numbers of comments, totals of orders: worked out from the rows that they are about."""

    name = "counters"
    law = "Numbers and totals that follow from other rows are true after every call, and nothing empty goes on."
    operators = ("drop_condition", "miscount", "forget_factor", "drop_require", "negate_require")

    def uses(self, environment: Environment) -> Iterator[Use]:
        """Tools that refuse to go on with what has no parts, and to take the last part."""
        changed, deleted = _rows(environment, updates), _rows(environment, deletes)
        for guard in guards(environment):
            for entity, row in changed.get(guard.tool, ()):
                key = key_of(environment, entity)
                below = children(environment, entity) if _asks_below(guard.that) else ()
                if any(_has_some(guard.that, row, key, by, child) for child, by in below):
                    yield Use(self.name, entity, guard.tool, guard.fault)
            for entity, row in deleted.get(guard.tool, ()):
                if _leaves_some(environment, guard, entity, row):
                    yield Use(self.name, entity, guard.tool, guard.fault)

    def places(self, subject: Subject) -> Iterator[Place]:
        """Numbers that callers do not write and that count or add up rows, what goes on empty, and last ones."""
        environment = subject.environment
        told, asked = _written(environment), {use.tool for use in self.uses(environment)}
        for entity, declared in environment.entities.items():
            for name, column in declared.columns.items():
                kept = isinstance(column, IntegerColumn | MoneyColumn) and (entity, name) not in told
                if kept and (value := _value(environment, entity, name)):
                    because = "its name says what it is worked out from, and no caller writes it"
                    yield WorkedOut(entity, (name,), because=because, confidence=0.85, value=value)
            yield from _going_on(subject, entity, asked)
            yield from _last_ones(subject, entity)

    def woven(self, environment: Environment, place: Place) -> Environment:
        """The environment with what belongs to the place."""
        assert isinstance(place, Law)
        return place.added(environment)


@dataclass(frozen=True)
class WorkedOut(Law):
    """A column becomes what the expression `value` gives."""

    value: str = ""

    def added(self, environment: Environment) -> Environment:
        """Nothing stores it any more, new rows neither."""
        name = self.columns[0]

        def change(data: Data) -> None:
            declared = data["entities"][self.entity]
            told = _told(name, declared["columns"][name])
            declared["columns"][name] = {"computed": self.value} | ({"description": told} if told else {})
            declared.get("seed", {}).get("columns", {}).pop(name, None)
            for tool in data["tools"].values():
                _forget(tool["steps"], self.entity, name)

        return edited(environment, change)


def _told(name: str, column: Data) -> str:
    """What a column is; a number whose description says no more than its name is said to count."""
    told = str(column.get("description", ""))
    bare = told.lower() in ("", f"the {spoken(name).lower()}.")
    return f"How many {counted_rows(name)} there are." if bare and column["kind"] == "integer" else told


def _forget(steps: list[Data], entity: str, column: str) -> None:
    """Take a column out of what new rows are given."""
    for step in steps:
        insert = step.get("insert", {})
        if insert.get("entity") == entity:
            insert.get("set", {}).pop(column, None)
        for block in (step.get("each", {}).get("do"), *(step.get("if", {}).get(part) for part in ("then", "else"))):
            _forget(block or [], entity, column)


@dataclass(frozen=True)
class NotEmpty(Law):
    """A tool does not go on with a row of which no row of `part` is a part."""

    part: str = ""

    def added(self, environment: Environment) -> Environment:
        """Asked before the row is changed."""
        (by,) = self.columns
        write = next(item for item in updates(environment, self.entity) if item.tool == self.tool)
        item, parts = free(environment, "item"), many(_short(self.part, self.entity))
        that = f"any({item}.{by} == {write.row}.{key_of(environment, self.entity)} for {item} in {self.part})"
        fault = code(self.entity, f"without_{_short(self.part, self.entity)}"[:30])
        advice = f"Add one with {_adding(environment, self.part, by)} first."
        environment = with_fault(
            environment, fault, f"{called(environment, self.entity, write.row)} has no {parts}. {advice}"
        )
        return with_steps(environment, self.tool, [require(that, fault)], before="", at=write.at)


@dataclass(frozen=True)
class LastStays(Law):
    """A tool does not delete the last row, of those with the same container if there is one."""

    def added(self, environment: Environment) -> Environment:
        """Asked before the deletion."""
        write = next(item for item in deletes(environment, self.entity) if item.tool == self.tool)
        item, same = free(environment, "item"), ""
        if self.columns:
            same = f" if {item}.{self.columns[0]} == {write.row}.{self.columns[0]}"
        fault = code("last", self.entity)
        told = f"This is the last {spoken(self.entity)}, which stays. Add another one first."
        environment = with_fault(environment, fault, told)
        that = f"count({item} for {item} in {self.entity}{same}) > 1"
        return with_steps(environment, self.tool, [require(that, fault)], before="", at=write.at)


def _value(environment: Environment, entity: str, name: str) -> str:
    column = environment.entities[entity].columns[name]
    of = count_of if isinstance(column, IntegerColumn) else amount_of
    return of(environment, entity, name)


def _written(environment: Environment) -> set[tuple[str, str]]:
    """The columns that tools give a value other than a fixed one at the beginning."""
    return {
        (write.entity, column)
        for tool in environment.tools.values()
        for write in writes(tool)
        for column in write.values
        if write.kind != "insert" or write.constant(column) is None
    }


# --- what goes on is not empty ---------------------------------------------------------------------------------------


def _going_on(subject: Subject, entity: str, asked: Collection[str]) -> Iterator[Place]:
    """Changes of a row by a verb that makes no sense without parts, where a tool adds such parts."""
    environment = subject.environment
    below = children(environment, entity)
    for write in updates(environment, entity) if below else ():
        for part, by in below:
            column = references(environment, part)[by]
            if column.nullable or column.on_delete != "cascade" or not _adding(environment, part, by):
                continue
            because, sure = _why(subject.operations.get(write.tool, ()), write, part)
            if because and write.tool not in asked:
                yield NotEmpty(entity, (by,), write.tool, because, sure, part)


def _why(operations: Sequence[Operation], write: Write, part: str) -> tuple[str, float]:
    noun = part.split("_")[-1]
    if _is_said(_NOT_EMPTY, noun, operations):
        return f"the description says that it has a {noun} at least", 0.85
    verb = write.tool.split("_")[0]
    if noun in _GOES_ON.get(verb, ()) and not write.given:
        return f"'{verb}' makes no sense without a {noun}", 0.65
    return "", 0.0


def _is_said(pattern: str, noun: str, operations: Sequence[Operation]) -> bool:
    told = " ".join(f"{item.summary}. {item.description}" for item in operations)
    return re.search(pattern.replace("NOUN", rf"(\w+ )?{re.escape(noun)}"), told, re.I) is not None


def _adding(environment: Environment, part: str, by: str) -> str:
    """The tool that adds a part to a row that is there; "" if none does."""
    return next((write.tool for write in inserts(environment, part) if write.values.get(by, "None") != "None"), "")


def _short(part: str, entity: str) -> str:
    return part.removeprefix(f"{entity}_")


# --- the last one stays ----------------------------------------------------------------------------------------------


def _last_ones(subject: Subject, entity: str) -> Iterator[Place]:
    """Deletions of which the description says that they do not take the last one."""
    environment = subject.environment
    noun = entity.split("_")[-1]
    around = [name for name, column in references(environment, entity).items()
              if not column.nullable and column.on_delete == "cascade" and column.to != entity]  # fmt: skip
    for write in deletes(environment, entity) if key_of(environment, entity) and len(around) < 2 else ():
        if _is_said(_LAST, noun, subject.operations.get(write.tool, ())):
            yield LastStays(entity, tuple(around), write.tool, "the description says that the last one stays", 0.85)


# --- what counts as a use --------------------------------------------------------------------------------------------


def _rows(
    environment: Environment, writes_of: Callable[[Environment, str], Iterator[Write]]
) -> dict[str, list[tuple[str, str]]]:
    """Tool → (entity, row) of the single rows that it writes."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entity in environment.entities:
        for write in writes_of(environment, entity):
            found.setdefault(write.tool, []).append((entity, write.row))
    return found


def _asks_below(that: Expr) -> bool:
    return isinstance(that, Call | Compare)


def _has_some(that: Expr, row: str, key: str, by: str, child: str) -> bool:
    """Whether a condition is that a row has some of its children: `any(…)` or `count(…) > 0`, of all or of some."""
    if isinstance(that, Compare) and that.op == ">" and that.right == Constant(0):
        that = that.left
    if not isinstance(that, Call) or that.function not in ("any", "count"):
        return False
    return _looks_below(that.arguments[0], child, by, f"{row}.{key}")


def _looks_below(node: Expr | Slot, child: str, by: str, key: str) -> bool:
    """Whether a comprehension goes through the rows of `child` whose `by` is `key`, and asks for no other row."""
    if not isinstance(node, Comprehension) or node.source != Name(child):
        return False
    tests = [part for whole in (node.element, node.condition) if whole is not None for part in _parts(whole)]
    compared = [{path(part.left), path(part.right)} for part in tests if isinstance(part, Compare) and part.op == "=="]
    others = [pair for pair in compared if all(pair) and pair != {f"{node.variable}.{by}", key}]
    return {f"{node.variable}.{by}", key} in compared and not others


def _parts(expr: Expr | Slot) -> Iterator[Expr | Slot]:
    if isinstance(expr, Logic) and expr.op == "and":
        for part in expr.operands:
            yield from _parts(part)
    else:
        yield expr


def _leaves_some(environment: Environment, guard: Guard, entity: str, row: str) -> bool:
    """Whether a condition is that there are more rows than one: `count(…) > 1`, of those with the same container."""
    that = guard.that
    if not isinstance(that, Compare) or that.op != ">" or that.right != Constant(1) or not isinstance(that.left, Call):
        return False
    node = that.left.arguments[0]
    if that.left.function != "count" or not isinstance(node, Comprehension) or node.source != Name(entity):
        return False
    if node.condition is None:
        return True
    return any(_looks_below(node, entity, by, f"{row}.{by}") for by in references(environment, entity))
