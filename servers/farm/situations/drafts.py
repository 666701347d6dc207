"""A call while it is being made up: what is decided, what is still open, what the steps have bound so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from servers.farm.expressions import Attribute, Comprehension, Expr, Name, Slot, children
from servers.farm.scopes import Scope


@dataclass(frozen=True)
class Pending:
    """A `let` that waits until what it names is decided."""

    name: str
    expr: Expr
    scope: Scope


@dataclass(frozen=True)
class Draft:
    """An immutable state of the search through one path of a tool's steps."""

    names: Mapping[str, Any]
    """What expressions see: decided parameters (None: left out), rows, lets, lists."""
    given: Mapping[str, Any] = field(default_factory=dict)
    """The decided variables that the call will give; lists as tuples."""
    open: frozenset[str] = frozenset()
    """Undecided variables: a parameter, an element (`bike_id`) or an element's field (`item.sku`)."""
    elements: Mapping[str, str] = field(default_factory=dict)
    """The name of an element that is being made up, to its parameter."""
    pending: tuple[Pending, ...] = ()
    reached: bool = False
    """Whether the wanted fault is met here; the remaining steps do not matter."""

    def bind(self, name: str, value: Any) -> "Draft":
        """The same draft with one more name."""
        # Not `replace`, which takes several times as long: a search binds ten thousand names.
        names = {**self.names, name: value}
        return Draft(names, self.given, self.open, self.elements, self.pending, self.reached)

    def decide(self, variable: str, value: Any) -> "Draft":
        """The same draft where a variable has this value; None leaves it out."""
        head, _, part = variable.partition(".")
        names = {**self.names, head: {**self.names.get(head, {}), part: value} if part else value}
        given = self.given if value is None else {**self.given, variable: value}
        return replace(self, names=names, given=given, open=self.open - {variable})

    def opened(self, *variables: str) -> "Draft":
        """The same draft with more undecided variables."""
        return replace(self, open=self.open | frozenset(variables))

    def done(self) -> "Draft":
        """The same draft, arrived at the wanted fault."""
        return replace(self, reached=True)

    def parameter(self, variable: str) -> str:
        """The declared parameter (or `parameter.field`) that a variable stands for."""
        head, dot, part = variable.partition(".")
        return self.elements.get(head, head) + dot + part

    def undecided(self, expr: "Expr | Slot") -> tuple[str, ...]:
        """The open variables that an expression depends on, also through lets, in order of appearance."""
        return tuple(dict.fromkeys(name for leaf in leaves(expr) for name in self._open_at(*leaf)))

    def _open_at(self, name: str, column: str) -> tuple[str, ...]:
        if column and f"{name}.{column}" in self.open:
            return (f"{name}.{column}",)
        if name in self.open:
            return (name,)
        for item in self.pending:
            if item.name == name:
                return self.undecided(item.expr)
        return ()


@lru_cache(maxsize=16_384)
def leaves(expr: "Expr | Slot") -> tuple[tuple[str, str], ...]:
    """The free names of an expression, each with the first column that is asked of it, or with nothing."""
    if isinstance(expr, Name):
        return ((expr.id, ""),)
    if isinstance(expr, Attribute) and isinstance(expr.base, Name):
        return ((expr.base.id, expr.name),)
    found = tuple(leaf for child in children(expr) for leaf in leaves(child))
    return tuple(leaf for leaf in found if leaf[0] != expr.variable) if isinstance(expr, Comprehension) else found
