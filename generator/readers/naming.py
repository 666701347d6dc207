"""A short machine name for an API, from its title."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

_NOISE = frozenset(
    "a an and api apis by documentation docs for http https json my of open openapi public reference rest restful "
    "service services spec specification swagger the v version web your".split()
)
_STAGES = frozenset("alpha beta deprecated draft experimental legacy preview stable".split())
"""How far an API is; nothing of what it is about."""
_VERSION = re.compile(r"\b(version\s+|apiv|v)\d+(\.\w+)*\b", re.IGNORECASE)
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
        words = [word for word in _words(_VERSION.sub(" ", candidate)) if _tells(word)]
        name = _join(words or [])
        if name:
            return name
    return "api"


def _tells(word: str) -> bool:
    return word not in _NOISE and word not in _STAGES and not re.fullmatch(r"v?\d+", word)


def spoken_title(title: str) -> str:
    """A title without where, how far and in which version an API is, and without the words that say that it is one;
    "" where nothing else is said. Of parts with a bar between them the first that tells something.

    "Airflow API (Stable)" is "Airflow", "docs | Bike Hire API v2" is "Bike Hire".
    """
    parts = re.split(r"\s+\|\s+", without_addresses(title))
    return next((cleaned for part in parts if (cleaned := _cleaned(part))), "")


_SAYS_API = re.compile(
    r"(?<!\w)(the|rest|api|apis|endpoints?|reference|documentation|specification)(?![\w-]|\.\w)", re.IGNORECASE
)
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\{([^{}]*)\}")
_EDGES = " -–:|.,/"
_JOINERS = re.compile(r"^(for|of|by|and|to)\s+|\s+(for|of|by|and|to)$", re.IGNORECASE)


def _cleaned(title: str) -> str:
    plain = _SAYS_API.sub(" ", _VERSION.sub(" ", title))
    plain = _BRACKETS.sub(lambda found: found[0] if any(map(_tells, _words(found[0]))) else " ", plain)
    plain = _JOINERS.sub("", " ".join(plain.split()).strip(_EDGES)).strip(_EDGES)
    return plain if any(map(_tells, _words(plain))) else ""


_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z](?![^A-Za-z]|$))|(?<=[A-Z])(?=[A-Z][a-z])")
"""Where a title in one word has its words: "GoToTraining", "IoT"."""


def _words(phrase: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", phrase.replace("’", "'")).encode("ascii", "ignore").decode()
    plain = re.sub(r"'s\b", "", plain)
    plain = _HUMPS.sub(" ", plain) if " " not in plain.strip() else plain
    return re.findall(r"[a-z0-9]+", plain.lower())


def _join(words: list[str]) -> str:
    name = ""
    for word in words:
        longer = f"{name}_{word}" if name else word[:_MAX_LENGTH]
        if len(longer) > _MAX_LENGTH:
            break
        name = longer
    return name if re.match(r"[a-z]", name) else ""
