"""Entities: what an environment keeps rows of, how rows are named, shown, related and seeded."""

from typing import Any, Literal

from pydantic import Field

from servers.farm.model.base import Expression, JsonScalar, Strict
from servers.farm.model.columns import Column
from servers.farm.names import ColumnName, EntityName, FaultCode, Identifier


class Key(Strict):
    """The primary key. With `sequence` the server makes it (`"ORD-{n:05d}"`), without one the caller gives it.

    `per` names a reference column of the entity: numbers then start at 1 inside each parent row, the key is only unique
    together with the parent, and the primary key is the pair (parent, key). Such an entity is not referred to.
    """

    column: ColumnName
    kind: Literal["text", "integer"] = "text"
    sequence: str | None = None
    per: ColumnName | None = None
    description: str = ""


class Unique(Strict):
    """A set of columns whose values together occur once; a second one is `fault`."""

    columns: tuple[ColumnName, ...] = Field(min_length=1)
    fault: FaultCode


class ChildList(Strict):
    """In a view: the rows of `of` whose column `by` holds this row's key, shown by their view, at most `limit`."""

    of: EntityName
    by: ColumnName
    view: Identifier
    limit: int = Field(default=20, ge=1, le=100)


ViewItem = Identifier | dict[Identifier, Expression | ChildList]
"""A column, the name of another view (spliced in), `{field: path}` over references, or one `{field: child list}`."""


class SeedRule(Strict):
    """How one column's start values are made: a named maker of the seed room and its options."""

    make: Identifier
    options: dict[str, JsonScalar | tuple[JsonScalar, ...]] = Field(default_factory=dict)


class EntitySeed(Strict):
    """How many rows the start state has, and the maker of each column that the kind alone does not settle."""

    rows: int = Field(default=12, ge=0, le=10_000)
    columns: dict[ColumnName, SeedRule] = Field(default_factory=dict)


class Entity(Strict):
    """One kind of thing; its table is called `plural`."""

    plural: Identifier
    description: str = ""
    singleton: bool = False
    """Exactly one row, usable by the entity's name in expressions; it has no key."""
    key: Key | None = None
    label: ColumnName | None = None
    """The column by which people refer to a row ("my *Paris* booking")."""
    columns: dict[ColumnName, Column] = Field(default_factory=dict)
    unique: tuple[Unique, ...] = ()
    invariants: tuple[Expression, ...] = ()
    views: dict[Identifier, tuple[ViewItem, ...]] = Field(default_factory=dict)
    seed: EntitySeed = Field(default_factory=EntitySeed)

    def model_post_init(self, _context: Any) -> None:
        """A row is found by its key, or is the only one."""
        if self.singleton == (self.key is not None):
            raise ValueError("an entity has a key, or is a singleton and has none")
        if self.key and self.key.column in self.columns:
            raise ValueError(f"the key '{self.key.column}' is declared in `key`, not among the columns")
