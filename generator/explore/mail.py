"""The facts of an email message, for things that are documented to hold one in RFC 2822 form rather than in fields.

The format says which headers a message has (RFC 5322 §3.6); a description that hands out raw messages says no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.description import Description, Schema
from generator.explore.fields import Field
from generator.explore.kinds import Nature
from generator.explore.leaves import Leaf
from generator.explore.things import Thing

_FORMAT = re.compile(
    r"RFC ?(2822|822|5322)\b[^.]*(message|email|format)|(email|message)[^.]*RFC ?(2822|822|5322)", re.I
)
_RAW = re.compile(r"base64|raw|entire|whole|full", re.I)
"""A message in that format is one text; an address in it is not a message."""
_TOLD = "its messages are in RFC 2822 format, which has this header"


def mail_fields(description: Description, thing: Thing, found: Iterable[Field]) -> tuple[Field, ...]:
    """The fields, with sender, recipients, subject and body where the thing holds a raw email message."""
    known = list(found)
    names = {field.name for field in known}
    if not _holds_mail(description, thing) or names & {"subject", "body", "recipients", "to"}:
        return tuple(known)
    writable = bool(thing.having("create"))
    return (
        *(field for field in known if field.role != "label"),
        _field("sender", "text", writable, thing, required=False),
        _field("recipients", "list", writable, thing, required=True),
        _field("subject", "text", writable, thing, required=True),
        _field("body", "text", writable, thing, required=False),
    )


def _holds_mail(description: Description, thing: Thing) -> bool:
    """Whether a property of the thing, or of a part of it, is said to be a message in that format."""
    if thing.single:
        return False
    for schema in thing.schema.properties.values():
        inner = description.resolve(schema)
        parts: list[Schema] = [inner, *inner.properties.values()]
        if any(_is_raw_message(description.resolve(part), part.description) for part in parts[:12]):
            return True
    return False


def _is_raw_message(schema: Schema, told: str) -> bool:
    text = told or schema.description
    raw = schema.format == "byte" or _RAW.search(text) is not None
    return schema.kind == "string" and raw and _FORMAT.search(text) is not None


def _field(name: str, kind: str, writable: bool, thing: Thing, *, required: bool) -> Field:
    nature = Nature("list" if kind == "list" else "text", _TOLD, 0.7)
    leaf = Leaf(name, Schema(kind="string"), many=kind == "list")
    updates = bool(thing.having("update"))
    role = "label" if name == "subject" else ""
    return Field(name, nature, leaf, True, writable, updates, required and writable, False, "label" if role else "")
