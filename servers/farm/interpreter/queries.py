"""Finding rows: predicates over an entity, searches with their order, page and groups."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from servers.farm import types
from servers.farm.expressions import Call, Expr, names, parse
from servers.farm.inference import infer
from servers.farm.interpreter.bindings import Bindings, Evaluate, Tables
from servers.farm.interpreter.evaluation import compile_expression
from servers.farm.interpreter.functions import BODIES, money, total
from servers.farm.interpreter.order import Item, Order, orders
from servers.farm.interpreter.trace import Trace
from servers.farm.model import Group, Search, Tool
from servers.farm.scopes import Scope
from servers.farm.state import Row

Rows = Callable[[Bindings], list[Row]]
_Given = tuple[tuple[str, ...], Evaluate]
"""The parameters that a predicate needs, and the predicate."""


def matching(entity: str, name: str, where: Iterable[str], scope: Scope, tables: Tables) -> Rows:
    """The rows of an entity for which every predicate holds, in no particular order; `name` is the row in them."""
    inner = scope.bind(name, types.row(entity))
    predicates = [parse(text) for text in where]
    rows = _filtered(entity, name, [compile_expression(one, inner, tables.untraced) for one in predicates])
    if tables.trace is None:
        return rows
    telling = [compile_expression(one, inner, tables) for one in predicates]
    return _traced(entity, name, telling, rows, tables.trace)


def _filtered(entity: str, name: str, predicates: Sequence[Evaluate]) -> Rows:
    def rows(outer: Bindings) -> list[Row]:
        bound, found = outer.inner(), []
        for row in outer.rows.tables[entity].values():
            bound[name] = row
            for predicate in predicates:
                if not predicate(bound):
                    break
            else:
                found.append(row)
        return found

    return rows


def _traced(entity: str, name: str, predicates: Sequence[Evaluate], rows: Rows, trace: Trace) -> Rows:
    """The same rows, telling a trace which predicates decide of which row."""
    note = trace.deciding(predicates, alone=True)

    def traced(outer: Bindings) -> list[Row]:
        bound = outer.inner()
        for row in outer.rows.tables[entity].values():
            bound[name] = row
            note(bound)
        return rows(outer)

    return traced


def search_rows(search: Search, tool: Tool, scope: Scope, tables: Tables) -> Rows:
    """The rows of a search; a predicate of `given` applies if every optional parameter that it names was given."""
    inner = scope.bind(search.entity, types.row(search.entity))
    always, given = _predicates(search, tool, inner, tables.untraced)

    def rows(names: Bindings) -> list[Row]:
        asked = [predicate for needed, predicate in given if all(names[one] is not None for one in needed)]
        return _filtered(search.entity, search.entity, [*always, *asked])(names)

    if tables.trace is None:
        return rows
    telling, if_asked = _predicates(search, tool, inner, tables)
    predicates = [*telling, *(_only_if_asked(*one) for one in if_asked)]
    return _traced(search.entity, search.entity, predicates, rows, tables.trace)


def _predicates(search: Search, tool: Tool, scope: Scope, tables: Tables) -> tuple[list[Evaluate], list[_Given]]:
    """Those of `where`, and those of `given` each behind the parameters that it needs."""
    always = [compile_expression(parse(text), scope, tables) for text in search.where]
    return always, [_given(parse(text), tool, scope, tables) for text in search.given]


def _only_if_asked(needed: tuple[str, ...], predicate: Evaluate) -> Evaluate:
    """A predicate that makes no sense, which a trace notes, where not all that it needs is given."""

    def asked(names: Bindings) -> Any:
        if any(names[one] is None for one in needed):
            raise LookupError(needed)
        return predicate(names)

    return asked


def _given(expr: Expr, tool: Tool, scope: Scope, tables: Tables) -> _Given:
    optional = sorted(name for name in names(expr) if name in tool.parameters and tool.parameters[name].optional)
    return tuple(optional), compile_expression(expr, scope, tables)


def search_items(search: Search, tool: Tool, scope: Scope, tables: Tables) -> Callable[[Bindings, Order], list[Item]]:
    """Everything that a search finds, rows or the records of its groups, in order."""
    rows = search_rows(search, tool, scope, tables)
    if search.group is None:
        return lambda names, order: order.sort(rows(names))
    grouped = _grouped(search, search.group, scope, tables)
    return lambda names, order: order.sort(grouped(names, rows(names)))


def order_of(search: Search, scope: Scope) -> Callable[[Bindings], Order]:
    """The order of a search in a call."""
    return orders(search, scope.environment)


def _grouped(search: Search, group: Group, scope: Scope, tables: Tables) -> Callable[[Bindings, list[Row]], list[Item]]:
    """One record per distinct value of `by`; the rows of a group are in key order."""
    entity = search.entity
    inner = scope.bind(entity, types.row(entity))
    select = {name: _aggregate(text, entity, inner, tables) for name, text in group.select.items()}
    key_of = tables.table(entity).key_of

    def records(names: Bindings, rows: list[Row]) -> list[Item]:
        groups: dict[tuple[Any, ...], list[Row]] = {}
        for row in sorted(rows, key=key_of):
            groups.setdefault(tuple(row[column] for column in group.by), []).append(row)
        return [
            dict(zip(group.by, values, strict=True))
            | {name: aggregate(names, members) for name, aggregate in select.items()}
            for values, members in groups.items()
        ]

    return records


def _aggregate(text: str, entity: str, scope: Scope, tables: Tables) -> Callable[[Bindings, list[Row]], Any]:
    """`count()`, or a function over one value of each row of a group; rows without a value are passed over."""
    call = parse(text)
    if not isinstance(call, Call):
        raise LookupError(f"{text} is no aggregate")
    if call.function == "count":
        return lambda _, rows: len(rows)
    value, body = compile_expression(call.arguments[0], scope, tables), _body(call, scope)

    def aggregate(outer: Bindings, rows: list[Row]) -> Any:
        bound, found = outer.inner(), []
        for row in rows:
            bound[entity] = row
            found.append(value(bound))
        return body([one for one in found if one is not None])

    return aggregate


def _body(call: Call, scope: Scope) -> Callable[[list[Any]], Any]:
    kind = infer(call.arguments[0], scope)
    if call.function == "total" and kind.kind == "money":
        return lambda values: money(total(values), kind.scale)
    if call.function in ("min", "max"):
        return partial({"min": min, "max": max}[call.function], default=None)
    return BODIES[call.function]
