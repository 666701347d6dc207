"""Bugs in the queries of emitted functions: their SQL, their order, their limits."""

import ast
import re
from collections.abc import Iterator
from typing import TypeGuard

from client.mutation.code.operator import RuleOperator
from client.mutation.rewriting import Rule

_SQL: tuple[tuple[str, str], ...] = (
    (r"<=", "<"),
    (r">=", ">"),
    (r"<>", "="),
    (r"<(?![=>])", "<="),
    (r"(?<![<>])>(?!=)", ">="),
    (r"(?<![<>])=", "<>"),
    (r"\bAND\b", "OR"),
    (r"\bOR\b", "AND"),
    (r"\bIS NOT\b", "IS"),
    (r"\bIS\b(?! NOT)", "IS NOT"),
    (r"\bNOT (?!NULL|IN\b|EXISTS\b|LIKE\b)", ""),
)
"""What is found in an SQL condition, and what may stand in its place."""


class Sql(RuleOperator):
    """A condition in SQL is another."""

    name = "code_sql"

    def rule(self, function: ast.FunctionDef) -> Rule:  # noqa: ARG002
        """Every comparison and connective of every condition."""
        return _other_sql


def _other_sql(node: ast.AST) -> Iterator[ast.AST]:
    if not _is_call(node, "where") or not node.args:
        return
    text = node.args[0]
    if isinstance(text, ast.Constant) and isinstance(text.value, str):
        for new in sql_variants(text.value):
            yield ast.Call(node.func, [ast.Constant(new), *node.args[1:]], node.keywords)


def sql_variants(text: str) -> Iterator[str]:
    """The condition with one of its comparisons or connectives changed; what stands in quotes is left alone."""
    quoted = [match.span() for match in re.finditer(r"'(?:[^']|'')*'|\"[^\"]*\"", text)]
    for pattern, new in _SQL:
        for match in re.finditer(pattern, text):
            if not any(start <= match.start() < end for start, end in quoted):
                yield text[: match.start()] + new + text[match.end() :]


class DroppedCondition(RuleOperator):
    """A query takes no notice of one of its conditions."""

    name = "code_dropped_condition"

    def rule(self, function: ast.FunctionDef) -> Rule:  # noqa: ARG002
        """Every condition."""
        return _without_condition


def _without_condition(node: ast.AST) -> Iterator[ast.AST]:
    if _is_call(node, "where") and isinstance(node.func, ast.Attribute):
        yield node.func.value


class Order(RuleOperator):
    """Rows come in another order."""

    name = "code_order"

    def rule(self, function: ast.FunctionDef) -> Rule:  # noqa: ARG002
        """Every column that a query sorts by."""
        return _other_order


def _other_order(node: ast.AST) -> Iterator[ast.AST]:
    if not any(_is_call(node, name) for name in ("page", "all", "first")) or not isinstance(node, ast.Call):
        return
    for index, item in enumerate(node.args):
        if isinstance(item, ast.Constant) and isinstance(item.value, str):
            new = item.value[1:] if item.value.startswith("-") else f"-{item.value}"
            yield ast.Call(node.func, [*node.args[:index], ast.Constant(new), *node.args[index + 1 :]], node.keywords)


class Limit(RuleOperator):
    """A page has one row more or less than it should."""

    name = "code_limit"

    def rule(self, function: ast.FunctionDef) -> Rule:  # noqa: ARG002
        """Every limit."""
        return _other_limit


def _other_limit(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.keyword) and node.arg == "limit":
        for op in (ast.Add(), ast.Sub()):
            yield ast.keyword("limit", ast.BinOp(node.value, op, ast.Constant(1)))


def _is_call(node: ast.AST, name: str) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name
