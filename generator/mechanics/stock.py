"""Stock: no more is ordered or reserved than is there, and what is undone comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.mechanics.base import Mechanic, Place, Subject, Use
from generator.mechanics.drains import Drain, holder_of, is_drained, is_plain, with_drain
from generator.mechanics.guarding import Guard, guards
from generator.mechanics.reading import Write, nodes_behind, writes
from servers.farm.expressions import Attribute
from servers.farm.model import Entity, Environment, IntegerColumn, ReferenceColumn

_STOCK = re.compile(
    r"^(in_stock|stock|inventory|on_hand)(_(quantity|level|count|on_hand|available|units))?$"
    r"|^(available|remaining|free)_(stock|quantity|units|inventory)$"
    r"|^(quantity|units|amount|count)_(in_stock|on_hand|available|remaining)$|^(product|item|total)_stock$"
)
_QUANTITY = ("quantity", "qty", "units", "quantity_ordered", "ordered_quantity", "reserved_quantity", "count")
_TAKES = frozenset("order sale reservation allocation hold checkout rental".split())
"""What takes something out of stock, or keeps it for somebody: the thing itself, or a line of it."""
_KEEPS = frozenset(
    "cart basket wishlist wish quote quotation invoice return refund purchase receipt adjustment transfer movement "
    "price restock supplier draft estimate template bill credit".split()
)
"""What speaks of goods without taking any, or brings some."""


class Stock(Mechanic):
    """Orders and reservations take from what is in stock, are refused where it is short, and give back when undone."""

    name = "stock"
    law = "No more is ordered or reserved than is in stock, and what is cancelled comes back."
    operators = ("drop_require", "weaken_comparison", "skip_write", "swap_arithmetic", "overwrite_sum")

    def uses(self, environment: Environment) -> Iterator[Use]:
        """Requires that compare a quantity with a stock from which the tool then takes."""
        for guard in guards(environment):
            if entity := _taken_from(environment, guard):
                yield Use(self.name, entity, guard.tool, guard.fault)

    def places(self, subject: Subject) -> Iterator[Place]:
        """Orders, reservations and their lines, of something that says how much of it is there."""
        environment = subject.environment
        kept = {use.entity for use in self.uses(environment)}
        for child, declared in environment.entities.items():
            quantity = next((name for name in _QUANTITY if _is_whole(declared, name)), "")
            words = set(child.split("_"))
            if not quantity or not words & _TAKES or words & _KEEPS or not is_plain(declared):
                continue
            for reference, column in declared.columns.items():
                if not isinstance(column, ReferenceColumn) or column.nullable or column.to in {child, *kept}:
                    continue
                pool = next(
                    (
                        name
                        for name in environment.entities[column.to].columns
                        if _is_stock(environment, column.to, name)
                    ),
                    "",
                )
                drain = Drain(child, quantity, reference, column.to, pool, holder_of(environment, child, reference))
                if pool and is_plain(environment.entities[column.to]) and is_drained(environment, drain):
                    because = f"a '{child}' takes its '{quantity}' of the '{pool}' of a '{column.to}'"
                    yield Place(child, (quantity, reference, pool), because=because, confidence=0.8)
                    break

    def woven(self, environment: Environment, place: Place) -> Environment:
        """A require and an update of the stock wherever a row is made, changed or undone; the invariant."""
        quantity, reference, pool = place.columns
        column = environment.entities[place.entity].columns[reference]
        assert isinstance(column, ReferenceColumn)
        holder = holder_of(environment, place.entity, reference)
        return with_drain(environment, Drain(place.entity, quantity, reference, column.to, pool, holder))


def _is_whole(entity: Entity, name: str) -> bool:
    column = entity.columns.get(name)
    return isinstance(column, IntegerColumn) and not column.nullable


def _is_stock(environment: Environment, entity: str, name: str) -> bool:
    column = environment.entities[entity].columns.get(name)
    return isinstance(column, IntegerColumn) and bool(_STOCK.search(name))


def _taken_from(environment: Environment, guard: Guard) -> str:
    """The entity of a stock that bounds what the tool takes from it."""
    tool = environment.tools[guard.tool]
    for order in guard.orders:
        for node in nodes_behind(tool, order.right):
            for write in writes(tool) if isinstance(node, Attribute) else ():
                if _takes(environment, write, getattr(node, "name", "")):
                    return write.entity
    return ""


def _takes(environment: Environment, write: Write, column: str) -> bool:
    """Whether a write takes something off a stock."""
    row = write.row or write.entity
    value = write.values.get(column, "") if write.kind == "update" else ""
    own = (f"{row}.{column} - ", f"coalesce({row}.{column}, 0) - ")
    return value.startswith(own) and _is_stock(environment, write.entity, column)
