"""Names of ours that are always allowed: short enough, no word that Python reserves, none that frameworks take."""

from __future__ import annotations

import keyword
import re

from generator.latin import latin
from generator.words import clip as clip
from servers.farm.functions import TABLE
from servers.farm.names import RESERVED_ROWS, RESERVED_TOOLS

_COLUMNS = {
    "from": "sender",
    "class": "class_name",
    "import": "imported",
    "global": "is_global",
    "async": "asynchronous",
}
_THINGS = {
    "import": "import_job",
    "class": "course_class",
    "return": "return_request",
    "limit": "limit_rule",
    "cursor": "cursor_mark",
}
_DERIVED = frozenset("limit cursor clear next_cursor".split())
"""Parameters and result fields that the farm adds itself."""


_NO_NOUNS = frozenset("as by in of to at on up out off with from for and or not via per all".split())


def column_name(name: str) -> str:
    """A name for a column and the parameter that fills it."""
    spelled = _letters(name)
    if spelled in _COLUMNS:
        return _COLUMNS[spelled]
    taken = keyword.iskeyword(spelled) or spelled in RESERVED_ROWS or spelled in _DERIVED or spelled in TABLE
    return clip(f"{spelled}_value" if taken else spelled)


def thing_name(name: str) -> str:
    """A name for an entity."""
    spelled = clip(_letters(name), 36)
    if spelled in _THINGS:
        return _THINGS[spelled]
    taken = keyword.iskeyword(spelled) or spelled in RESERVED_ROWS or spelled in TABLE
    return f"{spelled}_record" if taken or spelled.split("_")[-1] in _NO_NOUNS else spelled


def tool_name(name: str) -> str:
    """A name for a tool."""
    spelled = clip(_letters(name))
    return f"show_{spelled.removeprefix('get_')}" if spelled in RESERVED_TOOLS else spelled


def _letters(name: str) -> str:
    """Lower-case words that begin with a letter, joined by single underscores."""
    words = [word for word in re.split(r"[^a-z0-9]+", latin(name).lower()) if word]
    while words and not words[0][0].isalpha():
        words = words[1:]
    return "_".join(words) or "thing"


_VARIABLES = re.compile(r"\{[^}]*\}")


def spells(path: str, word: str) -> bool:
    """Whether a path has a word outside of its variables, however the two are spelled."""
    return _bare(word) in _bare(_VARIABLES.sub("", path))


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
