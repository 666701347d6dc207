"""The eleven steps as closures over the names of a call (MODEL.md §1, rules (a) to (h))."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from servers.farm import flow
from servers.farm.expressions import parse
from servers.farm.interpreter.bindings import NEXT_CURSOR, Bindings, Tables
from servers.farm.interpreter.evaluation import compile_expression
from servers.farm.interpreter.order import BadCursor, Order, row_order
from servers.farm.interpreter.outcome import compile_fault
from servers.farm.interpreter.queries import matching, order_of, search_items
from servers.farm.interpreter.rows import MissingRow
from servers.farm.interpreter.writes import Run, compile_delete, compile_insert, compile_update
from servers.farm.model import (
    NONE,
    Collect,
    CollectStep,
    DeleteStep,
    Each,
    EachStep,
    Find,
    FindStep,
    If,
    IfStep,
    InsertElse,
    InsertStep,
    LetStep,
    Require,
    RequireStep,
    ReturnStep,
    Search,
    SearchStep,
    Step,
    Tool,
    UpdateStep,
)
from servers.farm.model.steps import Insert
from servers.farm.scopes import Scope
from servers.farm.state import Row
from servers.farm.surface import ArgumentProblem

Find_ = Callable[[Bindings], Row | None]


def compile_block(steps: Sequence[Step], tool: Tool, scope: Scope, tables: Tables) -> Run:
    """The steps of a block in order; `return` is not among them."""
    runs: list[Run] = []
    for step in steps:
        if not isinstance(step, ReturnStep):
            runs.append(_compiled(step, tool, scope, tables))
        scope = flow.after(step, scope)

    def run(names: Bindings) -> None:
        for one in runs:
            one(names)

    return run


def _compiled(step: Step, tool: Tool, scope: Scope, tables: Tables) -> Run:
    if tables.trace is None:
        return _by_kind(step, tool, scope, tables)
    return tables.trace.step(step, lambda: _by_kind(step, tool, scope, tables))


def _by_kind(step: Step, tool: Tool, scope: Scope, tables: Tables) -> Run:
    match step:
        case FindStep(find=find):
            return _find(find, scope, tables)
        case SearchStep(search=search):
            return _search(search, tool, scope, tables)
        case RequireStep(require=require):
            return _require(require, scope, tables)
        case InsertStep(insert=insert):
            return _insert(insert, scope, tables)
        case UpdateStep(update=update):
            return compile_update(update, scope, tables)
        case DeleteStep(delete=delete):
            return compile_delete(delete, scope, tables)
        case EachStep(each=each):
            return _each(each, step, tool, scope, tables)
        case IfStep(if_=if_):
            return _if(if_, step, tool, scope, tables)
        case LetStep(let=let):
            return _let(let, scope, tables)
        case CollectStep(collect=collect):
            return _collect(collect, scope, tables)
    raise LookupError(f"{type(step).__name__} is no step of a block")


def _find(find: Find, scope: Scope, tables: Tables) -> Run:
    row = _row_by_key(find, find.key, scope, tables) if find.key is not None else _row_where(find, scope, tables)
    miss, entity, name = _miss(find, scope, tables), find.entity, find.name

    def run(names: Bindings) -> None:
        found = row(names)
        if found is None:
            names[name] = miss(names)
        else:
            names[name] = names.rows.own(entity, found) if entity in names.rows.changing else found

    return run


def _row_by_key(find: Find, text: str, scope: Scope, tables: Tables) -> Find_:
    entity, key = find.entity, compile_expression(parse(text), scope, tables)
    return lambda names: names.rows.tables[entity].get((key(names),))


def _row_where(find: Find, scope: Scope, tables: Tables) -> Find_:
    """The first of the matching rows in the find's order, in which the key comes last."""
    rows = matching(find.entity, find.name, find.where, scope, tables)
    order = row_order(find.entity, find.order, scope.environment)
    note = tables.trace.counting("candidates") if tables.trace is not None else None

    def first(names: Bindings) -> Row | None:
        found = order.sort(rows(names))
        if note is not None:
            note(len(found))
        return next(iter(found), None)

    return first


