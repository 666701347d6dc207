"""Bugs in groups: a row counts as another one of its group."""

import ast
from collections.abc import Iterator

from client.mutation.operators.expressions import ExpressionOperator
from client.mutation.rewriting import Rule
from client.mutation.slots import Slot


class CountsItself(ExpressionOperator):
    """Looking for another row finds the very row that is asked for: the last owner is one of two."""

    name = "counts_itself"

    def rule(self, slot: Slot) -> Rule:
        """A condition over rows without what keeps a row apart from itself."""
        return _with_itself if slot.role == "require" else _as_it_is


def _as_it_is(_node: ast.AST) -> Iterator[ast.AST]:
    yield from ()


def _with_itself(node: ast.AST) -> Iterator[ast.AST]:
    """`a and other.key != row.key` without its end."""
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        for index, part in enumerate(node.values):
            rest = [*node.values[:index], *node.values[index + 1 :]]
            if _keeps_apart(part):
                yield ast.BoolOp(ast.And(), rest) if len(rest) > 1 else rest[0]


def _keeps_apart(part: ast.expr) -> bool:
    """Whether a condition says that one column of two rows differs."""
    if not isinstance(part, ast.Compare) or not isinstance(part.ops[0], ast.NotEq):
        return False
    left, right = part.left, part.comparators[0]
    return isinstance(left, ast.Attribute) and isinstance(right, ast.Attribute) and left.attr == right.attr
