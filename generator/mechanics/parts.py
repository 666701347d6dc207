"""Parts of a whole: refunds of a payment, captures of an authorization, whose amounts together are no more than it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.mechanics.amounts import CAPTURED, LEFT, REFUNDED, amount_of, is_amount, known, named, nought, with_least
from generator.mechanics.base import Place
from generator.mechanics.edits import Data, edited, with_fault, with_invariant, with_steps, with_values
from generator.mechanics.liveness import counting, revives, signs
from generator.mechanics.relations import free, key_of
from generator.mechanics.wording import capital, code, many, row, spoken
from generator.mechanics.writing import (
    Write,
    find_of,
    inserts,
    is_nullable,
    is_optional,
    is_parameter,
    require,
    strays,
    updates,
)
from servers.farm.effects import effects
from servers.farm.model import Entity, Environment, LetStep, ReferenceColumn, SearchStep
from servers.farm.names import reference_name

_PARTS: dict[str, tuple[str, frozenset[str]]] = {
    "refund": (
        "refunded",
        frozenset("payment charge order transaction sale invoice intent fee capture purchase receipt donation".split()),
    ),
    "reversal": ("reversed", frozenset("transfer payment charge fee transaction payout".split())),
    "capture": ("captured", frozenset("authorization authorisation payment charge intent order transaction".split())),
}
"""What takes a part, what it does with the money, and of what it takes it."""
_OWN = ("refund_amount", "refunded_money", "refunded_amount", "capture_amount", "captured_amount", "reversal_amount")


@dataclass(frozen=True)
class Part:
    """Rows of `child` that each take an `amount` of the `limit` of the row that `reference` names."""

    child: str
    amount: str
    reference: str
    whole: str
    limit: str


def part_places(environment: Environment, child: str) -> Iterator[Place]:
    """Entities whose rows take a part of what they refer to."""
    noun = child.split("_")[-1]
    declared = environment.entities[child]
    amount = amount_of(declared) or next((name for name in _OWN if is_amount(declared, name)), "")
    if noun not in _PARTS or not amount:
        return
    for reference, column in declared.columns.items():
        if not isinstance(column, ReferenceColumn) or column.to.split("_")[-1] not in _PARTS[noun][1]:
            continue
        whole = environment.entities[column.to]
        limit = _limit(noun, whole)
        alike = bool(limit) and whole.columns[limit].kind == declared.columns[amount].kind
        if alike and whole.key is not None and _is_made(environment, child, amount, reference, column.to):
            because = f"a '{child}' gives back or takes a part of the '{limit}' of a '{column.to}'"
            yield Place(child, (amount, reference, limit), because=because, confidence=0.9)


def _limit(noun: str, whole: Entity) -> str:
    taken = "" if noun == "capture" else named(whole, CAPTURED)
    return taken or amount_of(whole)


def _is_made(environment: Environment, child: str, amount: str, reference: str, whole: str) -> bool:
    """Whether all that refers to a whole says how much it takes, and to which that was looked up."""
    every = list(inserts(environment, child))
    made = [write for write in every if write.values.get(reference, "None") != "None"]
    told = all(
        is_parameter(environment, write, amount)
        and is_parameter(environment, write, reference)
        and (
            is_optional(environment, write.tool, write.values[reference])
            or find_of(environment, write.tool, whole, write.values[reference])
        )
        for write in made
    )
    watched = frozenset({amount, reference, *(sign.column for sign in signs(environment.entities[child]))})
    moved = any(reference in write.values for write in updates(environment, child))
    all_ = len(made) == len(every) or is_nullable(environment, child, reference)
    return bool(made) and told and all_ and not moved and not strays(environment, child, watched)


def with_parts(environment: Environment, place: Place) -> Environment:
    """With requires that the parts are no more than the whole, the invariant, and the counters that follow."""
    amount, reference, limit = place.columns
    column = environment.entities[place.entity].columns[reference]
    assert isinstance(column, ReferenceColumn)
    part = Part(place.entity, amount, reference, column.to, limit)
    verb = _PARTS[part.child.split("_")[-1]][0]
    label = spoken(reference_name(reference))
    message = (
        f"That is more than what is left to be {verb} of the {label}. Give a smaller {spoken(amount)}, or look at what "
        f"has been {verb} already."
    )
    fault = code(part.child, "exceeds", reference_name(reference))
    environment = with_fault(environment, fault, message)
    for write in tuple(inserts(environment, part.child)):
        environment = _with_insert(environment, part, write, fault)
    for write in tuple(updates(environment, part.child)):
        environment = _with_update(environment, part, write, fault)
    for write in tuple(updates(environment, part.whole)):
        environment = _with_limit(environment, part, write)
    own, taken = f"{part.whole}.{limit}", _taken(environment, part, part.whole)
    # Where somebody may take the whole's amount away, nothing is known any more that the parts could exceed.
    unknown = f"{own} is None or " if is_nullable(environment, part.whole, limit) else ""
    environment = with_invariant(environment, part.whole, f"{unknown}{taken} <= {own}")
    return _with_counters(environment, part, verb)


def _taken(environment: Environment, part: Part, row: str, besides: str = "") -> str:
    """What the parts of a row come to, as an expression; `besides` is the key of one that is not counted."""
    key = environment.entities[part.whole].key
    assert key is not None
    return _sum(environment, part, f"{row}.{key.column}", besides)


def _sum(environment: Environment, part: Part, key: str, besides: str = "") -> str:
    declared = environment.entities[part.child]
    own = declared.key
    tests = [f"other.{part.reference} == {key}"]
    tests += [f"other.{own.column} != {besides}"] if besides and own is not None else []
    tests += counting(signs(declared), "other")
    return f"total({known(declared, 'other', part.amount)} for other in {part.child} if {' and '.join(tests)})"


def _with_insert(environment: Environment, part: Part, write: Write, fault: str) -> Environment:
    key = write.values.get(part.reference, "None")
    if key == "None":
        return environment  # It takes nothing of this whole.
    found = find_of(environment, write.tool, part.whole, key)
    # What the parts before this one take, if the row may be a part of one of several wholes: "… else amount".
    value = write.values[part.amount]
    given = value.rpartition(" else ")[2]
    left, rest = (_new(environment, write.tool, f"{part.amount}_{word}", part) for word in ("left", "or_rest"))
    whole = known(environment.entities[part.whole], found[1], part.limit) if found else _whole(environment, part, key)
    taken = _taken(environment, part, found[1]) if found else _sum(environment, part, key)
    steps: list[Data] = [{"let": {left: f"{whole} - {taken}"}}]
    test = f"{given} <= {left}"
    if is_optional(environment, write.tool, given):
        steps.append({"let": {rest: f"coalesce({given}, {left})"}})
        amount = rest if found else f"{rest} if {key} is not None else {value}"
        environment = with_values(environment, write.tool, write.at, {part.amount: amount})
        test = f"{rest} > {nought(environment.entities[part.child], part.amount)} and {rest} <= {left}"
    test = test if found else f"{key} is None or ({test})"
    environment = with_least(environment, write.tool, given)
    return with_steps(environment, write.tool, [*steps, require(test, fault)], before="", at=write.at)


def _whole(environment: Environment, part: Part, key: str) -> str:
    """The limit of the whole of this key, which may be none: then it is nothing."""
    row, own = free(environment, "whole"), key_of(environment, part.whole)
    limit = known(environment.entities[part.whole], row, part.limit)
    return f"total({limit} for {row} in {part.whole} if {row}.{own} == {key})"


def _new(environment: Environment, tool: str, name: str, part: Part) -> str:
    """A name for a value that the tool has computed under no other whole's name."""
    known_ = {item for step in environment.tools[tool].steps if isinstance(step, LetStep) for item in step.let}
    return name if name not in known_ else f"{name}_of_{reference_name(part.reference)}"


