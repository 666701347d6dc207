"""What start states say: titles and texts that read as if people had written them, by family of nouns.

A family is lines of `title | text`; a line may have no text. Titles and texts of one line belong together.
"""

from dataclasses import dataclass
from functools import lru_cache

from generator.seed.words import life, makings, media, technical, trade, work


@dataclass(frozen=True)
class Family:
    """Titles and, where lines have them, the texts that go with the titles (same length, or empty)."""

    titles: tuple[str, ...]
    texts: tuple[str, ...]


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
    pairs = [line.partition("|") for line in _SOURCES[name].strip().splitlines()]
    titles = tuple(title.strip() for title, _, _ in pairs)
    texts = tuple(text.strip() for _, _, text in pairs)
    return Family(titles, texts if all(texts) else ())
