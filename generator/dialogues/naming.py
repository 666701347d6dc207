"""Rows in plain English: a reference as the words that a person says for the row."""

import re
from collections.abc import Sequence
from random import Random

from generator.dialogues.reference import Condition, Extreme, Reference
from generator.dialogues.traits import happening, noun, trait
from generator.dialogues.words import date_words, enum_words, name_words, value_words
from generator.english import listing, plural
from servers.farm.model import Environment, ReferenceColumn
from servers.farm.names import reference_name
from servers.farm.state import RowKey, State


def reference_words(environment: Environment, reference: Reference) -> str:
    """`the task "Buy milk" in the task list "Groceries"`, or `the most expensive bike`."""
    rest = list(reference.conditions)
    if reference.extreme is not None:
        head, tail = _superlative(environment, reference.entity, reference.extreme)
    else:
        head, tail = f"the {noun(reference.entity)}", ""
        if reference.label:
            head += f" {name_words(rest.pop(0).value)}"
    said = [_condition(environment, reference.entity, item) for item in rest]
    having = [text.removeprefix("with ") for text in said if text.startswith("with ")]
    others = [text for text in said if not text.startswith("with ")]
    parts = [head, *([f"with {listing(having)}"] if having else []), *others, tail]
    return " ".join(part for part in parts if part)


def references_words(environment: Environment, references: Sequence[Reference]) -> str:
    """Several rows of one entity: `the labels "Home" and "Work"`."""
    texts = [reference_words(environment, reference) for reference in references]
    if len(texts) == 1:
        return texts[0]
    one = f"the {noun(references[0].entity)} "
    many = f"the {plural(noun(references[0].entity))} "
    if all(reference.label and len(reference.conditions) == 1 for reference in references):
        return many + listing([text.removeprefix(one) for text in texts])
    return listing(texts)


def short_name(environment: Environment, state: State, entity: str, key: RowKey) -> str | None:
    """`the drive "Events"`: a row by what it is called, None if it has no name."""
    label = environment.entities[entity].label
    called = state.rows.get(entity, {}).get(key, {}).get(label or "")
    return f"the {noun(entity)} {name_words(called)}" if isinstance(called, str) and called.strip() else None


def reordered(environment: Environment, text: str, random: Random) -> str:
    """The text with `the task "Buy milk"` said as `the "Buy milk" task`, now and then, where the name is short."""
    if random.random() >= REORDER_SHARE:
        return text
    known = "|".join(re.escape(noun(entity)) for entity in sorted(environment.entities, key=len, reverse=True))
    return re.sub(rf'\b([Tt])he ({known}) ("[^"]*[^".?!]")(?! and ")', _turned, text)


def _turned(found: re.Match[str]) -> str:
    first, what, name = found.groups()
    return f"{first}he {name} {what}" if len(name.split()) <= SHORT_NAME else found[0]


REORDER_SHARE = 0.35
SHORT_NAME = 4
"""Words of a name that may stand before what it names."""


def _superlative(environment: Environment, entity: str, extreme: Extreme) -> tuple[str, str]:
    """What stands before the place and what after it: ("the newest file", ""), ("the event", "with the latest …")."""
    column = environment.entities[entity].columns[extreme.column]
    happened = happening(extreme.column)
    what, words = trait(extreme.column, entity), set(extreme.column.split("_"))
    if column.kind in ("date", "datetime"):
        return _in_time(noun(entity), what, happened, largest=extreme.largest)
    if column.kind == "money" and words & {"price", "cost", "fee", "rate", "fare"}:
        return f"the {'most expensive' if extreme.largest else 'cheapest'} {noun(entity)}", ""
    if words & {"size"}:
        return f"the {'largest' if extreme.largest else 'smallest'} {noun(entity)}", ""
    if what.startswith("number of "):
        return f"the {noun(entity)} with the {'most' if extreme.largest else 'fewest'} {what[10:]}", ""
    return f"the {noun(entity)} with the {'highest' if extreme.largest else 'lowest'} {what}", ""


def _in_time(thing: str, what: str, happened: str | None, *, largest: bool) -> tuple[str, str]:
    if happened == "created":
        return f"the {'newest' if largest else 'oldest'} {thing}", ""
    if happened == "set to expire":
        return f"the {thing}", f"that expires {'last' if largest else 'first'}"
    if happened is not None:
        done = happened.removeprefix("last ")
        return (f"the most recently {done} {thing}", "") if largest else (f"the {thing}", f"{done} longest ago")
    return f"the {thing}", f"with the {'latest' if largest else 'earliest'} {what}"


def _condition(environment: Environment, entity: str, condition: Condition) -> str:
    name = condition.path[0]
    column = environment.entities[entity].columns.get(name)
    if len(condition.path) > 2 and isinstance(column, ReferenceColumn):
        return _condition(environment, column.to, Condition(condition.path[1:], condition.value))
    if len(condition.path) > 1 and isinstance(column, ReferenceColumn):
        role = reference_name(name)
        what = noun(column.to) if role in (column.to, "parent") else trait(role)
        return f"{belonging(role, entity)} the {what} {name_words(condition.value)}"
    if column is not None and column.kind == "enum" and name.split("_")[-1] in ("status", "state"):
        return f"that is {enum_words(str(condition.value))}"
    if column is not None and column.kind in ("date", "datetime"):
        return _when(name, entity, condition, value_words(condition.value, column))
    return f"with the {trait(name, entity)} {value_words(condition.value, column)}"


def _when(name: str, entity: str, condition: Condition, said: str) -> str:
    """`that was disabled on October 12, 2025`, `with the start time March 6, 2026 at 15:00`."""
    happened = happening(name)
    day = date_words(str(condition.value)) if condition.grain == "day" else said
    if happened is not None:
        return f"that {'is' if happened.startswith('set') else 'was'} {happened} on {day}"
    return f"with the {trait(name, entity)} {day}"


def belonging(role: str, child: str) -> str:
    """The preposition between a thing and what it belongs to: a task *in* a list, a comment *on* a file."""
    return _BELONGS.get(role) or _CHILDREN.get(child.split("_")[-1], "of")


_BELONGS = {
    **dict.fromkeys(("folder", "tasklist", "task_list", "calendar", "project", "list", "workspace", "channel"), "in"),
    **dict.fromkeys(("section", "category", "library", "album", "playlist", "collection", "group", "team"), "in"),
    "parent": "under",
    "board": "on",
    "station": "at",
    "location": "at",
    "store": "at",
}
_CHILDREN = {
    **dict.fromkeys(("comment", "review", "note", "permission", "rating", "reaction", "annotation"), "on"),
    **dict.fromkeys(("reply", "response", "answer", "subscription"), "to"),
    **dict.fromkeys(("payment", "invoice", "order", "rental", "booking", "refund", "charge"), "for"),
}
