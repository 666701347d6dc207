"""Conditions on a row as clauses: `bike.status == 'available'` is "the bike is available".

Only what surely makes good English is written: columns of one row, compared with constants, times, amounts or None.
Everything else has no clause, and the fault's own message tells it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from servers.farm import facts
from servers.farm.expressions import Attribute, Call, Compare, Constant, Expr, IsNone, Name, Not, walk
from servers.farm.facts import Facts
from servers.farm.inference import infer
from servers.farm.model import Tool
from servers.farm.phrases import YOU, Pronoun, article, column_phrase, joined, pronoun, said, spoken_value
from servers.farm.scopes import Scope

MOST_VALUES = 4
"""So many values of an enum are named in one clause, not more."""

_STATES = frozenset({"status", "state", "stage", "phase"})
_ADJECTIVES = frozenset(
    "active inactive available unavailable busy current dead done dirty due empty enabled exclusive external final "
    "free full hidden idle in inactive internal live locked new obsolete off offline old on online open optional "
    "overdue paid private public read ready sold sent shown solid stale starred unpaid unread unsent valid invalid "
    "void whole won lost taken broken frozen withdrawn written kept left late".split()
)
_ADJECTIVE_ENDS = ("ed", "ing", "able", "ible")


_NO_ROLES = frozenset("first second third last next previous other another old new source target from to".split())
"""Names of rows that say which one, but not what it is."""


@dataclass(frozen=True)
class Speaker:
    """Who is spoken of in one sentence: the names at a place of a tool, and the row that is simply "it"."""

    scope: Scope
    tool: Tool
    it: str = ""

    def entity(self, expr: Expr) -> str | None:
        """The entity of a row that the reader knows by its name; None for any other expression."""
        if not isinstance(expr, Name):
            return None
        found = self.scope.lookup(expr.id)
        if found is None or found.kind != "row":
            return None
        role = f"{expr.id}_id" in self.tool.parameters and expr.id not in _NO_ROLES
        return found.entity if role or expr.id in ("actor", found.entity) else None

    def subject(self, row: str) -> tuple[str, str, str]:
        """The row as a subject with its verbs: ("the bike", "is", "has"), ("you", "are", "have")."""
        known = self._pronoun(row)
        if known is not None:
            return known.subject, known.be, known.have
        return f"the {said(row)}", *(("are", "have") if self._plural(row) else ("is", "has"))

    def possessive(self, row: str) -> str:
        """Whose a column is: "the bike's", "your", "its"."""
        known = self._pronoun(row)
        if known is not None:
            return known.possessive
        return f"the {said(row)}'" if self._plural(row) else f"the {said(row)}'s"

    def _pronoun(self, row: str) -> Pronoun | None:
        return YOU if row == "actor" else pronoun(row) if row == self.it else None

    def _plural(self, row: str) -> bool:
        """Whether the name itself is a plural (`settings`)."""
        declared = self.scope.environment.entities.get(row)
        return declared is not None and declared.plural == row and row.endswith("s")


@dataclass(frozen=True)
class Choice:
    """Which of an enum's values a column may have, and which not."""

    subject: Attribute
    allowed: tuple[str, ...]
    excluded: tuple[str, ...]


def clauses(conditions: Facts, speaker: Speaker) -> tuple[str, ...] | None:
    """One clause for each condition, several on one enum as one; None if a condition has no good clause."""
    found = [_clause(item, speaker) for item in _reduced(conditions, speaker)]
    told = tuple(dict.fromkeys(item for item in found if item is not None))
    return told if len(told) == len(found) else None


def about(conditions: Facts) -> frozenset[str]:
    """The names of the rows that conditions speak of."""
    return frozenset(
        node.base.id
        for condition in conditions
        for node in walk(condition)
        if isinstance(node, Attribute) and isinstance(node.base, Name)
    )


def is_weak(conditions: Facts, speaker: Speaker) -> bool:
    """Whether the conditions only say what a row must not be already."""
    return all(
        len(item.excluded) == 1 < len(item.allowed) if isinstance(item, Choice) else isinstance(item, Not | Attribute)
        for item in _reduced(conditions, speaker)
    )


def _reduced(conditions: Facts, speaker: Speaker) -> tuple[Expr | Choice, ...]:
    found: dict[Expr, Expr | Choice] = {}
    for item in conditions:
        values = _values(item, speaker)
        if isinstance(item, Compare) and isinstance(item.left, Attribute) and values:
            allowed = facts.allowed_values(conditions, item.left, values)
            excluded = tuple(value for value in values if value not in allowed)
            found[item.left] = Choice(item.left, allowed, excluded)
        else:
            found[item] = item
    return tuple(found.values())


def _values(expr: Expr, speaker: Speaker) -> tuple[str, ...]:
    """The values of the enum column that a condition compares with constants; empty for any other condition."""
    if not isinstance(expr, Compare) or expr.op not in ("==", "!=", "in", "not in"):
        return ()
    constant = isinstance(expr.right, Constant) or facts.constants(expr.right) is not None
    return infer(expr.left, speaker.scope).values if constant and isinstance(expr.left, Attribute) else ()