def _miss(find: Find, scope: Scope, tables: Tables) -> Callable[[Bindings], Row | None]:
    if find.else_ is None:
        return _never
    if isinstance(find.else_, InsertElse):
        return compile_insert(find.entity, find.name, find.else_.insert, scope, tables)
    if find.else_ == NONE:
        return lambda _: None
    fault = compile_fault(find.else_, scope, tables)

    def miss(names: Bindings) -> Row:
        raise fault(names, None)

    return miss


def _never(_: Bindings) -> Row:
    raise MissingRow("a row that is known to be there is missing")


def _search(search: Search, tool: Tool, scope: Scope, tables: Tables) -> Run:
    items, order = search_items(search, tool, scope, tables), order_of(search, scope)
    entity, name, page = search.entity, search.as_, search.page

    def run(names: Bindings) -> None:
        chosen = order(names)
        found = items(names, chosen)
        if page is not None:
            found, names[NEXT_CURSOR] = _paged(found, chosen, names, page.size)
        if search.group is None and entity in names.rows.changing:
            found = [names.rows.own(entity, row) for row in found]
        names[name] = found

    return run


def _paged(
    items: list[dict[str, Any]], order: Order, names: Bindings, size: int
) -> tuple[list[dict[str, Any]], str | None]:
    """At most `limit` items after the cursor, and the cursor to go on with; None at the end."""
    limit, cursor = names.get(LIMIT) or size, names.get(CURSOR)
    if cursor is not None:
        last = _position(cursor, order)
        items = [item for item in items if order.comes_after(item, last)]
    page = items[:limit]
    return page, order.cursor(page[-1]) if len(items) > limit else None


def _position(cursor: str, order: Order) -> list[Any]:
    try:
        return order.read(cursor)
    except BadCursor:
        raise ArgumentProblem("cursor must be a next_cursor that this tool gave for the same order.") from None


def _require(require: Require, scope: Scope, tables: Tables) -> Run:
    condition = compile_expression(parse(require.that), scope, tables)
    fault = compile_fault(require.else_, scope, tables)

    def run(names: Bindings) -> None:
        if not condition(names):
            raise fault(names, None)

    return run


def _insert(insert: Insert, scope: Scope, tables: Tables) -> Run:
    row, name = compile_insert(insert.entity, insert.name, insert.set, scope, tables), insert.name

    def run(names: Bindings) -> None:
        names[name] = row(names)

    return run


def _each(each: Each, step: Step, tool: Tool, scope: Scope, tables: Tables) -> Run:
    items = compile_expression(parse(each.of), scope, tables)
    ((block, inner),) = flow.blocks(step, scope)
    body, name = compile_block(block, tool, inner, tables), each.as_

    def run(names: Bindings) -> None:
        for item in list(items(names)):
            names[name] = item
            body(names)

    return run


def _if(if_: If, step: Step, tool: Tool, scope: Scope, tables: Tables) -> Run:
    condition = compile_expression(parse(if_.that), scope, tables)
    if tables.trace is not None:
        condition = tables.trace.truth(condition)
    then, otherwise = (compile_block(block, tool, inner, tables) for block, inner in flow.blocks(step, scope))
    return lambda names: then(names) if condition(names) else otherwise(names)


def _let(let: Mapping[str, str], scope: Scope, tables: Tables) -> Run:
    values = []
    for name, text in let.items():
        values.append((name, compile_expression(parse(text), scope, tables)))
        scope = flow.after(LetStep(let={name: text}), scope)

    def run(names: Bindings) -> None:
        for name, value in values:
            names[name] = value(names)

    return run


def _collect(collect: Collect, scope: Scope, tables: Tables) -> Run:
    into = collect.into
    if isinstance(collect.value, str):
        value = compile_expression(parse(collect.value), scope, tables)
        return lambda names: names[into].append(value(names))
    fields = [(name, compile_expression(parse(text), scope, tables)) for name, text in collect.value.items()]
    return lambda names: names[into].append({name: value(names) for name, value in fields})


LIMIT, CURSOR = "page limit", "page cursor"
"""Under these names the bindings hold the page that was asked for."""
