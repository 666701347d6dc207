"""Bugs in what is counted against a limit: earlier parts are forgotten, a sum is overwritten."""

import ast
from collections.abc import Iterator

from client.mutation.operator import Edit, Spot, StepOperator, changed
from client.mutation.operators.expressions import Rewrite
from servers.farm.expressions import ExpressionError, parse
from servers.farm.model import UpdateStep


def _without_earlier(node: ast.AST) -> Iterator[ast.AST]:
    """A difference without what is taken off: what was taken before, or what is left of nothing."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub) and _is_earlier(node.right):
        yield node.left


def _is_earlier(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) or (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "total"
    )


FORGET_EARLIER = Rewrite("forget_earlier", _without_earlier, "What was taken before is not taken off what is left.")
"""A refund that does not count earlier refunds."""


class OverwriteSum(StepOperator):
    """What is added to a sum stands in its place."""

    name = "overwrite_sum"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The update that sets a column to what it should add to it or take off it, once for each such column."""
        if not isinstance(spot.step, UpdateStep):
            return
        values = spot.step.update.set
        for column, text in values.items():
            try:
                parse(text)
            except ExpressionError:
                continue
            node = ast.parse(text.strip(), mode="eval").body
            if (
                isinstance(node, ast.BinOp)
                and isinstance(node.op, ast.Add | ast.Sub)
                and isinstance(node.left, ast.Attribute)
                and node.left.attr == column
                and not isinstance(node.right, ast.Constant)
            ):
                yield column, (changed(spot.step, {"set": {**values, column: ast.unparse(node.right)}}),)
