"""The eleven steps (MODEL.md §1). Each step is an object with one key, the step's name."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from servers.farm.model.base import Expression, Strict, tag_of
from servers.farm.names import ColumnName, EntityName, FaultCode, Identifier

Values = dict[ColumnName, Expression]


class InsertElse(Strict):
    """`else: {insert: {column: value}}` of a find: make the row when there is none."""

    insert: Values


class Find(Strict):
    """One row by key or by predicates; `else` says what a miss is: a fault, `none` or an insert.

    Without `else` the row is known to be there: the key comes from a row that refers to it and cannot be None
    (`{entity: bike, key: rental.bike_id}`). The checks hold both ways: such a find has no `else`, every other has one.
    """

    entity: EntityName
    as_: Identifier | None = Field(default=None, alias="as")
    key: Expression | None = None
    where: tuple[Expression, ...] = ()
    order: tuple[str, ...] = ()
    else_: FaultCode | InsertElse | None = Field(default=None, alias="else")

    @model_validator(mode="after")
    def _by_key_or_where(self) -> Self:
        if (self.key is None) == (not self.where):
            raise ValueError("a find has either `key` or `where`")
        return self

    @property
    def name(self) -> str:
        """The name the row is bound to, also inside `where`."""
        return self.as_ or self.entity


class OrderChoices(Strict):
    """Order chosen by a parameter: `{by: sort, choices: {newest: [-created_at]}}`."""

    by: Identifier
    choices: dict[str, tuple[str, ...]] = Field(min_length=1)


class Page(Strict):
    """Lists are paged: derives the parameters `limit`, `cursor` and the result `next_cursor`."""

    size: int = Field(default=20, ge=1, le=100)


class Group(Strict):
    """One record per distinct `by`, with aggregates over the rows named by the entity."""

    by: tuple[ColumnName, ...] = Field(min_length=1)
    select: dict[Identifier, Expression] = Field(min_length=1)


class Search(Strict):
    """Many rows in a total order (the key is always appended). Inside, the entity's name is the row."""

    entity: EntityName
    as_: Identifier = Field(alias="as")
    where: tuple[Expression, ...] = ()
    given: tuple[Expression, ...] = ()
    """Predicates that apply only if every optional parameter they name was given."""
    order: tuple[str, ...] | OrderChoices = ()
    page: Page | None = None
    group: Group | None = None


class Require(Strict):
    """A condition that must hold, or the fault."""

    that: Expression
    else_: FaultCode = Field(alias="else")


class Insert(Strict):
    """A new row; the key comes from its sequence, a position is filled, defaults apply."""

    entity: EntityName
    as_: Identifier | None = Field(default=None, alias="as")
    set: Values = Field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name the row is bound to."""
        return self.as_ or self.entity


class _Target(Strict):
    """One bound row, or every row of an entity that `where` holds for."""

    row: Identifier | None = None
    entity: EntityName | None = None
    as_: Identifier | None = Field(default=None, alias="as")
    where: tuple[Expression, ...] = ()

    @model_validator(mode="after")
    def _row_or_entity(self) -> Self:
        if (self.row is None) == (self.entity is None):
            raise ValueError("names either `row` or `entity`")
        if self.row is not None and (self.where or self.as_):
            raise ValueError("`where` and `as` go with `entity`")
        return self

    @property
    def name(self) -> str:
        """What the row is called inside `where` and `set`."""
        return self.row or self.as_ or self.entity or ""


class Update(_Target):
    """Change columns of one bound row, or of each row that matches; `given` columns only if their parameter was."""

    set: Values = Field(default_factory=dict)
    given: tuple[ColumnName, ...] = ()

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not self.set and not self.given:
            raise ValueError("an update has `set` or `given`")
        if self.given and self.row is None:
            raise ValueError("`given` goes with `row`")
        return self


class Delete(_Target):
    """Remove one bound row, or each row that matches."""


class Each(Strict):
    """The steps of `do` once per element of a search result, list parameter or collected list."""

    of: Expression
    as_: Identifier = Field(alias="as")
    do: tuple[Step, ...] = Field(min_length=1)


class If(Strict):
    """One of two blocks; no early return."""

    that: Expression
    then: tuple[Step, ...] = Field(min_length=1)
    else_: tuple[Step, ...] = Field(default=(), alias="else")


class Collect(Strict):
    """Append a value or a record to a list, which is readable after the `each` or `if` that fills it."""

    into: Identifier
    value: Expression | dict[Identifier, Expression]


class RowResult(Strict):
    """A bound row, shown by one of its entity's views."""

    row: Identifier
    view: Identifier
    describe: str = ""


class RowsResult(Strict):
    """A list of rows, each shown by one of its entity's views."""

    rows: Identifier
    view: Identifier
    describe: str = ""


class ValueResult(Strict):
    """A value that is not a column, with its description."""

    value: Expression
    describe: str = ""


ReturnField = RowResult | RowsResult | ValueResult | Expression


class FindStep(Strict):
    """`find`."""

    find: Find


class SearchStep(Strict):
    """`search`."""

    search: Search


class RequireStep(Strict):
    """`require`."""

    require: Require


class InsertStep(Strict):
    """`insert`."""

    insert: Insert


class UpdateStep(Strict):
    """`update`."""

    update: Update


class DeleteStep(Strict):
    """`delete`."""

    delete: Delete


class EachStep(Strict):
    """`each`."""

    each: Each


class IfStep(Strict):
    """`if`."""

    if_: If = Field(alias="if")


class LetStep(Strict):
    """`let`: values computed once, in the order written."""

    let: dict[Identifier, Expression] = Field(min_length=1)


class CollectStep(Strict):
    """`collect`."""

    collect: Collect


class ReturnStep(Strict):
    """`return`: the result's fields."""

    return_: dict[Identifier, ReturnField] = Field(alias="return", min_length=1)


Step = Annotated[
    Annotated[FindStep, Tag("find")]
    | Annotated[SearchStep, Tag("search")]
    | Annotated[RequireStep, Tag("require")]
    | Annotated[InsertStep, Tag("insert")]
    | Annotated[UpdateStep, Tag("update")]
    | Annotated[DeleteStep, Tag("delete")]
    | Annotated[EachStep, Tag("each")]
    | Annotated[IfStep, Tag("if")]
    | Annotated[LetStep, Tag("let")]
    | Annotated[CollectStep, Tag("collect")]
    | Annotated[ReturnStep, Tag("return")],
    Discriminator(tag_of),
]
NONE: Literal["none"] = "none"
"""The word for `else: none` of a find; it is no fault code."""

for _model in (Each, If, EachStep, IfStep):
    _model.model_rebuild()