def _with_update(environment: Environment, part: Part, write: Write, fault: str) -> Environment:
    declared = environment.entities[part.child]
    alive = signs(declared)
    if part.amount not in write.values and not revives(environment, part.child, alive, write):
        return environment
    # Under a name, so that the condition reads no column, as where a part is made: one fault, one condition.
    value, left = (_new(environment, write.tool, f"{part.amount}_{word}", part) for word in ("then", "left"))
    then = known(declared, write.row, part.amount)
    if part.amount in write.values:
        then = f"coalesce({part.amount}, {then})" if part.amount in write.given else write.values[part.amount]
    key, own = f"{write.row}.{part.reference}", declared.key
    assert own is not None
    limit = known(environment.entities[part.whole], f"{write.row}.{reference_name(part.reference)}", part.limit)
    limit = _whole(environment, part, key) if is_nullable(environment, part.child, part.reference) else limit
    rest = f"{limit} - {_sum(environment, part, key, f'{write.row}.{own.column}')}"
    if is_nullable(environment, part.child, part.reference):
        rest = f"{rest} if {key} is not None else {then}"
    steps: list[Data] = [{"let": {value: then, left: rest}}, require(f"{value} <= {left}", fault)]
    return with_steps(environment, write.tool, steps, before="", at=write.at)


