"""Whose API a document describes: the domain name of who offers it, as far as the document's place says it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.description import DocumentKind, Origin

CLOUDS = frozenset(
    """
    amazonaws.com azure.com googleapis.com microsoft.com windows.net oracle.com oraclecloud.com ibm.com
    alibabacloud.com aliyun.com tencentcloud.com huaweicloud.com digitalocean.com linode.com vultr.com hetzner.com
    hetzner.cloud ovh.com scaleway.com rackspace.com heroku.com exoscale.com upcloud.com
    """.split()
)
"""Vendors that sell computing by the hour: few of them describe most of what there is."""

_OF_KINDS: Mapping[DocumentKind, str] = {"aws": "amazonaws.com", "discovery": "googleapis.com"}
"""Kinds of documents that one vendor writes."""
_HOST = re.compile(r"[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*\.[a-z]{2,}", re.IGNORECASE)
_ENDINGS = re.compile(r"\.(json|ya?ml|gz|graphqls?|gql|sql|txt)$", re.IGNORECASE)
_SECOND = frozenset("co com org net gov gob ac edu or ne go".split())
"""Second labels below a country under which names are sold: shop.co.uk is a vendor, co.uk is none."""


def vendor_of(origin: Origin) -> str:
    """The vendor of a document: a part of its path that is a domain name, the one vendor of its kind, or its package.

    `npm:specs@1.0.0#api/shop.example/orders.json` is of shop.example; a file that says nothing is of its folder.
    """
    if origin.source.startswith("mcp:"):  # a command
        return origin.source
    if origin.kind in _OF_KINDS:
        return _OF_KINDS[origin.kind]
    named = origin.source.rpartition("#")[2] if origin.package is not None else origin.source
    parts = [part for part in re.split(r"[/\\]", named) if part]
    hosts = (host for part in parts if _HOST.fullmatch(host := _ENDINGS.sub("", part)))
    host = next(hosts, "")
    return registered(host) if host else origin.package or "/".join(parts[:-1]) or "."


def registered(host: str) -> str:
    """The part of a host's name that somebody registered: api.shop.co.uk is of shop.co.uk."""
    labels = host.lower().split(".")
    country = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND
    return ".".join(labels[-3 if country else -2 :])
