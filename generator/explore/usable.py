"""Which fields an environment can keep true: no ids of strangers, no addresses of pages, no idle tallies."""

from __future__ import annotations

import re

from generator.explore.fields import Field, is_id_of
from generator.explore.keys import Key
from generator.explore.things import Thing

_USELESS = ("_url", "_uri", "_link", "_links", "_html", "_md5", "_version")
_ADDRESSES = frozenset("url uri link links html_body version etag".split())


def is_usable(field: Field, thing: Thing, key: Key | None) -> bool:
    if is_id_of(field, thing) and not (key is not None and field.name == key.column):
        return False
    if key is not None and field.name == key.column:
        return False
    address = field.name.endswith(_USELESS) or field.name in _ADDRESSES
    if set(field.name.split("_")) & _SECRETS and field.nature.kind == "text":
        return False
    if (address and field.read_only) or _is_foreign_id(field) or _is_constant(field):
        return False
    removed = field.nature.kind == "boolean" and field.name in (
        "deleted",
        "is_deleted",
        "removed",
        "destroyed",
        "trashed_by_parent",
    )
    return not (removed and not _restores(thing)) and not _is_stale(field, thing)


def _is_constant(field: Field) -> bool:
    """The name of the kind of thing itself, which every row would repeat."""
    return field.name in ("type", "object", "kind") and field.read_only and field.nature.kind == "text"


_SECRETS = frozenset("password secret passphrase token pin cvv cvc pem pkcs7 pkcs12 signature".split())
_OWN_IDS = frozenset("tax_id vat_id external_id reference_id".split())
_ID_ENDINGS = ("_id", "_ids", "_gid", "_sid", "_uuid", "_guid", "_uid")


def _is_foreign_id(field: Field) -> bool:
    """The id of something that the service does not keep, so that nobody can know it."""
    return (
        field.reference is None
        and field.name.endswith(_ID_ENDINGS)
        and field.name not in _OWN_IDS
        and not field.required
    )


def _restores(thing: Thing) -> bool:
    verbs = {word for endpoint in thing.having("action") for word in endpoint.verb}
    return bool(verbs & {"undelete", "restore", "recover", "untrash"})


def _is_stale(field: Field, thing: Thing) -> bool:
    """A number that the service would keep up to date and rules cannot, such as "messages_total"."""
    counts = field.nature.kind in ("integer", "number") and (
        field.read_only or (_is_tally(field) and not field.required)
    )
    return (counts and bool(thing.having("create", "update"))) or (field.many and field.read_only and thing.written)


_TALLY_WORDS = frozenset("total count num unread number totals counts".split())
_TALLY = re.compile(r"^(the )?(total |current )?(number|count) of", re.I)


def _is_tally(field: Field) -> bool:
    """Whether a number counts rows, which nobody would set."""
    return bool(set(field.name.split("_")) & _TALLY_WORDS) and bool(_TALLY.match(field.leaf.schema.description))