def _with_limit(environment: Environment, part: Part, write: Write) -> Environment:
    """A whole that is changed does not become less than its parts."""
    value = write.values.get(part.limit, "")
    if value not in environment.tools[write.tool].parameters:
        return environment
    fault = code(part.whole, "below", environment.entities[part.child].plural)
    label = row(environment, part.whole, write.row)
    message = f"{label} has {many(part.child)} of more than that. Give a larger {spoken(part.limit)}."
    environment = with_fault(environment, fault, message)
    test = f"{_taken(environment, part, write.row)} <= {value}"
    if is_optional(environment, write.tool, value):
        test = f"{value} is None or {test}"
    return with_steps(environment, write.tool, [require(test, fault)], before="", at=write.at)


# --- what follows from the parts ------------------------------------------------------------------------------------


def _with_counters(environment: Environment, part: Part, verb: str) -> Environment:
    """Columns that say how much was taken, or is left, follow from the parts where no tool writes them."""
    whole = environment.entities[part.whole]
    taken = _taken(environment, part, part.whole)
    label = spoken(part.whole)
    words = REFUNDED if verb != "captured" else CAPTURED
    for name in whole.columns:
        if name == part.limit or not is_amount(whole, name) or _is_written(environment, part.whole, name):
            continue
        if words.search(name) and not name.startswith("base_"):
            environment = _computed(environment, part.whole, name, taken, f"How much of the {label} was {verb}.")
        elif LEFT.search(name) and verb == "refunded":
            left = f"{known(whole, part.whole, part.limit)} - {taken}"
            environment = _computed(environment, part.whole, name, left, f"How much can still be {verb}.")
    return environment


def _is_written(environment: Environment, entity: str, column: str) -> bool:
    asked = any(
        f"{entity}.{column}" in str(step.search.model_dump())
        for tool in environment.tools.values()
        for step in tool.steps
        if isinstance(step, SearchStep)
    )
    return asked or any(
        effect.entity == entity and column in effect.possible
        for name in environment.tools
        for effect in effects(environment, name)
    )


def _computed(environment: Environment, entity: str, column: str, text: str, described: str) -> Environment:
    def change(data: Data) -> None:
        declared = data["entities"][entity]
        declared["columns"][column] = {"computed": text, "description": capital(described)}
        declared.get("seed", {}).get("columns", {}).pop(column, None)

    return edited(environment, change)


def has_parts(environment: Environment, whole: str, noun: str) -> bool:
    """Whether rows that are called by this noun (refund) refer to the whole."""
    return any(
        name.split("_")[-1] == noun
        and any(isinstance(column, ReferenceColumn) and column.to == whole for column in declared.columns.values())
        for name, declared in environment.entities.items()
    )
