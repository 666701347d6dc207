"""Which fields of a thing become columns: the most useful ones, in an order that reads well."""

from __future__ import annotations

from collections.abc import Iterable

from generator.explore.fields import Field
from generator.explore.parents import is_owner
from generator.explore.things import Thing

MAX_WRITTEN = 14
MAX_READ = 9
MAX_LISTS = 2


_OBSCURE = frozenset(
    "ip agent hash locale version revision legacy internal external raw sandbox test debug third party vendor "
    "token secret rgb icon thumbnail avatar image url link uri signature schema format encoding tracking behavior "
    "gadget override fingerprint statement snippet estimate descriptor offset sequence omitted recurring original "
    "unspecified default internal_notes additional processor private copy signed encrypted original logo "
    "background foreground color banner".split()
)
_SPOKEN_OF = frozenset(
    "description notes note location email phone phone_number address city country attendee_emails priority "
    "due_date quantity currency type category tags content body subject message comment text language birthday "
    "company price amount company_name title name summary first_name last_name start_time end_time start_date "
    "end_date due_at color address_city recipients to sender".split()
)
"""What people speak of when they speak of a thing."""
_KIND_SCORES = {
    "enum": 12,
    "money": 15,
    "date": 14,
    "datetime": 10,
    "boolean": 5,
    "text": 5,
    "integer": 6,
    "number": 5,
    "list": 6,
}
_ROLE_SCORES = {"label": 100, "status": 60, "created": 14, "updated": 6, "self_parent": 45}


def score(field: Field, index: int, owner: str) -> float:
    words = field.name.split("_")
    score = 50.0 if field.required else 0.0
    score += 35 if field.create and field.update else 25 if field.create else 20 if field.update else 5
    score += _KIND_SCORES[field.nature.kind] + _ROLE_SCORES.get(field.role, 0)
    score += 20 if field.reference is not None else 0
    score += 100 if is_owner(field, owner) else 0
    score += 18 if field.name in _SPOKEN_OF else 0
    score -= 4 * (len(words) - 1) + 0.15 * index + 15 * len(set(words) & _OBSCURE)
    return score - (15 if not field.shown and not field.required else 0)


def chosen(found: list[Field], thing: Thing, owner: str) -> list[Field]:
    """The most useful fields, in the order in which they stood; required ones are all kept."""
    writes = bool(thing.having("create", "update", "change"))
    ranked = sorted(enumerate(found), key=lambda item: (-score(item[1], item[0], owner), item[0]))
    kept: list[int] = []
    lists = 0
    for index, field in ranked:
        if field.many and field.reference is not None:
            kept.append(index)
            continue
        if field.many:
            lists += 1
        if (field.many and lists > MAX_LISTS and not field.required) or _is_hidden_flag(field):
            continue
        if len(kept) >= ENOUGH and _is_obscure(field):
            continue
        if len(kept) < (MAX_WRITTEN if writes else MAX_READ) or field.required:
            kept.append(index)
    return _ordered([found[index] for index in sorted(kept)], owner)


ENOUGH = 5
"""From so many columns on, only those are added that people would miss."""


def _is_obscure(field: Field) -> bool:
    """Whether a field is about how a thing is processed, drawn or addressed rather than about the thing."""
    plain = field.role == "" and field.reference is None and not field.required
    return plain and bool(set(field.name.split("_")) & _OBSCURE)


_INSTRUCTING = frozenset(
    "send notify validate skip force ignore suppress return include use accept clear unset reset remove delete dry "
    "overwrite async wait apply preserve replace refresh retain recursive purge bypass".split()
)
"""First words of what is told to the call: "send_email", "clear_max_devices", "apply_immediately"."""


def _is_hidden_flag(field: Field) -> bool:
    """A switch of the call rather than a fact about the thing."""
    if field.shown or field.required or field.nature.kind != "boolean":
        return False
    return field.name.split("_")[0] in _INSTRUCTING


def _ordered(found: list[Field], owner: str) -> list[Field]:
    first = [field for field in found if is_owner(field, owner)]
    label = [field for field in found if field.role == "label" and field not in first]
    times = [field for field in found if field.role in ("created", "updated")]
    rest = [field for field in found if field not in first + label + times]
    return first + label + rest + times


_POSITIONS = frozenset("position rank order sort_order ordinal sort_index display_order order_index".split())


def position(found: Iterable[Field], thing: Thing) -> str:
    """The column that orders siblings, if the service keeps it."""
    moves = any(endpoint.verb[:1] in (("move",), ("reorder",), ("sort",)) for endpoint in thing.endpoints)
    for field in found:
        if (
            field.name in _POSITIONS
            and field.nature.kind in ("integer", "text", "number")
            and (moves or field.read_only)
        ):
            return field.name
    return ""
