"""The eleven steps (MODEL.md §1). Each step is an object with one key, the step's name."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from servers.farm.model.base import Expression, Strict, tag_of, text_or_object
from servers.farm.names import ColumnName, EntityName, FaultCode, Identifier

Values = dict[ColumnName, Expression]


class InsertElse(Strict):
    """`else: {insert: {column: value}}` of a find: make the row when there is none."""

    insert: Values
    """Column → value of the row that is made."""


Miss = Annotated[
    Annotated[FaultCode, Tag("fault")] | Annotated[InsertElse, Tag("object")], Discriminator(text_or_object("fault"))
]
"""What a miss of a find is."""


class Find(Strict):
    """One row by key or by predicates; `else` says what a miss is: a fault, `none` or an insert.

    Without `else` the row is known to be there: the key comes from a row that refers to it and cannot be None
    (`{entity: bike, key: rental.bike_id}`). The checks hold both ways: such a find has no `else`, every other has one.
    """

    entity: EntityName
    """The entity that is looked in."""
    as_: Identifier | None = Field(default=None, alias="as")
    """The name of the row; the entity's if it is left out."""
    key: Expression | None = None
    """The key of the row: `order_id`."""
    where: tuple[Expression, ...] = ()
    """Predicates over the row by its name: `order.user_id == actor.user_id`."""
    order: tuple[str, ...] = ()
    """Which of several rows is the first: `[-created_at]`; needed unless `where` is on a unique set."""
    else_: Miss | None = Field(default=None, alias="else")
    """What a miss is: a fault, `none` (the row is then None), or `{insert: {column: value}}`."""

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
    """The enum parameter that chooses."""
    choices: dict[str, tuple[str, ...]] = Field(min_length=1)
    """Value of the parameter → order."""


Order = Annotated[
    Annotated[tuple[str, ...], Tag("list")] | Annotated[OrderChoices, Tag("object")],
    Discriminator(text_or_object("list")),
]
"""Columns to sort by, `-` before one that descends, or a choice by a parameter."""


class Page(Strict):
    """Lists are paged: derives the parameters `limit`, `cursor` and the result `next_cursor`."""

    size: int = Field(default=20, ge=1, le=100)
    """How many rows a page has at most, and without `limit`."""


class Group(Strict):
    """One record per distinct `by`, with aggregates over the rows named by the entity."""

    by: tuple[ColumnName, ...] = Field(min_length=1)
    """Columns that are equal within a group; the record has them too."""
    select: dict[Identifier, Expression] = Field(min_length=1)
    """Field → aggregate over a group: `{jobs: count(), pay: total(job.pay)}`; also average, min, max."""


class Search(Strict):
    """Many rows in a total order (the key is always appended). Inside, the entity's name is the row."""

    entity: EntityName
    """The entity that is looked in."""
    as_: Identifier = Field(alias="as")
    """The name of the list."""
    where: tuple[Expression, ...] = ()
    """Predicates that always apply: `order.status == 'open'`."""
    given: tuple[Expression, ...] = ()
    """Predicates that apply only if every optional parameter they name was given."""
    order: Order = ()
    """Columns to sort by, `-` before one that descends, or a choice by a parameter; the key comes last."""
    page: Page | None = None
    """Whether the list comes in pages."""
    group: Group | None = None
    """Makes records of groups instead of rows."""


class Require(Strict):
    """A condition that must hold, or the fault."""

    that: Expression
    """The condition: `order.status in ('open', 'paid')`."""
    else_: FaultCode = Field(alias="else")
    """The fault if it does not hold."""


class Insert(Strict):
    """A new row; the key comes from its sequence, a position is filled, defaults apply."""

    entity: EntityName
    """The entity of the new row."""
    as_: Identifier | None = Field(default=None, alias="as")
    """The name of the row; the entity's if it is left out."""
    set: Values = Field(default_factory=dict)
    """Column → value; the rest is default, None, or made by the server."""

    @property
    def name(self) -> str:
        """The name the row is bound to."""
        return self.as_ or self.entity


