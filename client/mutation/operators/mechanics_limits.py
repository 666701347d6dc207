"""Bugs in what mechanics ask of other rows: a part of a test is forgotten."""

import ast
from collections.abc import Iterator

from client.mutation.operators.expressions import Rewrite


def _without_conjunct(node: ast.AST) -> Iterator[ast.AST]:
    """A comprehension whose element, or whose condition, asks for one thing less."""
    if isinstance(node, ast.GeneratorExp | ast.ListComp):
        yield from (type(node)(one, node.generators) for one in _shorter(node.elt))
    if isinstance(node, ast.comprehension) and node.ifs:
        yield from (ast.comprehension(node.target, node.iter, [one], node.is_async) for one in _shorter(node.ifs[0]))


def _shorter(test: ast.expr) -> Iterator[ast.expr]:
    """An `and` without one of its parts, once for each that is more than a test for None."""
    if not isinstance(test, ast.BoolOp) or not isinstance(test.op, ast.And):
        return
    for index, part in enumerate(test.values):
        rest = test.values[:index] + test.values[index + 1 :]
        if not _asks_for_none(part):
            yield rest[0] if len(rest) == 1 else ast.BoolOp(ast.And(), rest)


def _asks_for_none(part: ast.expr) -> bool:
    """What is known to be there by it may be compared by the other parts, which make no sense without it."""
    return isinstance(part, ast.Compare) and isinstance(part.ops[0], ast.Is | ast.IsNot)


DROP_CONJUNCT = Rewrite(
    "drop_conjunct", _without_conjunct, "A test of other rows forgets one of the things that it asks for."
)
"""An overlap test that looks at one end only, or forgets that cancelled rows are free."""
