"""Questions about other rows in SQL: any, all, count and total as correlated subqueries."""

from dataclasses import replace

from generator.emit.sql_columns import alias_of, table_of
from generator.emit.sql_parts import AND, ATOM, NOT, Rows, Sql, bound, values_of
from servers.farm.expressions import Comprehension, Expr, Name, Not
from servers.farm.inference import comprehension_scope, source_type
from servers.farm.sql_subset import row_type


def over_rows(function: str, expr: Comprehension, rows: Rows) -> Sql:
    """any, all, count or total over another table's rows, or over a bound list's elements."""
    alias = alias_of(expr.variable, rows)
    outer = {
        name: table or table_of(row_type(Name(name), rows.scope).entity, rows) for name, table in rows.tables.items()
    }
    element = source_type(expr.source, rows.scope)
    source, first = _source(expr.source, element.entity, alias, rows)
    inner = rows.place.moved(comprehension_scope(expr, rows.scope))
    within = replace(rows, place=inner, tables={**outer, expr.variable: alias}, aliases=rows.aliases | {alias})
    conditions = [] if expr.condition is None else [within.sql(expr.condition)]
    if expr.condition is not None:
        within = within.narrowed(expr.condition, True)
    return _question(function, expr.element, source, first, conditions, within)


def _source(source: Expr, entity: str, alias: str, rows: Rows) -> tuple[str, tuple[str, ...]]:
    if entity:
        return f"{table_of(entity, rows)} AS {alias}", ()
    listed = bound(source, rows)
    return f"json_each({listed.text}) AS {alias}", listed.values


def _question(
    function: str, element: Expr, source: str, first: tuple[str, ...], conditions: list[Sql], within: Rows
) -> Sql:
    if function in ("any", "all"):
        conditions = [*conditions, within.sql(element if function == "any" else Not(element))]
    selected = within.sql(element) if function == "total" else Sql("1")
    tests = [item.at(AND) if len(conditions) > 1 else item.text for item in conditions]
    query = f"FROM {source}{' WHERE ' if tests else ''}{' AND '.join(tests)}"
    values = selected.values + first + values_of(*conditions)
    return {
        "any": Sql(f"EXISTS (SELECT 1 {query})", ATOM, values),
        "all": Sql(f"NOT EXISTS (SELECT 1 {query})", NOT, values),
        "count": Sql(f"(SELECT count(*) {query})", ATOM, values),
        "total": Sql(f"(SELECT coalesce(sum({selected.text}), 0) {query})", ATOM, values),
    }[function]
