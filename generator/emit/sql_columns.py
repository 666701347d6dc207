"""Columns in SQL: of the row itself, of rows that references lead to, and computed ones."""

from dataclasses import dataclass, replace

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
    place = Place(rows.place.module, Scope(rows.scope.environment, {entity: types.row(entity)}))
    if isinstance(expr.base, Name):
        return replace(rows, place=place, tables={entity: rows.tables[expr.base.id]}).sql(value)
    hops = _hops(expr.base, rows)
    aliases = rows.aliases | {hop.alias for hop in hops}
    found = replace(rows, place=place, tables={entity: hops[-1].alias}, aliases=aliases).sql(value)
    return Sql(f"(SELECT {found.text} {_joined(hops)})", ATOM, found.values)


def _referred(expr: Attribute, rows: Rows) -> Sql:
    hops = _hops(expr.base, rows)
    return Sql(f"(SELECT {hops[-1].alias}.{quoted(attribute(expr.name))} {_joined(hops)})")


@dataclass(frozen=True)
class _Hop:
    """One reference that is followed: the row's entity, what it is called, and what makes it the one."""

    entity: str
    alias: str
    source: str
    match: str


def _joined(hops: list[_Hop]) -> str:
    joins = "".join(f" JOIN {hop.source} ON {hop.match}" for hop in hops[1:])
    return f"FROM {hops[0].source}{joins} WHERE {hops[0].match}"


def _hops(base: Expr, rows: Rows) -> list[_Hop]:
    """The references of a path, the first that is followed first."""
    if not isinstance(base, Attribute):
        return []
    before = _hops(base.base, rows)
    if before:
        entity, owner = before[-1].entity, before[-1].alias
    else:
        entity = row_type(base.base, rows.scope).entity
        owner = rows.tables[base.base.id] if isinstance(base.base, Name) else ""
    taken = replace(rows, aliases=rows.aliases | {hop.alias for hop in before})
    return [*before, _hop(entity, base.name, owner or table_of(entity, rows), taken)]


def _hop(entity: str, name: str, owner: str, rows: Rows) -> _Hop:
    reference = reference_of(rows.scope.environment, entity, name)
    if reference is None:
        raise KeyError(f"{entity}.{name} is no reference")
    column, target = reference
    alias = alias_of(target.to, rows)
    key = rows.scope.environment.entities[target.to].key
    own = quoted(attribute(key.column if key else "id"))
    source = f"{table_of(target.to, rows)} AS {alias}"
    return _Hop(target.to, alias, source, f"{alias}.{own} = {owner}.{quoted(attribute(column))}")


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
