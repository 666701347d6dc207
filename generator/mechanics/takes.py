"""Takes: verbs that take a part of a row's own amount, and what the row says of how much was taken already."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.mechanics.amounts import CAPTURED, REFUNDED, amount_of, is_amount, known, named, nought, with_least
from generator.mechanics.base import Place
from generator.mechanics.edits import Data, edited, with_column, with_fault, with_invariant, with_steps
from generator.mechanics.parts import has_parts
from generator.mechanics.wording import code, row, spoken
from generator.mechanics.writing import Write, inserts, is_optional, require, updates
from generator.statuses import plain
from servers.farm.expressions import Constant, parse
from servers.farm.model import ComputedColumn, Entity, EnumColumn, Environment

_VERBS = {"capture": ("captured", CAPTURED), "refund": ("refunded", REFUNDED)}
_PARAMETER = re.compile(
    r"^((capture|captured|refund|refunded)_)?(amount|money|value|total)(_to_(capture|refund))?(_money)?$"
)


def take_places(environment: Environment, entity: str) -> Iterator[Place]:
    """Verbs of one row that are told how much they take of its amount."""
    declared = environment.entities[entity]
    whole = amount_of(declared)
    if not whole or declared.key is None:
        return
    for write in updates(environment, entity):
        verb = write.tool.split("_")[0]
        alone = verb in _VERBS and not has_parts(environment, entity, verb)
        parameter = _parameter(environment, write, whole) if alone else ""
        counter = named(declared, _VERBS[verb][1]) if parameter else ""
        if parameter and not _is_kept(environment, entity, write, counter, verb):
            because = f"'{verb}' is told how much it takes of '{whole}'"
            yield Place(entity, (whole, parameter), write.tool, because, 0.9)


def _parameter(environment: Environment, write: Write, whole: str) -> str:
    """The parameter that says how much is taken, which is of the kind of the whole; empty if there is none."""
    kind = environment.entities[_entity(environment, write)].columns[whole].kind
    for name, parameter in environment.tools[write.tool].parameters.items():
        if _PARAMETER.match(name) and parameter.kind == kind:
            return name
    return ""


def _entity(environment: Environment, write: Write) -> str:
    for entity in environment.entities:
        if any(item == write for item in updates(environment, entity)):
            return entity
    raise AssertionError(write)


def _is_kept(environment: Environment, entity: str, write: Write, counter: str, verb: str) -> bool:
    """Whether the counter is already moved, or somebody else says what it is."""
    column = environment.entities[entity].columns.get(counter)
    others = [
        item.tool
        for item in (*updates(environment, entity), *inserts(environment, entity))
        if counter and counter in item.values and (item.tool != write.tool or "+" in item.values[counter])
    ]
    return (
        isinstance(column, ComputedColumn)
        or any(not tool.startswith(f"{verb}_") for tool in others)
        or write.tool in others
    )


def with_take(environment: Environment, place: Place) -> Environment:
    """With a tool that takes no more than is left, and adds to what was taken."""
    whole, parameter = place.columns
    verb = place.tool.split("_")[0]
    done, words = _VERBS[verb]
    counter = named(environment.entities[place.entity], words) or f"amount_{done}"
    environment = _with_counter(environment, place.entity, whole, counter, done)
    write = next(item for item in updates(environment, place.entity) if item.tool == place.tool)
    declared = environment.entities[place.entity]
    limit = named(declared, CAPTURED) if verb == "refund" else ""
    limit = limit if limit and is_amount(declared, limit) else whole
    fault = code(place.entity, "has", "less", f"to_{verb}")
    label = row(environment, place.entity, write.row)
    message = f"{label} has less than that left to be {done}. Give a smaller {spoken(parameter)}."
    environment = with_fault(environment, fault, message)
    environment = _with_invariant(environment, place.entity, limit, counter)
    environment = with_least(environment, place.tool, parameter)
    return _with_steps(environment, write, (whole, parameter, limit, counter), fault)


def _with_counter(environment: Environment, entity: str, whole: str, counter: str, done: str) -> Environment:
    """With the counter as a column that starts with nothing; in the start state it fits the status."""
    declared = environment.entities[entity]
    nothing = nought(declared, whole)
    column = declared.columns[whole].model_dump(mode="json", include={"kind", "scale"}, exclude_defaults=True)
    column |= {"kind": declared.columns[whole].kind, "default": nothing}
    column["description"] = f"How much of the {spoken(entity)} was {done}."
    if counter not in declared.columns:
        environment = with_column(environment, entity, counter, column)
    rule = {"make": "worked_out", "options": {"value": _start(environment, entity, whole, done)}}

    def change(data: Data) -> None:
        found = data["entities"][entity]
        found["columns"][counter] = column
        found.setdefault("seed", {}).setdefault("columns", {})[counter] = rule

    return edited(environment, change)


def _start(environment: Environment, entity: str, whole: str, done: str) -> str:
    """How much was taken of a row of the start state: all where its status says so, else nothing."""
    declared = environment.entities[entity]
    nothing, all_ = nought(declared, whole), known(declared, entity, whole)
    words = {"captured": _CAPTURED, "refunded": _REFUNDED}[done]
    for name, column in declared.columns.items():
        if isinstance(column, EnumColumn) and re.search(r"(^|_)(status|state)$", name):
            over = [value for value in column.values if plain(value) in words]
            part = next((value for value in column.values if plain(value) == f"partially_{done}"), "")
            if part and nothing == "money(0)":
                nothing = f"(money({all_} * 0.5) if {entity}.{name} == {part!r} else {nothing})"
            if over:
                listed = repr(over[0]) if len(over) == 1 else ", ".join(map(repr, over))
                test = f"== {listed}" if len(over) == 1 else f"in ({listed})"
                return f"{all_} if {entity}.{name} {test} else {nothing}"
    return nothing


_CAPTURED = frozenset("captured succeeded paid completed settled refunded partially_refunded complete success".split())
_REFUNDED = frozenset({"refunded"})


def _with_invariant(environment: Environment, entity: str, limit: str, counter: str) -> Environment:
    declared = environment.entities[entity]
    return with_invariant(environment, entity, f"{entity}.{counter} <= {known(declared, entity, limit)}")


def _with_steps(environment: Environment, write: Write, about: tuple[str, str, str, str], fault: str) -> Environment:
    whole, parameter, limit, counter = about
    declared = environment.entities[_entity(environment, write)]
    taken, left = parameter, f"{whole}_left"
    steps: list[Data] = [{"let": {left: f"{known(declared, write.row, limit)} - {write.row}.{counter}"}}]
    if is_optional(environment, write.tool, parameter):
        taken = f"{parameter}_or_rest"
        steps.append({"let": {taken: f"coalesce({parameter}, {left})"}})
    steps.append(require(f"{taken} > {nought(declared, whole)} and {taken} <= {left}", fault))

    def change(data: Data) -> None:
        update = data["tools"][write.tool]["steps"][write.at]["update"]
        values = {name: text for name, text in update.get("set", {}).items() if name != whole}
        values = {name: _in_part(declared, name, text, f"{taken} == {left}") for name, text in values.items()}
        update["set"] = values | {counter: f"{write.row}.{counter} + {taken}"}
        update["given"] = [name for name in update.get("given", []) if name != whole]

    return with_steps(edited(environment, change), write.tool, steps, before="", at=write.at)


def _in_part(declared: Entity, column: str, text: str, all_: str) -> str:
    """A status that says that all was taken, or, where the enum has a value for it, that a part was."""
    found = declared.columns[column]
    value = parse(text)
    if not isinstance(found, EnumColumn) or not isinstance(value, Constant):
        return text
    wanted = [f"{word}_{plain(str(value.value))}" for word in ("partially", "partial")]
    part = next((item for item in found.values if plain(item) in wanted), "")
    return f"{text} if {all_} else {part!r}" if part else text
