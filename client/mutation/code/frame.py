"""Bugs in the frame that every server runs on: transactions, sequences, pages."""

import ast
from collections.abc import Callable, Iterator

from client.mutation.code.expressions import compared_otherwise, other_constant
from client.mutation.code.operator import CodeOperator, RuleOperator, Site
from client.mutation.code.statements import deleted
from client.mutation.rewriting import Rule

WRITES = ("insert", "update", "delete")


class LostTransaction(RuleOperator):
    """A call's transaction is not begun, not kept or not undone, or the clock does not tick."""

    name = "code_transaction"
    file = "database.py"
    functions = frozenset({"Database.begin", "Database.commit", "Database.rollback"})

    def rule(self, function: ast.FunctionDef) -> Rule:  # noqa: ARG002
        """Every statement of a transaction's beginning and end."""
        return deleted


class LostEnd(RuleOperator):
    """A call does not end its transaction."""

    name = "code_transaction_end"
    file = "runtime.py"
    functions = frozenset({"World._execute"})

    def rule(self, function: ast.FunctionDef) -> Rule:  # noqa: ARG002
        """Every statement that begins or ends it."""
        return deleted


class Sequence(RuleOperator):
    """A sequence does not go on, or by the wrong step."""

    name = "code_sequence"
    file = "database.py"
    functions = frozenset({"Database.next_number"})

    def applies(self, service: ast.Module) -> bool:
        """Whether any key comes from a sequence."""
        return _calls(service, "next_number")

    def rule(self, function: ast.FunctionDef) -> Rule:  # noqa: ARG002
        """Every statement and number."""
        return _stalled


def _stalled(node: ast.AST) -> Iterator[ast.AST]:
    yield from deleted(node)
    yield from other_constant(node)


def _calls(tree: ast.AST, *names: str) -> bool:
    """Whether the code calls one of these methods."""
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(isinstance(function, ast.Attribute) and function.attr in names for function in called)


class Page(RuleOperator):
    """A page ends too early or too late, or the next one begins in the wrong place."""

    name = "code_page"
    file = "database.py"
    functions = frozenset({"Query.page"})

    def applies(self, service: ast.Module) -> bool:
        """Whether any list comes in pages."""
        return _calls(service, "page")

    def rule(self, function: ast.FunctionDef) -> Rule:  # noqa: ARG002
        """Every comparison, and every number of rows one less or more."""
        return _off_by_one


def _off_by_one(node: ast.AST) -> Iterator[ast.AST]:
    yield from compared_otherwise(node)
    if isinstance(node, ast.BinOp) and isinstance(node.right, ast.Constant):
        yield node.left
    if isinstance(node, ast.Slice) and node.upper is not None:
        yield ast.Slice(node.lower, ast.BinOp(node.upper, ast.Sub(), ast.Constant(1)))


class KeptWrites(CodeOperator):
    """A call that is refused keeps what it wrote before."""

    name = "code_kept_writes"
    file = "runtime.py"

    def applies(self, service: ast.Module) -> bool:
        """Whether a call can be refused after it has written."""
        return any(_refuses_late(node) for node in service.body if isinstance(node, ast.FunctionDef))

    def sites(self, tree: ast.Module) -> Iterator[Site]:
        """The end of a call that fails."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Try) and "self._database.rollback()" in map(ast.unparse, node.finalbody):
                yield Site(
                    "World._execute", "COMMIT at the end of every call", node.lineno, node.col_offset, _keeping(node)
                )


def _refuses_late(function: ast.FunctionDef) -> bool:
    """Whether a fault stands after a write, or in one loop with it."""
    blocks = [function, *(node for node in ast.walk(function) if isinstance(node, ast.For))]
    writes = [node.lineno for node in ast.walk(function) if isinstance(node, ast.Attribute) and node.attr in WRITES]
    fails = [node.lineno for node in ast.walk(function) if isinstance(node, ast.Name) and node.id == "fail"]
    in_loop = any(_calls(block, *WRITES) and "fail(" in ast.unparse(block) for block in blocks[1:])
    return in_loop or (bool(writes and fails) and min(writes) < max(fails))


def _keeping(node: ast.Try) -> Callable[[], None]:
    text = "if self._connection.in_transaction: self._connection.execute('COMMIT')"

    def apply() -> None:
        node.finalbody = ast.parse(text).body

    return apply
