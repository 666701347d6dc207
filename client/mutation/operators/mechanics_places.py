"""Bugs in places: the others do not make room, or make too much of it."""

import ast
from collections.abc import Iterator

from client.mutation.operator import Edit, Spot, StepOperator, changed
from servers.farm.model import UpdateStep


class ShiftTooFar(StepOperator):
    """Siblings make room for two rows where one comes."""

    name = "shift_too_far"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The update of many rows that adds or takes 2 where it was 1."""
        for column, text in _shifts(spot):
            values = {**spot.step.update.set, column: f"{text[:-1]}2"}  # type: ignore[union-attr]
            yield column, (changed(spot.step, {"set": values}),)


class GapStays(StepOperator):
    """Siblings stay where they are when a row comes or goes."""

    name = "gap_stays"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """No update of many rows at all."""
        for column, _ in _shifts(spot):
            yield column, ()


def _shifts(spot: Spot) -> Iterator[tuple[str, str]]:
    """The columns of many rows that a step moves by one, with their new values."""
    if not isinstance(spot.step, UpdateStep) or spot.step.update.entity is None:
        return
    row = spot.step.update.name
    for column, text in spot.step.update.set.items():
        tree = ast.parse(text, mode="eval").body
        if isinstance(tree, ast.BinOp) and ast.unparse(tree.left) == f"{row}.{column}" and _is_one(tree.right):
            yield column, text


def _is_one(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == 1