def _clause(item: Expr | Choice, speaker: Speaker) -> str | None:
    rule = _RULES.get(type(item))
    return rule(item, speaker) if rule else None


def _owner(expr: Expr, speaker: Speaker) -> str | None:
    """The name of the row that a column is asked of, if the reader knows it."""
    if not isinstance(expr, Attribute) or not isinstance(expr.base, Name):
        return None
    return expr.base.id if speaker.entity(expr.base) is not None else None


def _choice(item: Choice, speaker: Speaker) -> str | None:
    owner = _owner(item.subject, speaker)
    if owner is None or not item.allowed or not item.excluded:
        return None
    told, words = _told(item)
    if len(told) > MOST_VALUES:
        return None
    if item.subject.name in _STATES and all(map(_is_adjective, told)):
        noun, verb, _ = speaker.subject(owner)
        return f"{noun} {verb} {words}"
    return f"{speaker.possessive(owner)} {column_phrase(item.subject.name)} is {words}"


def _told(item: Choice) -> tuple[list[str], str]:
    """The values that are named, the allowed or the excluded ones, and how."""
    allowed, excluded = [*map(_worded, item.allowed)], [*map(_worded, item.excluded)]
    if len(excluded) == 1 < len(allowed):
        return excluded, f"not {excluded[0]}"
    if len(allowed) <= max(len(excluded), 3):
        return allowed, joined(allowed, "or")
    return excluded, f"neither {joined(excluded, 'nor')}"


def _worded(value: str) -> str:
    """A value in a sentence; one of several words that is no adjective is quoted."""
    word = spoken_value(value)
    return f"“{word}”" if " " in word and not _is_adjective(word) else word


def _is_adjective(word: str) -> bool:
    """Whether "it is WORD" is good English; other values are told as the status that they are."""
    first = word.split(" ")[0]
    return (" " not in word and word.endswith(_ADJECTIVE_ENDS)) or word in _ADJECTIVES or first in ("in", "not", "on")


def _attribute(expr: Attribute, speaker: Speaker) -> str | None:
    return _flag(expr, speaker, negated=False)


def _not(expr: Not, speaker: Speaker) -> str | None:
    return _flag(expr.operand, speaker, negated=True) if isinstance(expr.operand, Attribute) else None


def _flag(expr: Attribute, speaker: Speaker, *, negated: bool) -> str | None:
    """A boolean column: `is_open`, `has_lift`, `can_edit`, `hidden`."""
    owner = _owner(expr, speaker)
    if owner is None:
        return None
    (noun, be, have), no = speaker.subject(owner), "not " if negated else ""
    for prefix, verb in (("is_", be), ("has_", f"{have} no" if negated else have), ("can_", "can")):
        if expr.name.startswith(prefix):
            return f"{noun} {verb} {'' if prefix == 'has_' else no}{said(expr.name.removeprefix(prefix))}"
    return f"{noun} {be} {no}{said(expr.name)}" if _is_adjective(said(expr.name)) else None


def _compare(expr: Compare, speaker: Speaker) -> str | None:
    owner, right = _owner(expr.left, speaker), _value(expr.right, speaker)
    if owner is None or right is None or not isinstance(expr.left, Attribute):
        return None
    kind = infer(expr.left, speaker.scope).kind
    words = _ORDER[kind in ("date", "datetime")] | {"==": "", "!=": "not "}
    if expr.op not in words or kind in ("boolean", "enum"):
        return None
    return f"{speaker.possessive(owner)} {column_phrase(expr.left.name)} is {words[expr.op]}{right}"


_ORDER = {
    False: {"<": "below ", "<=": "at most ", ">": "above ", ">=": "at least "},
    True: {"<": "before ", "<=": "no later than ", ">": "after ", ">=": "no earlier than "},
}


def _value(expr: Expr, speaker: Speaker) -> str | None:
    """A constant, the time, or an amount of a known row."""
    if isinstance(expr, Constant):
        return None if expr.value is None or isinstance(expr.value, bool) else f"{expr.value}"
    if isinstance(expr, Call):
        return {"now": "the current time", "today": "today"}.get(expr.function)
    owner = _owner(expr, speaker)
    amount = infer(expr, speaker.scope).kind in ("integer", "number", "money", "date", "datetime")
    if owner is None or not amount or not isinstance(expr, Attribute):
        return None
    return f"{speaker.possessive(owner)} {column_phrase(expr.name)}"


def _is_none(expr: IsNone, speaker: Speaker) -> str | None:
    owner = _owner(expr.operand, speaker)
    if owner is None or not isinstance(expr.operand, Attribute):
        return None
    (noun, be, have), name = speaker.subject(owner), expr.operand.name
    done = re.sub("_(at|on|date|time)$", "", name)
    if done != name and done.endswith(("ed", "en", "id", "nt", "un")):
        return f"{noun} {be} {'already' if expr.negated else 'not yet'} {said(done)}"
    column = column_phrase(name)
    return f"{noun} {have} {article(column) if expr.negated else 'no ' + column}"


_RULES: dict[type, Callable[..., str | None]] = {
    Choice: _choice,
    Compare: _compare,
    IsNone: _is_none,
    Not: _not,
    Attribute: _attribute,
}