class _Target(Strict):
    """One bound row, or every row of an entity that `where` holds for."""

    row: Identifier | None = None
    """The name of one bound row."""
    entity: EntityName | None = None
    """Or the entity of many rows."""
    as_: Identifier | None = Field(default=None, alias="as")
    """With `entity`: the name of each row; the entity's if it is left out."""
    where: tuple[Expression, ...] = ()
    """With `entity`: which rows, by that name; none means all."""

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
    """Column → new value."""
    given: tuple[ColumnName, ...] = ()
    """Columns that are set to the parameter of their name where that was given; they may be cleared, too."""

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
    """The list: a search result, a parameter or a collected list."""
    as_: Identifier = Field(alias="as")
    """The name of the element."""
    do: tuple[Step, ...] = Field(min_length=1)
    """The steps for one element."""


class If(Strict):
    """One of two blocks; no early return."""

    that: Expression
    """The condition, computed once."""
    then: tuple[Step, ...] = Field(min_length=1)
    """The steps where it holds."""
    else_: tuple[Step, ...] = Field(default=(), alias="else")
    """The steps where it does not."""


class Collect(Strict):
    """Append a value or a record to a list, which is readable after the `each` or `if` that fills it."""

    into: Identifier
    """The name of the list."""
    value: Expression | dict[Identifier, Expression]
    """What is appended: an expression, or a record `{field: expression}`."""


class RowResult(Strict):
    """A bound row, shown by one of its entity's views."""

    row: Identifier
    """The name of the row."""
    view: Identifier
    """The view of its entity that shows it."""
    describe: str = ""
    """What it is, in one sentence."""


class RowsResult(Strict):
    """A list of rows, each shown by one of its entity's views."""

    rows: Identifier
    """The name of the list."""
    view: Identifier
    """The view of their entity that shows each."""
    describe: str = ""
    """What they are, in one sentence."""


class ValueResult(Strict):
    """A value that is not a column, with its description."""

    value: Expression
    """The value."""
    describe: str = ""
    """What it is, in one sentence."""


def _result_tag(value: Any) -> str:
    """What a result field is made of, by the key that only it has; an expression is no object."""
    if isinstance(value, dict):
        return next((key for key in ("row", "rows", "value") if key in value), "?")
    return {RowResult: "row", RowsResult: "rows", ValueResult: "value"}.get(type(value), "expression")


ReturnField = Annotated[
    Annotated[RowResult, Tag("row")]
    | Annotated[RowsResult, Tag("rows")]
    | Annotated[ValueResult, Tag("value")]
    | Annotated[Expression, Tag("expression")],
    Discriminator(_result_tag),
]


class FindStep(Strict):
    """`find`."""

    find: Find
    """Look for one row."""


class SearchStep(Strict):
    """`search`."""

    search: Search
    """Look for many rows."""


class RequireStep(Strict):
    """`require`."""

    require: Require
    """Go on only if something holds."""


class InsertStep(Strict):
    """`insert`."""

    insert: Insert
    """Make a row."""


class UpdateStep(Strict):
    """`update`."""

    update: Update
    """Change one row, or many."""


class DeleteStep(Strict):
    """`delete`."""

    delete: Delete
    """Remove one row, or many."""


class EachStep(Strict):
    """`each`."""

    each: Each
    """Do steps for each element of a list."""


class IfStep(Strict):
    """`if`."""

    if_: If = Field(alias="if")
    """Do steps where something holds, or others."""


class LetStep(Strict):
    """`let`: values computed once, in the order written."""

    let: dict[Identifier, Expression] = Field(min_length=1)
    """Name → value; later values may use earlier names."""


class CollectStep(Strict):
    """`collect`."""

    collect: Collect
    """Append to a list."""


class ReturnStep(Strict):
    """`return`: the result's fields."""

    return_: dict[Identifier, ReturnField] = Field(alias="return", min_length=1)
    """Field → what the caller gets: an expression, `{row, view}`, `{rows, view}` or `{value, describe}`."""


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
