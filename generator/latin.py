"""Words of any script in Latin letters, so that they can be names."""

from __future__ import annotations

_DROPPED = str.maketrans("", "", "'`\"´’")
"""Marks by which Latin spellings of other scripts show soft and hard signs."""


def latin(text: str) -> str:
    """The text in ASCII, sign by sign: "заказы" is "zakazy", "Größe" is "Grosse". ASCII stays as it is."""
    if text.isascii():
        return text
    from anyascii import anyascii

    return str(anyascii(text)).translate(_DROPPED)
