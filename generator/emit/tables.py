"""Entities as SQLModel tables."""

from dataclasses import dataclass

from generator.emit.module import Module
from generator.emit.place import annotation
from generator.emit.sql_names import quoted
from generator.emit.text import sql_argument
from servers.farm.model import (
    Entity,
    EnumColumn,
    ListColumn,
    MoneyColumn,
    ReferenceColumn,
)
from servers.farm.names import attribute, spoken
from servers.farm.phrases import article
from servers.farm.scopes import column_of
from servers.farm.state import key_columns, stored_columns

_ON_DELETE = {"refuse": "RESTRICT", "cascade": "CASCADE", "clear": "SET NULL"}


@dataclass(frozen=True)
class Table:
    """A table class: its columns as `name: annotation [= Field(…)]` lines."""

    name: str
    plural: str
    doc: str
    constraints: tuple[str, ...]
    columns: tuple[str, ...]


def tables(module: Module) -> list[Table]:
    """One class per entity, in the order of declaration."""
    return [_table(module, name, entity) for name, entity in module.environment.entities.items()]


def _table(module: Module, name: str, entity: Entity) -> Table:
    columns = [_column(module, name, entity, column) for column in table_columns(entity)]
    if entity.singleton:
        columns.insert(0, "id: int = Field(primary_key=True)")
    doc = entity.description or f"{article(spoken(name)).capitalize()}."
    return Table(module.entity(name), entity.plural, doc, tuple(_constraints(entity)), tuple(columns))


def table_columns(entity: Entity) -> list[str]:
    """The columns as the table has them: the primary key first, the parent's before the row's own."""
    key = key_columns(entity)
    return [*key, *(name for name in stored_columns(entity) if name not in key)]


def _constraints(entity: Entity) -> list[str]:
    found = [
        f"CheckConstraint({sql_argument(_one_of(name, column))})"
        for name, column in entity.columns.items()
        if isinstance(column, EnumColumn)
    ]
    if entity.singleton:
        found.insert(0, 'CheckConstraint("id = 1")')
    for unique in entity.unique:
        if set(unique.columns) != set(key_columns(entity)):
            found.append(f"UniqueConstraint({', '.join(repr(attribute(name)) for name in unique.columns)})")
    return found


def _one_of(name: str, column: EnumColumn) -> str:
    values = ", ".join("'" + value.replace("'", "''") + "'" for value in column.values)
    return f"{quoted(attribute(name))} IN ({values})"


def _column(module: Module, entity_name: str, entity: Entity, name: str) -> str:
    found = column_of(module.environment, entity_name, name)
    if found is None:
        raise KeyError(f"{entity_name}.{name} is no column")
    arguments = _arguments(module, entity, name)
    declared = f"{attribute(name)}: {annotation(module, found)}"
    if arguments == ["default=None"]:
        return f"{declared} = None"
    return f"{declared} = Field({', '.join(arguments)})" if arguments else declared


def _arguments(module: Module, entity: Entity, name: str) -> list[str]:
    """What `Field(…)` needs to know of a column."""
    column = entity.columns.get(name)
    found = ["default=None"] if column is not None and getattr(column, "nullable", False) else []
    if name in key_columns(entity):
        found.append("primary_key=True")
    match column:
        case ReferenceColumn():
            target = module.environment.entities[column.to]
            key = attribute(target.key.column if target.key else "id")
            place = f"{target.plural}.{key}"
            found += [f"foreign_key={place!r}", f"ondelete={_ON_DELETE[column.on_delete]!r}", "index=True"]
        case MoneyColumn():
            found.append(f"sa_type=Money({column.scale})")
        case ListColumn():
            found.append("sa_type=JsonList()")
        case _:
            pass
    return found


def unique_faults(module: Module) -> dict[str, str]:
    """`table.column, table.column` of each unique set, as SQLite names it → its fault."""
    return {
        ", ".join(
            f"{entity.plural}.{attribute(name)}" for name in _as_constrained(entity, unique.columns)
        ): unique.fault
        for entity in module.environment.entities.values()
        for unique in entity.unique
    }


def _as_constrained(entity: Entity, columns: tuple[str, ...]) -> tuple[str, ...]:
    key = key_columns(entity)
    return key if set(columns) == set(key) else columns
