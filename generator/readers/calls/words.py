"""Names of calls and inputs as lower-case words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache

from generator.english import singular
from generator.latin import latin

Words = tuple[str, ...]

_PARTS = re.compile(r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
"""Plural acronyms ("ACLs"), acronyms, words and numbers."""
_SPLIT_UP = re.compile(r"GraphQL|GitHub|GitLab|OAuth|IPv[46]|IPAM|SigV4|DevOps|macOS|iOS")
_COMMON = 0.6


@lru_cache(maxsize=65_536)
def words(name: str) -> Words:
    """ "DescribeDBInstances" → describe, db, instances; "API-post-page" → api, post, page."""
    whole = _SPLIT_UP.sub(lambda found: found[0].capitalize(), latin(name))
    found = [part.lower() for part in _PARTS.findall(whole)]
    joined: list[str] = []
    for part in found:  # "ec2", "s3", "route53" and "v2" are one word each
        if part.isdigit() and joined and not joined[-1][-1].isdigit():
            joined[-1] += part
        else:
            joined.append(part)
    return tuple(joined)


def one(noun: Words) -> Words:
    """The noun with its last word singular."""
    return (*noun[:-1], singular(noun[-1])) if noun else ()


def without_prefix(names: Iterable[str], verbs: Collection[str]) -> dict[str, Words]:
    """The words of each name, without a first word that most names begin with and that is no verb ("trello_add_card").

    A prefix that a few lack is dropped from those that have it.
    """
    found = {name: words(name) for name in names}
    while True:
        firsts = Counter(item[0] for item in found.values() if len(item) > 1)
        first, times = firsts.most_common(1)[0] if firsts else ("", 0)
        if first in verbs or times < 3 or times < _COMMON * len(found):
            return found
        found = {name: item[1:] if item[:1] == (first,) and len(item) > 1 else item for name, item in found.items()}
