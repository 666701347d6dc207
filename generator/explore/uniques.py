"""Which columns a service keeps unique: addresses and codes by their name, names of labels by their noun."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.explore.fields import Field
from generator.explore.things import Thing

_CODES = frozenset("username login sku slug handle isbn".split())
"""Columns that are unique by their name: what they are for is to tell rows apart."""
_ADDRESSES = frozenset("email email_address phone_number_e164".split())
_PEOPLE = frozenset("user account member admin administrator employee teammate subscriber collaborator alias".split())
"""Things that sign in, or are written to, under their address; customers and contacts share one at times."""
_NAMED = frozenset(
    "label tag category role team channel branch environment bucket repository group workspace topic queue "
    "calendar_group variable secret webhook_name plan coupon board_list vocabulary folder collection field "
    "property template".split()
)
_TOLD = re.compile(
    r"\b(must be|is|are|globally) unique\b|\bunique (name|within|across|per|among)\b|already (exists|taken|in use)",
    re.I,
)
_DENIED = re.compile(
    r"(\bnot|n't|\bneed not|\bno longer|\bnever)( \w+){0,2} (be )?unique|non-?unique|"
    r"duplicates? (\w+ )?(are|is) (allowed|possible|permitted)|"
    r"same (name|title)s? (is|are|can|may)\b[^.]{0,30}\b(allowed|possible|permitted|share)",
    re.I,
)
_CONFLICT = 409


def uniques(thing: Thing, fields: Mapping[str, Field], owner: str) -> tuple[tuple[str, ...], ...]:
    """The unique sets of columns: each alone, or together with the parent, a parent of the same kind included.

    A PUT that creates what its path names makes that name unique. What a description says need not be unique is not.
    """
    if not thing.having("create"):
        return ()
    if thing.schema.key or thing.schema.unique:
        return _stated(thing, fields)
    named = any(endpoint.method == "PUT" and endpoint.route.on_item for endpoint in thing.having("create"))
    conflict = any(_CONFLICT in endpoint.operation.error_statuses for endpoint in thing.having("create"))
    parent = _parent(fields, owner)
    found = []
    for name, field in fields.items():
        text = field.nature.kind == "text" and not field.many and field.reference is None and field.create
        if text and ((named and name == "name") or _is_unique(thing, name, field, conflict)):
            found.append((parent, name) if parent and name not in _CODES | _ADDRESSES else (name,))
    return tuple(found[:2])


MAX_STATED = 3


def _stated(thing: Thing, fields: Mapping[str, Field]) -> tuple[tuple[str, ...], ...]:
    """The sets that the description states, those that hold no other one of them, where all their columns are kept."""
    columns = {field.leaf.path: name for name, field in fields.items()}
    sets = [tuple(columns.get((name,), "") for name in names) for names in thing.schema.unique]
    kept = [names for names in sets if all(names) and not any(set(other) < set(names) for other in sets)]
    return tuple(dict.fromkeys(kept))[:MAX_STATED]


def _parent(fields: Mapping[str, Field], owner: str) -> str:
    """The column of what a row lies in, within which names are unique."""
    if owner and f"{owner}_id" in fields:
        return f"{owner}_id"
    return next((name for name, field in fields.items() if field.role == "self_parent"), "")


def _is_unique(thing: Thing, name: str, field: Field, conflict: bool) -> bool:
    text, noun = field.leaf.schema.description, thing.name.split("_")[-1]
    if _DENIED.search(text):
        return False
    if _TOLD.search(text) or name in _CODES:
        return True
    if name in _ADDRESSES:
        return noun in _PEOPLE or conflict
    names = name in ("name", "title", f"{thing.name}_name", "key", "code") and field.role in ("label", "")
    told = noun in _NAMED or (conflict and name != "title")
    return names and told and field.required
