"""The error of this package:

ReadError            a document that cannot be read as an API description
└─ NoDescription     a document that can be read, and is something else
"""

from __future__ import annotations


class ReadError(Exception):
    """`where` names the source and, if known, the place in it; `str()` is one line."""

    def __init__(self, where: str, what: str, hint: str) -> None:
        super().__init__(f"{where}: {what}; {hint}")
        self.where, self.what, self.hint = where, what, hint


class NoDescription(ReadError):
    """The document is sound, and describes no API of a kind that is read."""
