"""Which parent each row belongs to: skewed, some parents without children, and agreeing along every path."""

from collections.abc import Mapping, Sequence
from random import Random

from generator.seed.chance import chance
from servers.farm.model import Entity, Environment, ReferenceColumn
from servers.farm.state import Row, State, Value

_ROLES = frozenset(
    "author creator sender assignee reviewer reporter recipient created_by updated_by modified_by approver requester "
    "commenter editor follower member attendee participant".split()
)
"""References that name a person in a part; two rows of one path need not name the same one."""

Tables = Mapping[str, Sequence[Row]]


def references_of(entity: Entity) -> dict[str, ReferenceColumn]:
    """The reference columns of an entity."""
    return {name: column for name, column in entity.columns.items() if isinstance(column, ReferenceColumn)}


def build_order(environment: Environment) -> list[str]:
    """Entities with parents first; inside a cycle those whose required parents are there, as they are declared."""
    done: list[str] = []
    waiting = list(environment.entities)
    while waiting:
        ready = [name for name in waiting if _parents(environment, name) <= {*done, name}]
        possible = [name for name in waiting if _parents(environment, name, required=True) <= {*done, name}]
        done += ready or possible[:1] or waiting[:1]
        waiting = [name for name in waiting if name not in done]
    return done


def _parents(environment: Environment, entity: str, *, required: bool = False) -> set[str]:
    columns = references_of(environment.entities[entity]).values()
    return {column.to for column in columns if not (required and column.nullable)}


