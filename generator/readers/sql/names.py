"""Names of tables and columns as names that any tool can have: Latin letters, digits and underscores.

A name in another script is spelled in Latin letters, sign by sign, by the published table of the package `anyascii`
("заказы" is "zakazy", "名前" is "MingQian"): the same for everybody, and legible for who knows the language. A name of
which nothing is left is numbered.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from generator.latin import latin

_OTHER = re.compile(r"[^A-Za-z0-9]+")
_NOTATIONS = frozenset({"tbl", "tab", "tb", "t"})
_MIN_SHARED = 3


def legal_names(names: Iterable[str], otherwise: str) -> dict[str, str]:
    """A legal name for each name, no two the same in any case; `otherwise` and a number for one without any letter."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for place, name in enumerate(names, 1):
        base = spelled = _legal(name) or f"{otherwise}_{place}"
        number = 2
        while spelled.lower() in taken:
            spelled, number = f"{base}{number}", number + 1
        taken.add(spelled.lower())
        found[name] = spelled
    return found


def _legal(name: str) -> str:
    spelled = _OTHER.sub("_", latin(name)).strip("_")
    return f"value_{spelled}" if spelled[:1].isdigit() else spelled


def without_notation(names: Collection[str]) -> dict[str, str]:
    """Names of tables without what only says that they are tables, or whose: `tbl_orders`, `wp_posts` beside
    `wp_users`. A name that would be another one's stays."""
    shared = _shared(names)
    short = {name: _without(name, shared) for name in names}
    counted = [item.lower() for item in short.values()]
    return {name: item if counted.count(item.lower()) == 1 else name for name, item in short.items()}


def _shared(names: Collection[str]) -> str:
    """The first word, if it is that of all of at least three names and none is nothing but it."""
    first = {name.partition("_")[0].lower() for name in names}
    return first.pop() if len(names) >= _MIN_SHARED and len(first) == 1 and all("_" in name for name in names) else ""


def _without(name: str, shared: str) -> str:
    head, _, rest = name.partition("_")
    plain = rest if rest and head.lower() in _NOTATIONS | {shared} else name
    camel = re.fullmatch(r"tbl([A-Z].*)", plain)
    kept = camel[1] if camel else plain
    return kept if kept[:1].isalpha() else name
