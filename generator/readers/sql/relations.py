"""How tables relate: which foreign keys can be followed, and which tables do nothing but join two others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.description import OnDelete
from generator.english import singular
from generator.readers.sql.database import Column, Database, ForeignKey, Table

_BOOKKEEPING = re.compile(
    r"^(_?_?ef_?migrations_?history|(schema_|knex_|django_|doctrine_)?migrations?(_versions?|_lock)?|schema_(info|version)"
    r"|ar_internal_metadata|flyway_schema_history|alembic_version|databasechangelog(lock)?|sqlite_\w+|sysdiagrams"
    r"|_prisma_migrations|goose_db_version|spatial_ref_sys|phinxlog|__diesel_schema_migrations|dual)$",
    re.I,
)
"""Tables in which tools keep what they have done to a database."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A column that holds the key of a row of `target`."""

    column: str
    target: Table
    on_delete: OnDelete
    told: str


@dataclass(frozen=True, slots=True)
class Join:
    """A table whose rows say only that a row of one table goes with one of another."""

    table: Table
    outer: Relation
    inner: Relation


def is_bookkeeping(table: Table) -> bool:
    """Whether a table is about the database and not about what it is for."""
    return bool(_BOOKKEEPING.match(table.name))


def is_kept(column: Column) -> bool:
    """Whether a column has values of its own: what is computed from others has none, nor what repeats others."""
    return not (column.computed or column.repeated)


def is_addressed(table: Table) -> bool:
    """Whether one row can be named: by a primary key, or by what is unique and never missing."""
    return bool(table.key) or any(_is_sure(table, names) for names in table.uniques)


def _is_sure(table: Table, names: tuple[str, ...]) -> bool:
    return all(name in table.columns and not table.columns[name].nullable for name in names)


def relations(table: Table, database: Database) -> dict[str, Relation]:
    """The references of a table by column. What contradicts itself is noted and read as far as it makes sense."""
    found: dict[str, Relation] = {}
    plain = [key for key in table.foreign if len(key.columns) == 1]
    for key in (*plain, *(key for key in table.foreign if len(key.columns) > 1)):
        target = _target(key, table, database)
        if target is None:
            continue
        column = next((name for name in reversed(key.columns) if name not in found), "")
        if not column:
            if len(key.columns) == 1 and found[key.columns[0]].target is not target:
                _note(database, table, key, "refers to two tables; the first counts")
            continue
        found[column] = Relation(column, target, _on_delete(key, table, column, database), key.told)
        for other in key.columns:  # A composite key is one reference: its other columns repeat what the row tells.
            if other not in found and other != column and not any(other in item.columns for item in plain):
                table.columns[other].repeated = True
    return found


def _target(key: ForeignKey, table: Table, database: Database) -> Table | None:
    target = database.table((*table.names[:-1], *key.table)) if len(key.table) == 1 else database.table(key.table)
    lost = [name for name in key.columns if name not in table.columns]
    if lost:
        _note(database, table, key, f"names '{lost[0]}', which is no column of it")
    elif target is None:
        _note(database, table, key, f"refers to the table '{'.'.join(key.table)}', which is not there")
    elif any(name not in target.columns for name in key.targets):
        _note(database, table, key, f"names a column that '{target.name}' does not have")
    elif key.targets and len(key.targets) != len(key.columns):
        _note(database, table, key, "has more columns on one side than on the other")
    elif target.view or is_bookkeeping(target) or not is_addressed(target):
        _note(database, table, key, f"refers to '{target.name}', whose rows have no key")
    else:
        return target
    return None


def _note(database: Database, table: Table, key: ForeignKey, what: str) -> None:
    database.note(table.line, f"a foreign key of '{table.name}' {what} ({key.told})")


def _on_delete(key: ForeignKey, table: Table, column: str, database: Database) -> OnDelete:
    """SET DEFAULT leaves the row without the other one, if it may be; SET NULL of what is NOT NULL cannot happen."""
    nullable = table.columns[column].nullable
    if key.on_delete == "clear" and not nullable:
        _note(database, table, key, "says SET NULL of a column that is NOT NULL; deleting is refused instead")
        return "refuse"
    if key.on_delete == "default":
        return "clear" if nullable else "refuse"
    return key.on_delete


def joins(tables: Mapping[str, Table], related: Mapping[str, Mapping[str, Relation]]) -> dict[str, Join]:
    """The tables that only join two others, by name; one that others refer to is a thing of its own."""
    named = {item.target.name for found in related.values() for item in found.values()}
    found: dict[str, Join] = {}
    for name, table in tables.items():
        if table.view or table.name in named:
            continue
        join = _join(table, related[name])
        if join is not None:
            found[name] = join
    return found


def _join(table: Table, related: Mapping[str, Relation]) -> Join | None:
    if len(related) != 2:
        return None
    one, other = (related[name] for name in table.columns if name in related)
    pair = {one.column, other.column}
    together = any(set(names) == pair for names in (table.key, *table.uniques))
    if one.target is other.target or not together or any(_is_payload(table, name) for name in _rest(table, pair)):
        return None
    outer, inner = (one, other) if not _begins_with(table, other) or _begins_with(table, one) else (other, one)
    return Join(table, outer, inner)


def _rest(table: Table, pair: set[str]) -> Iterator[str]:
    return (name for name in table.columns if name not in pair)


def _is_payload(table: Table, name: str) -> bool:
    """Whether a column says more than that the two belong together: not a number of the row, nor when it was made."""
    column = table.columns[name]
    stamped = column.default is not None and column.default.kind == "now"
    return not (column.identity or table.key == (name,) or stamped or column.renewed or column.computed)


def _begins_with(table: Table, relation: Relation) -> bool:
    return _plain(table.name).startswith(_plain(singular(relation.target.name.lower())))


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
