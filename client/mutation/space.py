"""Which small worlds there are: how many rows an entity has, their keys, and what each value may be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from client.mutation.families import Families, Family, Member
from client.mutation.pools import Domain, Pools, of_column
from servers.farm.model import Environment, ListColumn, PositionColumn, ReferenceColumn
from servers.farm.state import State

ROWS, MOST_ROWS = 2, 3
"""How many rows an entity has at most, and how many where a tool looks at more than two of them at once."""

CROWD = 5
"""How many rows an entity has at most where that is not enough, and nothing can be proved."""
PARAMETER = CROWD
"""In the place of a row's number, for what is no column."""


@dataclass(frozen=True)
class Space:
    """All small worlds of an environment, and the arguments of calls in them."""

    environment: Environment
    families: Families
    pools: Pools
    rows: Mapping[str, int]
    """How many rows an entity has at most, where it is not `ROWS`."""
    ranks: dict[Member, int] = field(default_factory=dict)
    """The members that got values of their own, in the order in which they asked."""
    _keys: dict[str, list[Any]] = field(default_factory=dict)
    known: dict[tuple[str, int, str], list[Any]] = field(default_factory=dict)
    """The values of columns that were asked for before."""

    def most(self, entity: str) -> int:
        """How many rows an entity has at most."""
        return self.rows.get(entity, ROWS)

    @cached_property
    def empty(self) -> State:
        """The state without rows."""
        return State(self.environment.clock.start, {}, self.sequences)

    @cached_property
    def sequences(self) -> dict[str, int]:
        """The last number of each sequence: as if the first rows were there, or had been."""
        found: dict[str, int] = {}
        for name, entity in self.environment.entities.items():
            if entity.key is None or entity.key.sequence is None:
                continue
            if entity.key.per is None:
                found[name] = self.most(name)
                continue
            parent = entity.columns[entity.key.per]
            keys = self.keys(parent.to)[:-1] if isinstance(parent, ReferenceColumn) else []
            found |= {f"{name}:{key}": self.most(name) for key in keys}
        return found

    def sizes(self, entity: str) -> Sequence[int]:
        """How many rows an entity may have; whose account it is, there is."""
        actor = self.environment.actor
        least = 1 if actor is not None and actor.session is None and actor.entity == entity else 0
        return range(self.most(entity), least - 1, -1)

    def keys(self, entity: str) -> list[Any]:
        """The keys of the rows that an entity may have, and one that none has."""
        if entity not in self._keys:
            self._keys[entity] = self._made(entity)
        return self._keys[entity]

    def _made(self, entity: str) -> list[Any]:
        key = self.environment.entities[entity].key
        numbers = [*range(1, self.most(entity) + 1), 971]
        if key is None:
            return []
        texts = [key.sequence.format(n=number) if key.sequence else f"k{number}" for number in numbers]
        return numbers if key.kind == "integer" else texts

    def family(self, member: Member) -> Family:
        """What a member has to do with."""
        return self.families.of(member)

    def key_family(self, family: Family) -> list[Any]:
        """The keys that members of the family may hold; empty if it is not about keys."""
        entities = sorted(entity for entity, column in family.members if not column)
        return list(dict.fromkeys(key for entity in entities for key in self.keys(entity)))

    def column(self, entity: str, index: int, column: str) -> list[Any]:
        """What a column of a row may be that is no key."""
        found = self.known.get((entity, index, column))
        if found is None:
            found = self.known[entity, index, column] = self._column(entity, index, column)
        return found

    def _column(self, entity: str, index: int, column: str) -> list[Any]:
        declared, family = self.environment.entities[entity].columns[column], self.family((entity, column))
        none = [None] if getattr(declared, "nullable", False) else []
        if isinstance(declared, PositionColumn):
            return [index, *(other for other in range(self.most(entity)) if other != index)]
        values = self.values((entity, column), of_column(declared), index)
        if isinstance(declared, ListColumn):
            return [(values[0],), tuple(values[:2]), (), *none] if family.tested else [(values[0],)]
        return [*values, *(none if family.tested or len(values) > 1 else [])]

    def own(self, member: Member, domain: Domain, row: int) -> Any:
        """A value that no other member and no other row has, as far as there are such values."""
        if domain.is_small:
            values = self.pools.telling(domain, self.family(member))
            return values[row % len(values)]
        rank = self.ranks.setdefault(member, len(self.ranks))
        return self.pools.own(domain, self.family(member), rank * (PARAMETER + 1) + row)

    def values(self, member: Member, domain: Domain, row: int) -> list[Any]:
        """What a parameter (row `PARAMETER`) or column of a row may be, without None."""
        family = self.family(member)
        keys = [key for key in self.key_family(family) if domain.allows(key)]
        if keys and domain.kind in ("text", "integer"):
            return keys
        if not family.tested and not domain.is_small:
            return [self.own(member, domain, row)]
        found = self.pools.telling(domain, family)
        # What is only carried need not be more than one of two values: no constant and nothing else is always both.
        return found if family.tested or row < PARAMETER else found[:2]
