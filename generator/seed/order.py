"""Which moments of a row come after which: ends after starts, changes after the creation, deliveries after payments."""

import re

from generator.seed.derived import CREATED
from generator.seed.meanings import Options, meaning
from generator.seed.states import OFF, is_participle, standing, words
from servers.farm.expressions import Compare, Logic, parse, path
from servers.farm.model import Column, Entity

MOMENTS = frozenset({"past", "after_past", "around"})
"""Makers of moments."""

_STARTS = re.compile(
    r"^(start|begin|began|from|check_?in|depart|pickup|open|valid_from|scheduled_start)|"
    r"(^|_)(start|from|begin|not_before)(_|$)"
)
_ENDS = re.compile(
    r"^(end|finish|stop|until|to_|check_?out|arriv|return|dropoff|close|leav|terminat|valid_(to|until)|scheduled_end)|"
    r"(^|_)(end|ended|finish|finished|stop|stopped|until|not_after)(_|$)"
)
_OVER = re.compile(r"^(ended|finished|closed|completed|returned|checked_out|arrived|left|stopped)(_|$)")
"""Ends that are there once something is over; what still goes on has none."""
_SUFFIX = re.compile(r"_(at|on|time|date|date_?time|timestamp|ts)$|^(date|time)_")
_CHANGED = re.compile(r"^(last_)?(updat|modif|chang|edit)")
_BIRTH = re.compile("birth|dob$|born")


def order_moment(entity: Entity, name: str, column: Column, options: Options) -> None:
    """An end comes after its start, a change after the creation, whatever an invariant says comes after."""
    if _BIRTH.search(name):
        return
    moments = [other for other, item in entity.columns.items()
               if other != name and item.kind == column.kind and _is_moment(other, item)]  # fmt: skip
    before = _before(entity, name, moments, options)
    if before:
        options["after"] = before[0] if len(before) == 1 else before
        if _ENDS.search(name):
            options["null"] = 0.35 if _OVER.search(name) else 0.0


def _before(entity: Entity, name: str, moments: list[str], options: Options) -> tuple[str, ...]:
    declared = _declared_before(entity, name, moments)
    if declared is not None:
        return (declared,)
    if _ENDS.search(name):
        start = _paired(name, [other for other in moments if _STARTS.search(other) and not _ENDS.search(other)])
        if start is not None:
            return (start,)
    if _CHANGED.search(name):
        return tuple(other for other in moments if _has_happened(other, entity.columns[other]))
    if CREATED.search(name) or not _is_past(options) or (_STARTS.search(name) and not _said(name)):
        return ()
    return _earlier_in_life(name, moments)


def _earlier_in_life(name: str, moments: list[str]) -> tuple[str, ...]:
    """The creation and what else of the row's life comes before: what is delivered has been paid and sent."""
    created = sorted((other for other in moments if CREATED.search(other)), key=_creation_rank)[:1]
    own = _stage(name)
    if own is None:
        return tuple(created)
    earlier = [other for other in moments
               if other not in created and (stage := _stage(other)) is not None and stage < own]  # fmt: skip
    return (*created, *earlier)


def _creation_rank(name: str) -> int:
    return 0 if re.search("creat|added|insert", name) else 1


def _stage(name: str) -> float | None:
    """How far on its way a thing is at this moment; deletions come last. None for moments that say no state."""
    word = _said(name)
    found = standing(word) if word else None
    if found is None:
        return None
    return (
        found.stage if found.stage != OFF else 20.0 if word and word.startswith(("delet", "purg", "archiv")) else None
    )


def _said(name: str) -> str | None:
    """The participle in a moment's name: `paid` in `paid_at`."""
    found = words(_SUFFIX.sub("", name))
    return found[-1] if found and is_participle(found[-1]) else None


def _is_moment(name: str, column: Column) -> bool:
    found = meaning(column.kind, name)
    return found is not None and found.make in MOMENTS


def _has_happened(name: str, column: Column) -> bool:
    """Whether a moment is something that was done to the row, which a later change cannot come before."""
    found = meaning(column.kind, name)
    told = CREATED.search(name) or (_stage(name) is not None and not _CHANGED.search(name))
    return bool(told) and found is not None and found.make == "past" and not _BIRTH.search(name)


def _is_past(options: Options) -> bool:
    return "from_days" not in options or float(str(options.get("to_days", 0))) <= 0


def _paired(name: str, starts: list[str]) -> str | None:
    """`check_out` goes with `check_in`, `end_date` with `start_date`: the start with the most words in common."""
    own = set(name.split("_"))
    return max(starts, key=lambda other: (len(own & set(other.split("_"))), -len(other)), default=None)


def _declared_before(entity: Entity, name: str, moments: list[str]) -> str | None:
    """The moment that an invariant lets come before this one: `a <= b`, or `a is None or b is None or a <= b`."""
    for invariant in entity.invariants:
        found = parse(invariant)
        for part in found.operands if isinstance(found, Logic) and found.op == "or" else (found,):
            if isinstance(part, Compare) and part.op in ("<", "<=", ">", ">="):
                sides = [(path(side) or "").rpartition(".")[2] for side in (part.left, part.right)]
                early, late = sides if part.op in ("<", "<=") else sides[::-1]
                if late == name and early in moments:
                    return early
    return None
