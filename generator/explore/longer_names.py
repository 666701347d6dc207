"""Names for different things that one noun would name: the noun with a word of the path or of the schema."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import count

from generator.english import singular
from generator.explore.endpoints import Place
from generator.explore.naming import clip, thing_name
from generator.explore.shapes import snake

MAX_STEM = 32
"""So much of a name is kept before a number that the number is not cut off with the end."""
MAX_SCHEMA = 30
_VERSION = re.compile(r"/(v\d+)(?=/)")


def longer_name(place: Place, path: str, name: str, schema: str, taken: Collection[str]) -> str:
    """The first that is not taken: with a word before it in the path, the version of the path, the words of its
    schema, with the last word of the path ("canceled_order" at "/orders/status/canceled"); "" for none."""
    outers = [singular(part).replace("-", "_") for part in place[:-1] if part != "{}"]
    candidates = [f"{outer}_{name}" for outer in reversed(outers) if outer != name]
    version = _VERSION.search(path)
    candidates += [f"{version[1]}_{name}"] if version else []
    candidates += [schema] if schema and len(schema) < MAX_SCHEMA else []
    last = singular(snake(next((part for part in reversed(place) if part != "{}"), "")))
    candidates += [last if name in last else f"{last}_{name}"] if last and last != name else []
    return next((found for item in candidates if (found := thing_name(item)) not in taken), "")


def numbered_name(name: str, taken: Collection[str]) -> str:
    """The name with the first number that makes it another one."""
    return next(found for number in count(2) if (found := thing_name(f"{clip(name, MAX_STEM)}_{number}")) not in taken)
