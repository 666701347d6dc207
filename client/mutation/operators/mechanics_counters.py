"""Bugs in what follows from other rows: one too many is counted, prices are added up without how many there are."""

import ast
from collections.abc import Iterator

from client.mutation.operators.expressions import ExpressionOperator
from client.mutation.rewriting import Rule
from client.mutation.slots import Slot


class Miscount(ExpressionOperator):
    """A column that counts rows says one too many."""

    name = "miscount"

    def rule(self, slot: Slot) -> Rule:
        """`count(…)` of computed columns."""
        return _one_more if not slot.tool else _as_it_is


class ForgetFactor(ExpressionOperator):
    """A total takes each price once, however many there are."""

    name = "forget_factor"

    def rule(self, slot: Slot) -> Rule:
        """Products of two columns in computed columns."""
        return _once if not slot.tool else _as_it_is


def _as_it_is(_node: ast.AST) -> Iterator[ast.AST]:
    yield from ()


def _one_more(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "count":
        yield ast.BinOp(node, ast.Add(), ast.Constant(1))


def _once(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        sides = (node.left, node.right)
        if all(isinstance(side, ast.Attribute) for side in sides):
            yield node.left
