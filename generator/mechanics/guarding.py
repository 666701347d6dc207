"""What the requires of an environment's tools ask: the conditions, and the columns that are compared in them.

Mechanics recognise their uses by these, whatever the names of parameters and of values that a tool computes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from servers.farm.checks.columns import Columns, columns_of
from servers.farm.expressions import Compare, Comprehension, Constant, Expr, Logic, Name, parse, walk
from servers.farm.inference import comprehension_scope
from servers.farm.model import Environment, LetStep, RequireStep
from servers.farm.nodes import Slot
from servers.farm.places import Place, places

_MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True)
class Guard:
    """One require of a tool: its condition, and the columns behind the names that were computed before it."""

    tool: str
    fault: str
    that: Expr
    place: Place
    computed: Mapping[str, Columns]

    @property
    def orders(self) -> Iterator[Compare]:
        """The comparisons by order in the condition, each so that the smaller side is on the left."""
        for node in walk(self.that):
            if isinstance(node, Compare) and node.op in _MIRROR:
                yield node if node.op in ("<", "<=") else Compare(_MIRROR[node.op], node.right, node.left)

    def columns(self, expr: Expr | Slot) -> Columns:
        """The columns (`entity.column`) that a part of the condition is about: read, or what a parameter fills."""
        return about(expr, self.place, self.computed)

    def inside(self, comprehension: Comprehension) -> Guard:
        """The guard seen from within one of its comprehensions: what is asked there of each row."""
        scope = comprehension_scope(comprehension, self.place.scope)
        parts = [part for part in (comprehension.element, comprehension.condition) if part is not None]
        that = parts[0] if len(parts) == 1 else Logic("and", tuple(parts))
        return replace(self, that=that, place=replace(self.place, scope=scope))


def guards(environment: Environment) -> Iterator[Guard]:
    """Every require of every tool, nested ones too."""
    for name, tool in environment.tools.items():
        computed: dict[str, Columns] = {}
        for place in places(environment, tool):
            if isinstance(place.step, LetStep):
                for item, text in place.step.let.items():
                    computed[item] = about(parse(text), place, computed)
            elif isinstance(place.step, RequireStep):
                require = place.step.require
                yield Guard(name, require.else_, parse(require.that), place, dict(computed))


def about(expr: Expr | Slot, place: Place, computed: Mapping[str, Columns]) -> Columns:
    """The columns that an expression reads, and those that the parameters and computed values in it stand for."""
    found = set(columns_of(expr, place.scope))
    for node in walk(expr):
        if isinstance(node, Name):
            bound = place.scope.names.get(node.id)
            found |= computed.get(node.id, frozenset())
            found |= {bound.root} if bound is not None and bound.root else set()
    return frozenset(found)


def is_zero(expr: Expr) -> bool:
    """Whether an expression is the number nought."""
    return isinstance(expr, Constant) and expr.value == 0 and not isinstance(expr.value, bool)
