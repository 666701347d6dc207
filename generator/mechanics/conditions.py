"""Conditions on states as steps, with the fault that says them: one code for one condition, wherever it is asked."""

from __future__ import annotations

from collections.abc import Sequence

from generator.english import capital, listing
from generator.mechanics.edits import with_fault, with_steps
from generator.mechanics.wording import a
from generator.spoken import spoken
from generator.statuses import being, plain
from generator.words import clip, plain_words
from servers.farm.model import EnumColumn, Environment


def said(value: str) -> str:
    """A state in a sentence: "IN_PROGRESS" → "in progress"."""
    return " ".join(plain_words(value))


def row_label(environment: Environment, entity: str, row: str) -> str:
    """How a message begins that is about a row: "Order {order.order_id}"."""
    key = environment.entities[entity].key
    return f"{capital(spoken(entity))} {{{row}.{key.column}}}" if key else f"The {spoken(entity)}"


def one_of(subject: str, values: Sequence[str]) -> str:
    """The condition that a column has one of these values."""
    if len(values) == 1:
        return f"{subject} == {values[0]!r}"
    return f"{subject} in ({', '.join(repr(value) for value in values)})"


def not_one_of(subject: str, values: Sequence[str]) -> str:
    """The condition that a column has none of these values."""
    if len(values) == 1:
        return f"{subject} != {values[0]!r}"
    return f"{subject} not in ({', '.join(repr(value) for value in values)})"


def state_code(entity: str, values: Sequence[str], allowed: Sequence[str]) -> str:
    """ "order_not_pending_or_paid", or by the values that are not allowed where they are fewer: "order_is_shipped"."""
    others = [value for value in values if value not in allowed]
    if len(others) < len(allowed):
        return clip(f"{entity}_is_{'_or_'.join(map(plain, others))}")
    return clip(f"{entity}_not_{'_or_'.join(map(plain, allowed))}")


def with_state_required(
    environment: Environment, tool: str, at: int, about: tuple[str, str, str], allowed: Sequence[str]
) -> Environment:
    """With a require before a step of the tool: of `about` (entity, row, column) the column has an allowed value."""
    entity, row, column = about
    declared = environment.entities[entity].columns[column]
    assert isinstance(declared, EnumColumn)
    code = state_code(entity, declared.values, allowed)
    label, others = row_label(environment, entity, row), [item for item in declared.values if item not in allowed]
    ask = f"This needs {a(entity)} that {being(allowed)}."
    if len(others) < len(allowed):
        ask = f"This needs {a(entity)} that is not {listing(map(said, others), 'or')}."
    found = with_fault(environment, code, f"{label} is {{{row}.{column}}}. {ask}"[:300])
    step = {"require": {"that": one_of(f"{row}.{column}", tuple(allowed)), "else": code}}
    return with_steps(found, tool, [step], before="", at=at)
