"""The steps that write: insert, update (of one row or many) and delete, and the faults that they can meet."""

from collections.abc import Callable, Mapping
from typing import Any

from servers.farm import types
from servers.farm.expressions import Call, parse
from servers.farm.faults import NOTHING_TO_CHANGE
from servers.farm.interpreter.bindings import Bindings, Evaluate, Tables
from servers.farm.interpreter.evaluation import compile_expression, rounded_money
from servers.farm.interpreter.outcome import compile_fault
from servers.farm.interpreter.queries import Rows, matching
from servers.farm.interpreter.rows import Refused
from servers.farm.model import Delete, MoneyColumn, Update
from servers.farm.scopes import Scope
from servers.farm.state import Row

Run = Callable[[Bindings], None]
Assignments = Callable[[Bindings], dict[str, Any]]


def compile_insert(
    entity: str, name: str, values: Mapping[str, str], scope: Scope, tables: Tables
) -> Callable[[Bindings], Row]:
    """A new row of these values and the defaults of the columns that they leave out."""
    columns = tables.table(entity).entity.columns
    defaults = {
        column: default
        for column, item in columns.items()
        if column not in values and (default := getattr(item, "default", None)) is not None
    }
    given = _assignments(entity, values, scope, tables)
    left_out = _assignments(entity, defaults, Scope(scope.environment), tables)
    insert = _refusable(entity, name, scope, tables)

    def run(names: Bindings) -> Row:
        complete = left_out(names) | given(names)
        row: Row = insert(names, lambda: names.rows.insert(entity, complete))
        return row

    return run


def _assignments(entity: str, values: Mapping[str, str], scope: Scope, tables: Tables) -> Assignments:
    """All values, computed before any is stored."""
    compiled = [(column, _assigned(entity, column, text, scope, tables)) for column, text in values.items()]
    return lambda names: {column: value(names) for column, value in compiled}


def _assigned(entity: str, column: str, text: str, scope: Scope, tables: Tables) -> Evaluate:
    """The value for a column; `money(x)` rounds to the decimals that the column has."""
    expr, target = parse(text), tables.table(entity).entity.columns.get(column)
    if isinstance(target, MoneyColumn) and isinstance(expr, Call) and expr.function == "money":
        return rounded_money(compile_expression(expr.arguments[0], scope, tables), target.scale)
    return compile_expression(expr, scope, tables)


def _refusable(entity: str, name: str, scope: Scope, tables: Tables) -> Callable[[Bindings, Callable[[], Any]], Any]:
    """Runs a write of an entity; a clash with a unique set becomes its fault."""
    uniques = tables.table(entity).entity.unique
    refusals = {unique.fault: compile_fault(unique.fault, scope, tables, entity, name) for unique in uniques}

    def run(names: Bindings, write: Callable[[], Any]) -> Any:
        try:
            return write()
        except Refused as refused:
            raise refusals[refused.code](names, refused.row) from None

    return run


def compile_update(update: Update, scope: Scope, tables: Tables) -> Run:
    """Change one bound row, or each row that matches, in key order."""
    if update.row is not None:
        return _update_row(update, update.row, scope, tables)
    return _update_rows(update, str(update.entity), scope, tables)


def _update_row(update: Update, name: str, scope: Scope, tables: Tables) -> Run:
    entity = _entity(name, scope)
    row = compile_expression(parse(name), scope, tables)
    given, nothing = update.given, compile_fault(NOTHING_TO_CHANGE, scope, tables)
    assigned = _assignments(entity, update.set, scope, tables)
    write = _refusable(entity, name, scope, tables)

    def run(names: Bindings) -> None:
        patch = _patch(given, names)
        if given and not patch:
            raise nothing(names, None)
        values = assigned(names) | patch
        target = names.rows.own(entity, row(names))
        write(names, lambda: names.rows.update(entity, target, values))

    return run


def _patch(given: tuple[str, ...], names: Bindings) -> dict[str, Any]:
    """The columns whose parameter was given, and None for those that are to be cleared."""
    cleared = names.get(CLEAR) or ()
    found = {column: value for column in given if (value := names[column]) is not None}
    return found | {column: None for column in given if column in cleared}


def _update_rows(update: Update, entity: str, scope: Scope, tables: Tables) -> Run:
    name = update.name
    found = _matching(entity, name, update.where, scope, tables)
    inner = scope.bind(name, types.row(entity))
    assigned = _assignments(entity, update.set, inner, tables)
    write = _refusable(entity, name, inner, tables)

    def run(outer: Bindings) -> None:
        names = outer.inner()
        for row in found(outer):
            target = names[name] = names.rows.own(entity, row)
            values = assigned(names)
            write(names, lambda: names.rows.update(entity, target, values))  # noqa: B023 - called at once

    return run


def _matching(entity: str, name: str, where: tuple[str, ...], scope: Scope, tables: Tables) -> Rows:
    """The rows that match, in key order."""
    rows, key_of = matching(entity, name, where, scope, tables), tables.table(entity).key_of
    return lambda names: sorted(rows(names), key=key_of)


def compile_delete(delete: Delete, scope: Scope, tables: Tables) -> Run:
    """Remove one bound row, or each row that matches, in key order."""
    if delete.row is not None:
        name, entity = delete.row, _entity(delete.row, scope)
        row = compile_expression(parse(name), scope, tables)
        return _deleting(entity, name, lambda names: [row(names)], scope, tables)
    entity, name = str(delete.entity), delete.name
    return _deleting(entity, name, _matching(entity, name, delete.where, scope, tables), scope, tables)


def _deleting(entity: str, name: str, found: Rows, scope: Scope, tables: Tables) -> Run:
    refusals = {
        (owner, code): compile_fault(code, scope, tables, owner, name if owner == entity else owner)
        for owner, code in _refusing(entity, tables, set())
    }

    def run(names: Bindings) -> None:
        for row in found(names):
            if names.rows.tables[entity].get(key_of(row)) is None:
                continue
            for note, reference in noted:
                note(len(names.rows.children(reference, key_of(row)[-1])))
            try:
                names.rows.delete(entity, row)
            except Refused as refused:
                raise refusals[refused.entity, refused.code](names, refused.row) from None

    key_of, trace = tables.table(entity).key_of, tables.trace
    referring = tables.table(entity).referring if trace is not None else ()
    noted = [(trace.counting(f"{item.owner}.{item.column}"), item) for item in referring if trace is not None]
    return run


def _refusing(entity: str, tables: Tables, seen: set[str]) -> set[tuple[str, str]]:
    """The entities whose rows a delete may be asked to remove, each with the faults that can refuse it."""
    seen.add(entity)
    found = set()
    for reference in tables.table(entity).referring:
        if reference.fault is not None:
            found.add((entity, reference.fault))
        if reference.on_delete == "cascade" and reference.owner not in seen:
            found |= _refusing(reference.owner, tables, seen)
    return found


def _entity(name: str, scope: Scope) -> str:
    found = scope.lookup(name)
    if found is None:
        raise LookupError(f"there is no row {name}")
    return found.entity


CLEAR = "columns to clear"
"""Under this name the bindings hold what the derived parameter `clear` says."""
