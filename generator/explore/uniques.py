"""Which columns a service keeps unique: addresses and codes by their name, names of labels by their noun."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.explore.fields import Field
from generator.explore.things import Thing

_ALWAYS = frozenset(
    "email email_address username login sku slug handle isbn barcode iban domain hostname phone_number_e164".split()
)
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
    r"(\bnot|n't|\bneed not|\bno longer)( \w+){0,2} (be )?unique|non-?unique|duplicates? (are|is) (allowed|permitted)",
    re.I,
)
_CONFLICT = 409


def uniques(thing: Thing, fields: Mapping[str, Field], owner: str) -> tuple[tuple[str, ...], ...]:
    """The unique sets of columns: each alone, or together with the parent.

    A PUT that creates what its path names makes that name unique.
    """
    if not thing.having("create"):
        return ()
    if thing.schema.key or thing.schema.unique:
        return _stated(thing, fields)
    named = any(endpoint.method == "PUT" and endpoint.route.on_item for endpoint in thing.having("create"))
    conflict = any(_CONFLICT in endpoint.operation.error_statuses for endpoint in thing.having("create"))
    found = []
    for name, field in fields.items():
        text = field.nature.kind == "text" and not field.many and field.reference is None and field.create
        if text and ((named and name == "name") or _is_unique(thing, name, field, conflict)):
            parent = f"{owner}_id"
            found.append((parent, name) if owner and parent in fields and name not in _ALWAYS else (name,))
    return tuple(found[:2])


MAX_STATED = 3


def _stated(thing: Thing, fields: Mapping[str, Field]) -> tuple[tuple[str, ...], ...]:
    """The sets that the description states, those that hold no other one of them, where all their columns are kept."""
    columns = {field.leaf.path: name for name, field in fields.items()}
    sets = [tuple(columns.get((name,), "") for name in names) for names in thing.schema.unique]
    kept = [names for names in sets if all(names) and not any(set(other) < set(names) for other in sets)]
    return tuple(dict.fromkeys(kept))[:MAX_STATED]


def _is_unique(thing: Thing, name: str, field: Field, conflict: bool) -> bool:
    text = field.leaf.schema.description
    told = bool(_TOLD.search(text)) and not _DENIED.search(text)
    if told or name in _ALWAYS:
        return True
    names = name in ("name", "title", f"{thing.name}_name", "key", "code") and field.role in ("label", "")
    return names and (conflict or thing.name.split("_")[-1] in _NAMED) and field.required
