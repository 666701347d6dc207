"""Bugs in the statements of emitted functions: left out, too late."""

import ast
from collections.abc import Callable, Iterator

from client.mutation.code.operator import CodeOperator, RuleOperator, Site
from client.mutation.rewriting import Rule


class DeletedStatement(RuleOperator):
    """A statement that does something, or refuses something, is not there."""

    name = "code_deleted_statement"

    def rule(self, function: ast.FunctionDef) -> Rule:  # noqa: ARG002
        """Every call whose value nobody uses, and every `if` without an else."""
        return deleted


def deleted(node: ast.AST) -> Iterator[ast.AST]:
    """`pass` for a call or an `if`."""
    if (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)) or (
        isinstance(node, ast.If) and not node.orelse
    ):
        yield ast.Pass()


class DroppedKeyword(RuleOperator):
    """A write or a page does without one of its named values."""

    name = "code_dropped_keyword"

    def rule(self, function: ast.FunctionDef) -> Rule:  # noqa: ARG002
        """Every value of an update, and every cursor."""
        return _without_keyword


def _without_keyword(node: ast.AST) -> Iterator[ast.AST]:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return
    for index, keyword in enumerate(node.keywords):
        is_value = node.func.attr == "update" and len(node.keywords) > 1
        if is_value or keyword.arg in ("cursor", "choice"):
            yield ast.Call(node.func, node.args, node.keywords[:index] + node.keywords[index + 1 :])


class StaleResult(CodeOperator):
    """The result is put together before the last write."""

    name = "code_stale_result"

    def sites(self, tree: ast.Module) -> Iterator[Site]:
        """Every function that ends with a write and its result."""
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and len(node.body) > 2 and _writes_then_returns(node):
                yield Site(
                    node.name,
                    "the result is made before the write",
                    node.body[-1].lineno,
                    node.body[-1].col_offset,
                    _early(node),
                )


def _writes_then_returns(node: ast.FunctionDef) -> bool:
    write, last = node.body[-2:]
    return (
        isinstance(last, ast.Return)
        and last.value is not None
        and isinstance(write, ast.Expr)
        and isinstance(write.value, ast.Call)
        and isinstance(write.value.func, ast.Attribute)
        and write.value.func.attr == "update"
    )


def _early(node: ast.FunctionDef) -> Callable[[], None]:
    def apply() -> None:
        write, last = node.body[-2:]
        assert isinstance(last, ast.Return)
        assert last.value is not None
        early = ast.Assign([ast.Name("stale", ast.Store())], last.value)
        node.body[-2:] = [early, write, ast.Return(ast.Name("stale", ast.Load()))]

    return apply
