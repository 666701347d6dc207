"""Where emitted code is written: what the names of the model mean there, and what Python calls them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generator.emit.module import Module
from servers.farm import types
from servers.farm.expressions import Expr
from servers.farm.scopes import Scope
from servers.farm.types import Type


@dataclass(frozen=True)
class Place:
    """An immutable view of one place in a function; `scope` has the types, `python` the texts of bound names."""

    module: Module
    scope: Scope
    python: Mapping[str, str] = field(default_factory=dict)

    def bind(self, name: str, value: Type, text: str) -> "Place":
        """The same place with one more name."""
        return replace(self, scope=self.scope.bind(name, value), python={**self.python, name: text})

    def moved(self, scope: Scope) -> "Place":
        """The same names with another scope, as flow typing gives it."""
        return replace(self, scope=scope)

    def called(self, name: str, text: str) -> "Place":
        """The same scope, where Python calls a name so."""
        return replace(self, python={**self.python, name: text})

    def narrowed(self, condition: Expr, holds: bool) -> "Place":
        """The place in which `condition` is known to be `holds`."""
        return self.moved(self.scope.narrowed(condition, holds))

    def text(self, name: str) -> str:
        """The Python text of a name: bound here, else a singleton's row."""
        bound = self.python.get(name)
        if bound is not None:
            return bound
        if name == "actor":
            return f"{self.module.actor}(db)"
        entity = self.scope.environment.entities.get(name)
        if entity is not None and entity.singleton:
            return f"db.get({self.module.entity(name)}, 1)"
        return self.module.local(name)

    @property
    def may_be_nobody(self) -> bool:
        """Whether `actor` is asked for where nobody need be logged in: in computed columns and messages."""
        actor = self.scope.environment.actor
        return actor is not None and actor.session is not None and "actor" not in self.python

    def annotation(self, value: Type) -> str:
        """The Python annotation of a type; enums are texts, whose values the tables check."""
        return annotation(self.module, value)


def annotation(module: Module, value: Type) -> str:
    """The Python annotation of a type."""
    return _plain_annotation(module, value) + (" | None" if value.nullable and value.kind != "null" else "")


def _plain_annotation(module: Module, value: Type) -> str:
    if value.kind == "row":
        return module.entity(value.entity)
    if value.kind == "list":
        return f"list[{annotation(module, value.element)}]"
    if value.kind == "record":
        return module.record(value.fields) or "dict[str, object]"
    return _SCALARS[value.kind]


_SCALARS = {
    "text": "str",
    "enum": "str",
    "date": "str",
    "datetime": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "money": "Decimal",
    "inexact": "Decimal",
    "null": "None",
    "unknown": "object",
}

MONEY = frozenset({"money", "inexact"})
ROW = types.row
