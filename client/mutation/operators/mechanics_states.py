"""Bugs in lifecycles: an act in a state too many, a moment that nobody keeps."""

from collections.abc import Iterator

from client.mutation.operator import Edit, Spot, StepOperator, changed
from servers.farm import facts
from servers.farm.expressions import Attribute, Compare, Constant, Expr, Name, parse
from servers.farm.model import EnumColumn, RequireStep, UpdateStep


class AllowState(StepOperator):
    """Something is possible in a state more than it should be."""

    name = "allow_state"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The rule that also lets the first of the other states pass, for each rule that names its states."""
        if not isinstance(spot.step, RequireStep):
            return
        that = parse(spot.step.require.that)
        if isinstance(that, Compare) and isinstance(that.left, Attribute) and isinstance(that.left.base, Name):
            row, column = that.left.base.id, that.left.name
            others = [value for value in self._values(spot, row, column) if value not in _allowed(that)]
            if others and that.op in ("==", "in"):
                also = f"{spot.step.require.that} or {row}.{column} == {others[0]!r}"
                yield others[0], (changed(spot.step, {"that": also}),)

    def _values(self, spot: Spot, row: str, column: str) -> tuple[str, ...]:
        entity = spot.environment.entities.get(spot.entity_of(row))
        declared = entity.columns.get(column) if entity is not None else None
        return declared.values if isinstance(declared, EnumColumn) else ()


def _allowed(that: Compare) -> tuple[object, ...]:
    right: Expr = that.right
    return (right.value,) if isinstance(right, Constant) else facts.constants(right) or ()


class ForgetStamp(StepOperator):
    """A row goes into another state, and the moment when it did is not kept."""

    name = "forget_stamp"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The update without the moments that it keeps."""
        if isinstance(spot.step, UpdateStep):
            values = spot.step.update.set
            kept = {name: text for name, text in values.items() if text not in ("now()", "today()")}
            if kept and len(kept) < len(values):
                yield "", (changed(spot.step, {"set": kept}),)
