"""Money: no more is captured than was authorized, and no more given back than was captured and not given back yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.mechanics.amounts import CAPTURED, REFUNDED, is_amount
from generator.mechanics.base import Mechanic, Place, Subject, Use
from generator.mechanics.guarding import Guard, guards
from generator.mechanics.parts import part_places, with_parts
from generator.mechanics.reading import Write, nodes_behind, writes
from generator.mechanics.takes import take_places, with_take
from servers.farm.expressions import Attribute, Call, Compare, Comprehension, Expr, Name, Slot, walk
from servers.farm.model import Environment

_AMOUNT = re.compile(r"(^|_)(amount|money|total|value|sum|balance|credit|funds)(_|$)")


class Money(Mechanic):
    """Refunds, reversals and captures take a part of an amount, never more than is left of it."""

    name = "money"
    law = "No more is captured than was authorized, and no more is given back than was captured and not given back yet."
    operators = ("drop_require", "weaken_comparison", "drop_condition", "forget_earlier", "overwrite_sum")

    def uses(self, environment: Environment) -> Iterator[Use]:
        """Requires that compare an amount with what is left of another: less the parts, or less a counter."""
        for guard in guards(environment):
            for order in guard.orders:
                entity = _left_by_parts(environment, guard, order) or _left_by_counter(environment, guard, order)
                if entity:
                    yield Use(self.name, entity, guard.tool, guard.fault)

    def places(self, subject: Subject) -> Iterator[Place]:
        """Refunds, reversals and captures that are rows, and those that are verbs of one row."""
        kept = {(use.entity, use.tool) for use in self.uses(subject.environment)}
        entities = {entity for entity, _ in kept}
        for entity in subject.environment.entities:
            yield from (place for place in part_places(subject.environment, entity) if entity not in entities)
            yield from (place for place in take_places(subject.environment, entity) if (entity, place.tool) not in kept)

    def woven(self, environment: Environment, place: Place) -> Environment:
        """A require wherever a part is taken, changed or comes back, the sums that follow, and the invariant."""
        return with_take(environment, place) if place.tool else with_parts(environment, place)


def _is_amount(environment: Environment, column: str) -> bool:
    entity, _, name = column.partition(".")
    declared = environment.entities.get(entity)
    if declared is None or not is_amount(declared, name):
        return False
    return declared.columns[name].kind == "money" or bool(_AMOUNT.search(name))


def _left_by_parts(environment: Environment, guard: Guard, order: Compare) -> str:
    """The entity whose amounts a comparison adds up while the tool writes one of them, or of what they are parts of."""
    tool = environment.tools[guard.tool]
    written = {write.entity for write in writes(tool)}
    about = guard.columns(order.left) | guard.columns(order.right)
    for entity, column in _sums(nodes_behind(tool, order)):
        wholes = {item.partition(".")[0] for item in about if _is_amount(environment, item)} - {entity}
        if _is_amount(environment, f"{entity}.{column}") and wholes and written & {entity, *wholes}:
            return entity
    return ""


def _sums(nodes: Iterable[Expr | Slot]) -> Iterator[tuple[str, str]]:
    """(entity, column) of every sum over rows."""
    for node in nodes:
        for part in walk(node) if isinstance(node, Call) and node.function == "total" else ():
            if isinstance(part, Comprehension) and isinstance(part.source, Name):
                for read in walk(part.element):
                    if isinstance(read, Attribute) and read.base == Name(part.variable):
                        yield part.source.id, read.name


def _left_by_counter(environment: Environment, guard: Guard, order: Compare) -> str:
    """The entity of a counter that bounds what the tool then adds to it."""
    tool = environment.tools[guard.tool]
    read = list(nodes_behind(tool, order.right))
    for write in writes(tool):
        for column in write.values if write.kind == "update" else ():
            counts = CAPTURED.search(column) or REFUNDED.search(column)
            if counts and Attribute(Name(write.row), column) in read and _adds(write, column):
                return write.entity
    return ""


def _adds(write: Write, column: str) -> bool:
    return write.values[column].startswith(f"{write.row}.{column} + ")
