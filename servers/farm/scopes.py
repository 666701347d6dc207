"""What names mean at one place of a tool: rows, parameters, lets, singletons; and what is known not to be None."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from servers.farm import types
from servers.farm.expressions import Expr, IsNone, Logic, Not, path
from servers.farm.model import Environment, ReferenceColumn, Tool
from servers.farm.names import reference_name
from servers.farm.types import Type


@dataclass(frozen=True)
class Scope:
    """An immutable view of the names at one place; every change gives a new scope."""

    environment: Environment
    names: Mapping[str, Type] = field(default_factory=dict)
    solid: frozenset[str] = frozenset()
    """Paths (`kept`, `message.thread_id`) that cannot be None here."""
    computing: frozenset[str] = frozenset()
    """The computed columns (`entity.column`) whose expressions are being read, so that a circle is noticed."""

    def bind(self, name: str, value: Type) -> "Scope":
        """The same scope with one more name; an equal name outside is hidden."""
        solid = frozenset(item for item in self.solid if item != name and not item.startswith(name + "."))
        return replace(self, names={**self.names, name: value}, solid=solid)

    def assume(self, paths: Iterable[str]) -> "Scope":
        """The same scope where these paths are known not to be None."""
        return replace(self, solid=self.solid | frozenset(paths))

    def forget(self, row: str) -> "Scope":
        """The same scope after the row's columns may have changed."""
        return replace(self, solid=frozenset(item for item in self.solid if not item.startswith(row + ".")))

    def lookup(self, name: str) -> Type | None:
        """The type of a name: bound here, the actor's row, or a singleton's."""
        bound = self.names.get(name)
        if bound is not None:
            return bound.required() if name in self.solid else bound
        if name == "actor" and self.environment.actor is not None:
            return types.row(self.environment.actor.entity)
        entity = self.environment.entities.get(name)
        return types.row(name) if entity is not None and entity.singleton else None

    def known(self) -> list[str]:
        """Every name that an expression may use here."""
        singletons = [name for name, entity in self.environment.entities.items() if entity.singleton]
        return sorted({*self.names, *singletons, *(["actor"] if self.environment.actor else [])})

    def narrowed(self, condition: Expr, holds: bool) -> "Scope":
        """The scope in which `condition` is known to be `holds`."""
        return self.assume(_solid_when(condition, holds))


def start(environment: Environment, tool: Tool) -> Scope:
    """The scope before a tool's first step: its parameters."""
    found = {name: types.parameter_type(item) for name, item in tool.parameters.items()}
    return Scope(environment, {name: _scaled(environment, item) for name, item in found.items()})


def _scaled(environment: Environment, found: Type) -> Type:
    """Money has as many decimals as the column that it addresses, inside lists and rows too."""
    if found.kind == "money":
        entity, _, name = found.root.partition(".")
        column = column_of(environment, entity, name)
        return replace(found, scale=column.scale) if column is not None and column.kind == "money" else found
    if found.of is not None:
        return replace(found, of=_scaled(environment, found.of))
    return replace(found, fields=tuple((name, _scaled(environment, item)) for name, item in found.fields))


def _solid_when(condition: Expr, holds: bool) -> frozenset[str]:
    if isinstance(condition, IsNone):
        known = path(condition.operand)
        return frozenset({known}) if known is not None and condition.negated == holds else frozenset()
    if isinstance(condition, Not):
        return _solid_when(condition.operand, not holds)
    if isinstance(condition, Logic) and (condition.op == "and") == holds:
        return frozenset[str]().union(*(_solid_when(operand, holds) for operand in condition.operands))
    return frozenset()


def column_of(environment: Environment, entity: str, name: str) -> Type | None:
    """The type of a key or stored column, None if there is no such or it is computed."""
    declared = environment.entities.get(entity)
    if declared is None:
        return None
    if declared.key is not None and declared.key.column == name:
        return Type(declared.key.kind, root=f"{entity}.{name}")
    column = declared.columns.get(name)
    if column is None:
        return None
    if isinstance(column, ReferenceColumn):
        return replace(key_type(environment, column.to), nullable=column.nullable)
    return types.column_type(column, f"{entity}.{name}")


def key_type(environment: Environment, entity: str) -> Type:
    """The type of an entity's key; text for one that is not declared or a singleton."""
    declared = environment.entities.get(entity)
    if declared is None or declared.key is None:
        return types.TEXT
    return Type(declared.key.kind, root=f"{entity}.{declared.key.column}")


def reference_of(environment: Environment, entity: str, name: str) -> tuple[str, ReferenceColumn] | None:
    """The reference column that `row.NAME.…` follows: by its spoken name (`plan`) or its own (`plan_id`)."""
    declared = environment.entities.get(entity)
    for column_name, column in declared.columns.items() if declared else ():
        if isinstance(column, ReferenceColumn) and name in (reference_name(column_name), column_name):
            return column_name, column
    return None


def root_of(environment: Environment, column: str) -> str:
    """`entity.column`, following a reference to the key it holds: `order.user_id` → `user.user_id`."""
    entity, _, name = column.partition(".")
    if entity not in environment.entities:
        return column
    found = column_of(environment, entity, name)
    return found.root if found is not None and found.root else column
