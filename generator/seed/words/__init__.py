"""What start states say: titles and texts that read as if people had written them, by family of nouns.

A family is lines of `title | text | kind`; a line may have no text and no kind. The kind is what else goes with the
title: the category of a product, the place of an event. What stands in one line belongs together.
"""

from dataclasses import dataclass
from functools import lru_cache

from generator.seed.words import life, makings, media, technical, trade, work


@dataclass(frozen=True)
class Family:
    """Titles and, where lines have them, the texts and kinds that go with the titles (same length, or empty)."""

    titles: tuple[str, ...]
    texts: tuple[str, ...]
    kinds: tuple[str, ...]


_SOURCES: dict[str, str] = {
    **work.FAMILIES,
    **trade.FAMILIES,
    **life.FAMILIES,
    **media.FAMILIES,
    **technical.FAMILIES,
    **makings.FAMILIES,
}


def names() -> list[str]:
    """Every family."""
    return sorted(_SOURCES)


@lru_cache(maxsize=128)
def family(name: str) -> Family:
    """The titles and texts of a family; KeyError for one that does not exist."""
    lines = [[part.strip() for part in line.split("|")] for line in _SOURCES[name].strip().splitlines()]
    columns = [tuple(line[place] if len(line) > place else "" for line in lines) for place in range(3)]
    return Family(columns[0], *(column if all(column) else () for column in columns[1:]))
