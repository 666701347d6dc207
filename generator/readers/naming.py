"""A short machine name for an API, from its title."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

_NOISE = frozenset(
    "a an and api apis by documentation docs for http https json my of open openapi public reference rest restful "
    "service services spec specification swagger the v version web your".split()
)
_MAX_LENGTH = 40
_ADDRESS = re.compile(r"\(?\s*\b(https?://|www\.)\S+")
"""Where a title says where something is, in brackets or not."""


def without_addresses(title: str) -> str:
    """A title without what says where something is, if it says anything else."""
    return " ".join(_ADDRESS.sub(" ", title).split()) or title


def short_name(title: str, document: str) -> str:
    """`[a-z][a-z0-9_]*` of at most 40 characters: the telling words of the title, else the file's stem, else "api".

    "Bike Hire API v2" is "bike_hire".
    """
    for candidate in (without_addresses(title), PurePosixPath(document).name.split(".")[0]):
        words = [word for word in _words(candidate) if word not in _NOISE and not re.fullmatch(r"v?\d+", word)]
        name = _join(words or [])
        if name:
            return name
    return "api"


def _words(phrase: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", phrase.replace("’", "'")).encode("ascii", "ignore").decode()
    plain = re.sub(r"'s\b", "", plain)
    plain = re.sub(r"([a-z])([A-Z][a-z])", r"\1 \2", plain) if " " not in plain.strip() else plain
    return re.findall(r"[a-z0-9]+", plain.lower())


def _join(words: list[str]) -> str:
    name = ""
    for word in words:
        longer = f"{name}_{word}" if name else word[:_MAX_LENGTH]
        if len(longer) > _MAX_LENGTH:
            break
        name = longer
    return name if re.match(r"[a-z]", name) else ""
