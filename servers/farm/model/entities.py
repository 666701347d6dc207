"""Entities: what an environment keeps rows of, how rows are named, shown, related and seeded."""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from servers.farm.model.base import Expression, JsonScalar, Strict, text_or_object
from servers.farm.model.columns import Column
from servers.farm.names import ColumnName, EntityName, FaultCode, Identifier, TableName


class Key(Strict):
    """The primary key. With `sequence` the server makes it (`"ORD-{n:05d}"`), without one the caller gives it.

    `per` names a reference column of the entity: numbers then start at 1 inside each parent row, the key is only unique
    together with the parent, and the primary key is the pair (parent, key). Such an entity is not referred to.
    """

    column: ColumnName
    """The name of the key column, usually `ENTITY_id`."""
    kind: Literal["text", "integer"] = "text"
    """`text` or `integer`."""
    sequence: str | None = None
    """How the server makes the key of the n-th row: `"ORD-{n:05d}"`, or `"{n}"` for an integer."""
    per: ColumnName | None = None
    """A reference column inside whose rows numbers start at 1: `repository_id`."""
    description: str = ""
    """What the key is, in one sentence."""

    @model_validator(mode="after")
    def _sequence_numbers_rows(self) -> Self:
        wanted = _WHOLE_NUMBER if self.kind == "integer" else _NUMBERED
        if self.sequence is not None and not wanted.fullmatch(self.sequence):
            example = "'{n}', as the key is an integer" if self.kind == "integer" else "like 'ORD-{n:05d}'"
            raise ValueError(f"the sequence '{self.sequence}' is not {example}: each row has a number of its own")
        return self


_NUMBERED = re.compile(r"[A-Za-z0-9 _./:#@+-]{0,24}\{n(?::0[1-9]d)?\}[A-Za-z0-9 _./:#@+-]{0,24}")
_WHOLE_NUMBER = re.compile(r"\{n\}")


class Unique(Strict):
    """A set of columns whose values together occur once; a second one is `fault`."""

    columns: tuple[ColumnName, ...] = Field(min_length=1)
    """The columns; a None in one of them clashes with nothing."""
    fault: FaultCode
    """The fault of an insert or update that would make a second row with these values."""


class ChildList(Strict):
    """In a view: the rows of `of` whose column `by` holds this row's key, shown by their view, at most `limit`."""

    of: EntityName
    """The entity of the children."""
    by: ColumnName
    """Their reference column that holds the key of this row."""
    view: Identifier
    """The view of theirs that shows them; it lists no children itself."""
    limit: int = Field(default=20, ge=1, le=100)
    """How many are shown at most; the first by position, else by key."""


Shown = Annotated[
    Annotated[Expression, Tag("path")] | Annotated[ChildList, Tag("object")], Discriminator(text_or_object("path"))
]
ViewItem = Annotated[
    Annotated[Identifier, Tag("name")] | Annotated[dict[Identifier, Shown], Tag("object")],
    Discriminator(text_or_object("name")),
]
"""A column, the name of another view (spliced in), `{field: path}` over references, or one `{field: child list}`."""


class SeedRule(Strict):
    """How one column's start values are made: a named maker of the seed room and its options."""

    make: Identifier
    """The name of the maker."""
    options: dict[str, JsonScalar | tuple[JsonScalar, ...]] = Field(default_factory=dict)
    """What the maker is told, name to value."""


class EntitySeed(Strict):
    """How many rows the start state has, and the maker of each column that the kind alone does not settle."""

    rows: int = Field(default=12, ge=0, le=10_000)
    """How many rows the start state has."""
    columns: dict[ColumnName, SeedRule] = Field(default_factory=dict)
    """Column → how its start values are made."""


class Entity(Strict):
    """One kind of thing; its table is called `plural`."""

    plural: TableName
    """The name of the table: `order_lines`."""
    description: str = ""
    """What one row is, in one sentence."""
    singleton: bool = False
    """Exactly one row, usable by the entity's name in expressions; it has no key."""
    key: Key | None = None
    """How a row is identified; None for a singleton."""
    label: ColumnName | None = None
    """The column by which people refer to a row ("my *Paris* booking")."""
    columns: dict[ColumnName, Column] = Field(default_factory=dict)
    """Column name → column; the key is not among them."""
    unique: tuple[Unique, ...] = ()
    """Sets of columns whose values together occur once."""
    invariants: tuple[Expression, ...] = ()
    """Conditions on every row, the row called by its entity: `order.total >= 0`."""
    views: dict[Identifier, tuple[ViewItem, ...]] = Field(default_factory=dict)
    """View name → what it shows of a row: `[order_id, total, {customer: user.name}]`, and one list of children."""
    seed: EntitySeed = Field(default_factory=EntitySeed)
    """How the start state is made."""

    def model_post_init(self, _context: Any) -> None:
        """A row is found by its key, or is the only one."""
        if self.singleton == (self.key is not None):
            raise ValueError("an entity has a key, or is a singleton and has none")
        if self.key and self.key.column in self.columns:
            raise ValueError(f"the key '{self.key.column}' is declared in `key`, not among the columns")
