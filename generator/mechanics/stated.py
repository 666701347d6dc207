"""Quotas that a description states as a number: "A bundle can have up to 12 tracks"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.english import plural
from generator.mechanics.base import Place, Subject
from generator.mechanics.conditions import row_label
from generator.mechanics.edits import with_fault, with_invariant, with_steps
from generator.mechanics.laws import Law
from generator.mechanics.relations import free, key_of, references
from generator.mechanics.wording import capital, code, many
from generator.mechanics.writing import Write, find_of, inserts, is_parameter, require, strays, updates
from servers.farm.model import Environment

_MOST, _MOST_INSIDE = 12, 6
"""The highest quotas of all rows, and of those in one row, that a start state can show to be full."""
_WORDS = {word: number for number, word in enumerate("two three four five six seven eight nine ten".split(), 2)}
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(_WORDS)})"
_FORMS = (
    rf"\b(?:maximum|limit|max) (?:number )?of {_N} (?:\w+ ){{0,2}}NOUN\b",
    rf"\bmaximum number of (?:\w+ )?NOUN (?:is |\(){_N}\b",
    rf"\b(?:can|may|could|must) (?:have|contain|create|add|hold|take|define|register)"
    rf"(?: up to| at most| no more than| a maximum of| only) {_N} (?:\w+ ){{0,2}}NOUN\b",
    rf"\b(?:up to|no more than|at most) {_N} (?:\w+ ){{0,2}}NOUN (?:per|for each|in (?:a|each|an)|are allowed|"
    rf"can be (?:created|added)|may be (?:created|added))\b",
)
"""Sentences that say how many there may be; NOUN stands for the last word of the rows' name."""
_AT_ONCE = re.compile(
    r"\b(request|call|at (a time|once)|simultaneous\w*|single|batch|page|per (second|minute|hour|day|week)|"
    r"concurrent\w*|per month|(each|a|every) (second|minute|hour|day|week|month))\b",
    re.I,
)
"""Words of numbers that are no quotas: how many come in one request, or in a time."""
_HELD = re.compile(r"\bper \w+|\b(each|every|an?) (?!maximum|limit)(\w+ ){1,3}(can|may|could)\b", re.I)
_OURS = re.compile(
    r"\b(you|accounts?|users?|customers?|workspaces?|organi[sz]ations?|tenants?|companies|company)\b", re.I
)
"""What says that there are so many in something of its own; and that this is what all of the rows are in anyway."""


@dataclass(frozen=True)
class Stated(Law):
    """No more than `most` rows of `tool` (an entity's name) in a row of the place's entity; in all if that is empty."""

    most: int = 0

    def added(self, environment: Environment) -> Environment:
        """A look at the number before a row more, and the invariant."""
        child, (by,) = self.tool, self.columns or ("",)
        fault = code(self.entity if by else child, child.removeprefix(f"{self.entity}_") if by else "", "limit_reached")
        for write in list(_put(environment, child, by)):
            found = find_of(environment, write.tool, self.entity, write.values[by]) if by else None
            label = row_label(environment, self.entity, found[1]) if found else capital("this service")
            text = f"{label} takes no more than {self.most} {many(child)}. Remove one first."
            environment = with_fault(environment, fault, text)
            that = f"{_number(environment, child, by, write.values.get(by, ''))} < {self.most}"
            environment = with_steps(environment, write.tool, [require(that, fault)], before="", at=write.at)
        holder = self.entity if by else child
        own = f"{holder}.{key_of(environment, holder)}"
        return with_invariant(environment, holder, f"{_number(environment, child, by, own)} <= {self.most}")


def stated(subject: Subject) -> Iterator[Place]:
    """Rows of which the operation that makes them says how many there may be."""
    environment = subject.environment
    for child in environment.entities:
        for write in inserts(environment, child) if key_of(environment, child) else ():
            told = [
                text for item in subject.operations.get(write.tool, ()) for text in (item.summary, item.description)
            ]
            most, sentence = _most(child, " . ".join(told))
            place = _place(environment, child, most, sentence) if most else None
            if place is not None:
                yield place
                break


def _most(child: str, told: str) -> tuple[int, str]:
    """The number that a sentence states and the sentence, nought if none states one that is a quota."""
    last = child.split("_")[-1]
    noun = rf"\w*(?:{re.escape(plural(last))}|{re.escape(last)})"
    for sentence in re.split(r"[.!\n]+", told):
        for form in _FORMS:
            found = re.search(form.replace("NOUN", noun), sentence, re.I)
            if found and not _AT_ONCE.search(sentence):
                word = found["n"].lower()
                number = _WORDS.get(word) or int(word)
                return (number if 1 < number <= _MOST else 0), sentence
    return 0, ""


def _place(environment: Environment, child: str, most: int, sentence: str) -> Stated | None:
    """Where the rows are counted: in the one row that each of them is put into, or all of them if there is none."""
    around = [name for name, column in references(environment, child).items()
              if not column.nullable and column.on_delete == "cascade" and column.to != child]  # fmt: skip
    by = around[0] if len(around) == 1 else ""
    holder = references(environment, child)[by].to if by else child
    watched = frozenset({by} - {""})
    moved = by and any(by in write.values for write in updates(environment, child))
    put = list(_put(environment, child, by))
    if (
        (by and most > _MOST_INSIDE)
        or len(around) > 1
        or moved
        or strays(environment, child, watched)
        or not key_of(environment, holder)
    ):
        return None
    if len(put) != len(list(inserts(environment, child))):
        return None
    if not by and _HELD.search(sentence) and not _OURS.search(sentence):
        return None
    because = f"the description says that there may be {most} {many(child)}"
    return Stated(holder, (by,) if by else (), child, because, 0.85, most)


def _put(environment: Environment, child: str, by: str) -> Iterator[Write]:
    for write in inserts(environment, child):
        holder = references(environment, child)[by].to if by else ""
        if not by or (
            is_parameter(environment, write, by) and find_of(environment, write.tool, holder, write.values[by])
        ):
            yield write


def _number(environment: Environment, child: str, by: str, key: str) -> str:
    row = free(environment, "inside")
    return f"count({row} for {row} in {child}{f' if {row}.{by} == {key}' if by else ''})"