class Parents:
    """Picks the references of the rows of one entity, row by row."""

    def __init__(self, environment: Environment, entity: str, tables: Tables, seed: int) -> None:
        self.environment, self.entity, self.tables = environment, entity, tables
        self.columns = references_of(environment.entities[entity])
        self.random = chance(seed, environment.name, entity, "references")
        self.shared = {name: shared(environment, entity, name) for name in self.columns}
        self.pools = {name: self._pool(column.to) for name, column in self.columns.items()}
        self.known = {column.to: self._by_key(column.to, tables.get(column.to, ())) for column in self.columns.values()}
        self.known[entity] = {}

    def pick(self, earlier: Sequence[Row]) -> Row:
        """The reference columns of the next row; `earlier` are the entity's rows so far, for parents among them."""
        row: Row = {}
        for name in self._order():
            if name not in row:
                row[name] = self._choose(name, row, earlier)
                self._force(name, row)
        return {name: row[name] for name in self.columns}

    def _pool(self, target: str) -> list[str | int]:
        """Keys of the target by falling popularity, the account's own first; the last eighth, at least one of
        three, stays without children."""
        keys = _keys(self.environment, target, self.tables)
        childless = max(1, len(keys) // 8) if len(keys) >= 3 else 0
        kept = keys[: len(keys) - childless]
        self.random.shuffle(kept)
        mine = self._of_the_actor(target)
        return sorted(kept, key=lambda key: key not in mine)

    def _of_the_actor(self, target: str) -> set[Value]:
        """The keys of the actor and of what belongs to the actor."""
        actor = self.environment.actor
        mine = _keys(self.environment, actor.entity, self.tables)[:1] if actor is not None else []
        if actor is None or not mine or actor.entity == target:
            return {*mine}
        declared = self.environment.entities[target]
        owned = [name for name, column in references_of(declared).items() if column.to == actor.entity]
        key = declared.key.column if declared.key is not None else ""
        return {row.get(key) for row in self.tables.get(target, ()) if any(row[name] == mine[0] for name in owned)}

    def _order(self) -> list[str]:
        """Required parents that settle other references first, then required ones, then optional ones."""
        return sorted(self.columns, key=lambda name: (self.columns[name].nullable, -len(self.shared[name])))

    def _choose(self, name: str, row: Row, earlier: Sequence[Row]) -> str | int | None:
        column = self.columns[name]
        own = column.to == self.entity
        if column.nullable and self.random.random() < (0.6 if own else 0.25):
            return None
        candidates = _own_candidates(self.environment, self.entity, name, earlier) if own else self.pools[name]
        agreeing = [key for key in candidates if self._agrees(name, key, row, earlier)]
        if not agreeing:
            return None if column.nullable else self._own_key_or_any(name)
        return agreeing[_skewed(self.random, len(agreeing))]

    def _own_key_or_any(self, name: str) -> str | int | None:
        pool = self.pools[name] or _keys(self.environment, self.columns[name].to, self.tables)
        return pool[0] if pool else None

    def _agrees(self, name: str, key: str | int, row: Row, earlier: Sequence[Row]) -> bool:
        if not self.shared[name]:
            return True
        parent = self._row(self.columns[name].to, key, earlier)
        return parent is None or all(row[other] == parent.get(other) for other in self.shared[name] if other in row)

    def _force(self, name: str, row: Row) -> None:
        """A parent that was picked settles the references that it shares with this row."""
        key = row[name]
        if isinstance(key, str | int):
            parent = self._row(self.columns[name].to, key, ()) or {}
            known = {other: parent[other] for other in self.shared[name] if other in parent and other not in row}
            row.update(
                {other: value for other, value in known.items() if value is not None or self.columns[other].nullable}
            )

    def _row(self, target: str, key: str | int, earlier: Sequence[Row]) -> Row | None:
        known = self.known[target]
        if target == self.entity:
            known.update(self._by_key(target, earlier[len(known) :]))  # rows are only ever added
            return known.get(key) if earlier else None
        return known.get(key)

    def _by_key(self, target: str, rows: Sequence[Row]) -> dict[Value, Row]:
        declared = self.environment.entities[target].key
        return {row.get(declared.column): row for row in rows} if declared is not None else {}


def shared(environment: Environment, entity: str, name: str) -> list[str]:
    """The references of an entity that the parent behind one of them has as well, under the same name."""
    columns = references_of(environment.entities[entity])
    above = references_of(environment.entities[columns[name].to])
    return [
        other
        for other, column in columns.items()
        if other != name and other in above and above[other].to == column.to and not _is_role(other)
    ]


def agrees(environment: Environment, state: State, entity: str, row: Row) -> bool:
    """Whether a row and its parents name the same rows above them, a subtask its parent's list, and no row lies in
    itself."""
    for name, column in references_of(environment.entities[entity]).items():
        key = row[name]
        parent = state.rows[column.to].get((key,)) if isinstance(key, str | int) else None
        if parent and any(row[other] != parent[other] for other in shared(environment, entity, name)):
            return False
        if column.to == entity and depth(environment, state, entity, name, row) is None:
            return False
    return True


def depth(environment: Environment, state: State, entity: str, name: str, row: Row) -> int | None:
    """How many rows of its own entity lie above a row, by the reference `name`; None for one that lies in itself."""
    declared = environment.entities[entity].key
    own = row[declared.column] if declared is not None else None
    key, above = row[name], list[Value]()
    while isinstance(key, str | int):
        if key == own or key in above:
            return None
        above.append(key)
        key = state.rows[entity].get((key,), {}).get(name)
    return len(above)


def _own_candidates(environment: Environment, entity: str, name: str, earlier: Sequence[Row]) -> list[str | int]:
    """Parents among the entity's own earlier rows: roots and their children, so that trees stay three deep."""
    key = environment.entities[entity].key
    if key is None:
        return []
    roots = {row[key.column] for row in earlier if row.get(name) is None}
    return [row[key.column] for row in earlier if row.get(name) is None or row[name] in roots]  # type: ignore[misc]


def _keys(environment: Environment, target: str, tables: Tables) -> list[str | int]:
    declared = environment.entities[target].key
    if declared is None:
        return []
    return [key for row in tables.get(target, ()) if isinstance(key := row.get(declared.column), str | int)]


def _is_role(column: str) -> bool:
    return column.removesuffix("_id") in _ROLES


def _skewed(random: Random, count: int) -> int:
    """An index below `count`, small ones more often: the first gets about a third of all."""
    return min(count - 1, int(count * random.random() ** 1.7))
