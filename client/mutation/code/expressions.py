"""Bugs in the expressions of emitted functions."""

import ast
from collections.abc import Iterator

from client.mutation import rewriting
from client.mutation.code.operator import RuleOperator
from client.mutation.rewriting import Rule

_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


def compared_otherwise(node: ast.AST) -> Iterator[ast.AST]:
    """The opposite comparison; `<` for `<=` and the other way round."""
    yield from rewriting.weakened(node)
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _OPPOSITE:
        yield ast.Compare(node.left, [_OPPOSITE[type(node.ops[0])]()], node.comparators)


class Comparison(RuleOperator):
    """A comparison is another."""

    name = "code_comparison"

    def rule(self, function: ast.FunctionDef) -> Rule:  # noqa: ARG002
        """Every comparison."""
        return compared_otherwise


class Logic(RuleOperator):
    """`and` becomes `or`, and the other way round."""

    name = "code_logic"

    def rule(self, function: ast.FunctionDef) -> Rule:  # noqa: ARG002
        """Every connective."""
        return rewriting.swapped_logic


def other_constant(node: ast.AST) -> Iterator[ast.AST]:
    """The other truth value, the next number."""
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield ast.Constant(node.value + 1)


class Constant(RuleOperator):
    """A constant is another: the other truth value, the next number."""

    name = "code_constant"

    def rule(self, function: ast.FunctionDef) -> Rule:
        """Every number and truth value; limits have an operator of their own."""
        keywords = (node for node in ast.walk(function) if isinstance(node, ast.keyword))
        limits = {id(node.value) for node in keywords if node.arg == "limit"}
        return lambda node: () if id(node) in limits else other_constant(node)


class Condition(RuleOperator):
    """A condition is turned round."""

    name = "code_condition"

    def rule(self, function: ast.FunctionDef) -> Rule:  # noqa: ARG002
        """Every `if`, statement or expression."""
        return _turned


def _turned(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)
    if isinstance(node, ast.If):
        yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)


class SwappedArguments(RuleOperator):
    """Two neighbouring arguments of a call change places."""

    name = "code_swapped_arguments"

    def rule(self, function: ast.FunctionDef) -> Rule:  # noqa: ARG002
        """Every call with two values that differ; what is no value (a table, an SQL text) stays."""
        return _swapped


def _swapped(node: ast.AST) -> Iterator[ast.AST]:
    if not isinstance(node, ast.Call):
        return
    for index in range(len(node.args) - 1):
        one, other = node.args[index : index + 2]
        if _is_value(one) and _is_value(other) and ast.dump(one) != ast.dump(other):
            yield ast.Call(node.func, [*node.args[:index], other, one, *node.args[index + 2 :]], node.keywords)
    for index in range(len(node.keywords) - 1):
        first, second = node.keywords[index : index + 2]
        if first.arg and second.arg and ast.dump(first.value) != ast.dump(second.value):
            swapped = [ast.keyword(first.arg, second.value), ast.keyword(second.arg, first.value)]
            yield ast.Call(node.func, node.args, [*node.keywords[:index], *swapped, *node.keywords[index + 2 :]])


def _is_value(node: ast.expr) -> bool:
    is_table = isinstance(node, ast.Name) and node.id[:1].isupper()
    return not is_table and not isinstance(node, ast.Constant | ast.Starred)


class WrongColumn(RuleOperator):
    """A column of a row is read in the place of another that the function reads too."""

    name = "code_wrong_column"

    def rule(self, function: ast.FunctionDef) -> Rule:
        """Every column of a named row, and the next that is read of it."""
        read: dict[str, list[str]] = {}
        for node in ast.walk(function):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id != "db":
                columns = read.setdefault(node.value.id, [])
                if node.attr not in columns:
                    columns.append(node.attr)
        called = {id(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}

        def replacements(node: ast.AST) -> Iterator[ast.AST]:
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and id(node) not in called:
                columns = read.get(node.value.id, [])
                if len(columns) > 1:
                    other = columns[(columns.index(node.attr) + 1) % len(columns)]
                    yield ast.Attribute(node.value, other, node.ctx)

        return replacements


class SwappedFields(RuleOperator):
    """Two neighbouring fields of a result or view hold each other's values."""

    name = "code_swapped_fields"

    def rule(self, function: ast.FunctionDef) -> Rule:  # noqa: ARG002
        """Every object that is made."""
        return _with_swapped_values


def _with_swapped_values(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Dict):
        for index in range(len(node.values) - 1):
            one, other = node.values[index : index + 2]
            yield ast.Dict(node.keys, [*node.values[:index], other, one, *node.values[index + 2 :]])
