"""Words of names: how a name splits into them, and how a long one is cut between them."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.latin import latin

Words = tuple[str, ...]
MAX_LENGTH = 48
"""The most letters that a name of ours has."""

_MANY = r"(?!s(?![A-Za-z])|(?<![IAU])s(?=[A-Z]))"
"""Not before the "s" that makes many of an abbreviation: "IDs", "dedicatedHSMs", "VMsRunning", but "SSLIsOn"."""
_BREAKS = re.compile(rf"([a-z0-9])([A-Z])|([A-Z]+)([A-Z])(?=[a-z]){_MANY}")
_PARTS = re.compile(r"[A-Za-z0-9]+")
_PRODUCTS = re.compile(
    r"i?OAuth|GitHub|GitLab|YouTube|PayPal|LinkedIn|WhatsApp|JavaScript|iCal|iOS|IPv(?=[46])|PostCode|eBay"
)


@lru_cache(maxsize=65_536)
def plain_words(name: str) -> Words:
    """The lower-case words of a name by its case and punctuation alone, in Latin letters."""
    marked = _PRODUCTS.sub(lambda found: found[0].capitalize(), latin(name))
    spaced = _BREAKS.sub(lambda found: f"{found[1] or found[3]} {found[2] or found[4]}", marked)
    return tuple(word.lower() for part in _PARTS.findall(spaced) for word in part.split())


def clip(name: str, length: int = MAX_LENGTH) -> str:
    """The name cut to a length, between words where that leaves enough."""
    if len(name) <= length:
        return name.rstrip("_")
    whole = name[: length + 1].rpartition("_")[0]
    return whole if len(whole) > length // 2 else name[:length].rstrip("_")
