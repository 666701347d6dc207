"""Who draws from which family of words: no two entities of an environment start at the same place of a list.

A family's lines are shuffled once for an environment. Every entity that takes its titles from the family, and every
column that takes sentences apart from titles, begins at another place, as far from the others as the list allows.
"""

from generator.seed.families import PERSON, family_of
from servers.farm.model import Environment, SeedRule

Shelves = dict[str, tuple[str, ...]]
"""Family → who draws from it, in the order of declaration: an entity, or `entity.column` for what stands apart."""

_DRAWING = frozenset({"title", "text", "kind", "family_title"})


def shelves_of(environment: Environment) -> Shelves:
    """Who draws from each family."""
    found: dict[str, dict[str, None]] = {}
    for name, entity in environment.entities.items():
        for column, rule in entity.seed.columns.items():
            family = drawn_from(name, rule) if rule.make in _DRAWING else ""
            if family:
                found.setdefault(family, {})[reader(name, column, rule)] = None
    return {family: tuple(readers) for family, readers in found.items()}


def drawn_from(entity: str, rule: SeedRule) -> str:
    """The family that a rule draws from; "" for people and for nouns that no family knows."""
    named = rule.options.get("family")
    found = named if isinstance(named, str) and named else family_of(entity)
    return "" if found == PERSON else found


def reader(entity: str, column: str, rule: SeedRule) -> str:
    """Who draws: the entity, so that titles and texts agree, or one column for itself."""
    apart = rule.make == "family_title" or bool(rule.options.get("apart"))
    return f"{entity}.{column}" if apart else entity


def place_of_reader(shelves: Shelves, family: str, who: str, length: int) -> int:
    """Where in a family's shuffled list of `length` lines a reader begins."""
    readers = shelves.get(family, ())
    return readers.index(who) * length // len(readers) if who in readers else 0
