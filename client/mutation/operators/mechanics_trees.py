"""Bugs in trees: circles are looked for near by only."""

import ast
from collections.abc import Iterator

from client.mutation.operators.expressions import ExpressionOperator
from client.mutation.rewriting import Rule
from client.mutation.slots import Slot


class OneLevelUp(ExpressionOperator):
    """A circle is looked for one level up and no further."""

    name = "one_level_up"

    def rule(self, slot: Slot) -> Rule:
        """Of conditions `up is None or up != own and (…)` the outermost, without what is further up."""
        return _shortened if slot.role == "require" else _as_it_is


def _as_it_is(_node: ast.AST) -> Iterator[ast.AST]:
    yield from ()


def _shortened(node: ast.AST) -> Iterator[ast.AST]:
    """`up is None or up != own` of a climb that starts at a row and goes on: `row.parent_id`, not further up."""
    if not isinstance(node, ast.BoolOp) or not isinstance(node.op, ast.Or) or len(node.values) != 2:
        return
    end, rest = node.values
    if isinstance(rest, ast.BoolOp) and isinstance(rest.op, ast.And) and _is_end(end, rest.values[0]):
        yield ast.BoolOp(ast.Or(), [end, rest.values[0]])


def _is_end(end: ast.expr, test: ast.expr) -> bool:
    """Whether `end` says that there is nothing at `row.column`, and `test` that it is not something else."""
    if not (isinstance(end, ast.Compare) and isinstance(end.ops[0], ast.Is) and isinstance(test, ast.Compare)):
        return False
    nearest = isinstance(end.left, ast.Attribute) and isinstance(end.left.value, ast.Name)
    return nearest and isinstance(test.ops[0], ast.NotEq) and ast.dump(test.left) == ast.dump(end.left)
