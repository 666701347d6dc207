"""Columns in SQL: of the row itself, of rows that references lead to, and computed ones."""

from dataclasses import replace

from generator.emit.place import Place
from generator.emit.sql_names import quoted
from generator.emit.sql_parts import ATOM, Rows, Sql
from servers.farm import types
from servers.farm.expressions import Attribute, Expr, Name
from servers.farm.names import attribute
from servers.farm.scopes import Scope, reference_of
from servers.farm.sql_subset import computed_expression, row_type


def element(expr: Name, rows: Rows) -> Sql:
    """An element of a bound list."""
    return Sql(f"{rows.tables[expr.id]}.value")  # an element of a list that json_each reads


def column(expr: Attribute, rows: Rows) -> Sql:
    """A column of a row, of one that references lead to, or the expression behind a computed one."""
    computed = computed_expression(expr, rows.scope)
    if computed is not None:
        return _computed(expr, computed, rows)
    if isinstance(expr.base, Name):
        table = rows.tables[expr.base.id]
        name = quoted(attribute(expr.name))
        return Sql(f"{table}.{name}" if table else name)
    return _referred(expr, rows)


def _computed(expr: Attribute, computed: tuple[str, Expr], rows: Rows) -> Sql:
    entity, value = computed
    scope = Scope(rows.scope.environment, {entity: types.row(entity)})
    if isinstance(expr.base, Name):
        inner = replace(rows, place=Place(rows.place.module, scope), tables={entity: rows.tables[expr.base.id]})
        return inner.sql(value)
    source, alias = _join(expr.base, rows)
    inner = replace(rows, place=Place(rows.place.module, scope), tables={entity: alias}, aliases=rows.aliases | {alias})
    found = inner.sql(value)
    return Sql(f"(SELECT {found.text} {source})", ATOM, found.values)


def _referred(expr: Attribute, rows: Rows) -> Sql:
    source, alias = _join(expr.base, rows)
    return Sql(f"(SELECT {alias}.{quoted(attribute(expr.name))} {source})")


def _join(base: Expr, rows: Rows) -> tuple[str, str]:
    """(FROM … WHERE …, alias of the row that the path of references ends at)."""
    hops: list[str] = []
    while isinstance(base, Attribute):
        hops.append(base.name)
        base = base.base
    start = row_type(base, rows.scope).entity
    owner = rows.tables[base.id] if isinstance(base, Name) else ""
    owner = owner or table_of(start, rows)
    found = [_hop(start, hops[-1], owner, rows)]
    for name in reversed(hops[:-1]):
        found.append(_hop(found[-1][0], name, found[-1][1], rows))
    condition = found[0][3]
    joins = "".join(f" JOIN {source} ON {match}" for _, _, source, match in found[1:])
    return f"FROM {found[0][2]}{joins} WHERE {condition}", found[-1][1]


def _hop(entity: str, name: str, owner: str, rows: Rows) -> tuple[str, str, str, str]:
    """(entity, alias, source, match) of the row that a reference of `owner` names."""
    reference = reference_of(rows.scope.environment, entity, name)
    if reference is None:
        raise KeyError(f"{entity}.{name} is no reference")
    column, target = reference
    alias = alias_of(target.to, rows)
    key = rows.scope.environment.entities[target.to].key
    key_column = quoted(attribute(key.column if key else "id"))
    source = f"{table_of(target.to, rows)} AS {alias}"
    return target.to, alias, source, f"{alias}.{key_column} = {owner}.{quoted(attribute(column))}"


def alias_of(wanted: str, rows: Rows) -> str:
    """A name for a table inside a subquery, which no table around it has."""
    tables = {entity.plural for entity in rows.scope.environment.entities.values()}
    taken = tables | rows.aliases | {table for table in rows.tables.values() if table}
    name = attribute(wanted)
    while name in taken or quoted(name) != name:
        name += "_"
    return name


def table_of(entity: str, rows: Rows) -> str:
    """The table of an entity, as SQL takes its name."""
    return quoted(rows.scope.environment.entities[entity].plural)
