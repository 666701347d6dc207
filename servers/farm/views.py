"""What results look like: the fields of a view, flattened, and the fields of a tool's `return` (MODEL.md §3 (5))."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from servers.farm import flow, scopes, types
from servers.farm.expressions import parse
from servers.farm.expressions import path as spelled
from servers.farm.inference import attribute_type, infer_text
from servers.farm.model import (
    ChildList,
    Environment,
    Page,
    ReturnField,
    ReturnStep,
    RowResult,
    RowsResult,
    Search,
    SearchStep,
    Tool,
    ValueResult,
    ViewItem,
)
from servers.farm.scopes import Scope, reference_of
from servers.farm.types import Type


@dataclass(frozen=True)
class ViewField:
    """One field of a view: a path from the row (`("plan", "price")`; empty for what is no path), or child rows."""

    name: str
    path: tuple[str, ...]
    children: ChildList | None
    type: Type
    """Of a path: its value's type, nullable if a reference on the way is. Of children: a list of rows."""


@dataclass(frozen=True)
class ResultField:
    """One field of a tool's result."""

    name: str
    kind: Literal["row", "rows", "value", "next_cursor"]
    source: str
    """The bound name of a row or of rows, or the text of the value's expression."""
    view: str
    type: Type
    describe: str


def view_fields(environment: Environment, entity: str, view: str) -> tuple[ViewField, ...]:
    """The fields of a view in order, other views spliced in at their place, a repeated name kept once."""
    found = {item.name: item for item in _fields(environment, entity, view, set())}
    return tuple(found.values())


def _fields(environment: Environment, entity: str, view: str, seen: set[str]) -> Iterator[ViewField]:
    declared = environment.entities[entity]
    seen.add(view)
    for item in declared.views.get(view, ()):
        if isinstance(item, str) and item in declared.views and not is_column(environment, entity, item):
            if item not in seen:
                yield from _fields(environment, entity, item, seen)
        else:
            yield from _own_fields(environment, entity, item)


def is_column(environment: Environment, entity: str, name: str) -> bool:
    """Whether an entity has a key or column of this name."""
    declared = environment.entities[entity]
    return name in declared.columns or (declared.key is not None and declared.key.column == name)


def _own_fields(environment: Environment, entity: str, item: ViewItem) -> Iterator[ViewField]:
    if isinstance(item, str):
        yield ViewField(item, (item,), None, path_type(environment, entity, (item,)))
        return
    for name, value in item.items():
        if isinstance(value, ChildList):
            yield ViewField(name, (), value, types.list_of(types.row(value.of)))
        else:
            written = spelled(parse(value))
            path = tuple(written.split(".")) if written is not None else ()
            yield ViewField(name, path, None, path_type(environment, entity, path))


def path_type(environment: Environment, entity: str, path: tuple[str, ...]) -> Type:
    """The type of a path that starts at a row of `entity`; None wherever a reference on the way is None."""
    nullable = False
    if not path:
        return types.UNKNOWN
    for hop in path[:-1]:
        reference = reference_of(environment, entity, hop)
        if reference is None:
            return types.UNKNOWN
        nullable, entity = nullable or reference[1].nullable, reference[1].to
    found = attribute_type(types.row(entity), path[-1], Scope(environment))
    return found.or_none() if nullable else found


def result_fields(environment: Environment, tool: Tool) -> tuple[ResultField, ...]:
    """The fields of a tool's result in order; `next_cursor` comes last if the tool pages."""
    end = flow.through(tool.steps, scopes.start(environment, tool))
    last = tool.steps[-1]
    declared = last.return_ if isinstance(last, ReturnStep) else {}
    found = [_result_field(name, field, end) for name, field in declared.items()]
    if paged_search(tool) is not None:
        found.append(ResultField("next_cursor", "next_cursor", "", "", types.TEXT.or_none(), ""))
    return tuple(found)


def _result_field(name: str, field: ReturnField, end: Scope) -> ResultField:
    if isinstance(field, RowResult):
        found = end.lookup(field.row) or types.UNKNOWN
        return ResultField(name, "row", field.row, field.view, found, field.describe)
    if isinstance(field, RowsResult):
        found = end.lookup(field.rows) or types.UNKNOWN
        return ResultField(name, "rows", field.rows, field.view, found, field.describe)
    text, describe = (field.value, field.describe) if isinstance(field, ValueResult) else (field, "")
    return ResultField(name, "value", text, "", infer_text(text, end), describe)


def paged_search(tool: Tool) -> tuple[Search, Page] | None:
    """The search that pages, with its page; a tool has at most one, among its outermost steps."""
    for step in tool.steps:
        if isinstance(step, SearchStep) and step.search.page is not None:
            return step.search, step.search.page
    return None
