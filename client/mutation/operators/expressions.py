"""Bugs in expressions, wherever they stand: comparisons, constants, logic, arithmetic, quantifiers."""

import ast
from abc import abstractmethod
from collections.abc import Iterator

from client.mutation import rewriting
from client.mutation.mutant import Mutant
from client.mutation.operator import Operator
from client.mutation.rewriting import Rule, rewritten
from client.mutation.slots import Slot, slots
from servers.farm.expressions import ExpressionError, parse
from servers.farm.inference import infer
from servers.farm.model import Environment


class ExpressionOperator(Operator):
    """A bug in one expression."""

    def mutate(self, environment: Environment) -> Iterator[Mutant]:
        """Each edit of each expression."""
        for slot in slots(environment):
            for text in dict.fromkeys(rewritten(slot.text, self.rule(slot))):
                if text != slot.text and _is_expression(text):
                    yield Mutant(self.name, slot.tool, f"{slot.where}: {text}", slot.put(text))

    @abstractmethod
    def rule(self, slot: Slot) -> Rule:
        """What may stand in the place of one of its nodes."""


def _is_expression(text: str) -> bool:
    try:
        parse(text)
    except ExpressionError:
        return False
    return True


class Rewrite(ExpressionOperator):
    """A bug that one rule makes, wherever the expression stands."""

    def __init__(self, name: str, rule: Rule, text: str) -> None:
        self.name, self._rule, self.__doc__ = name, rule, text

    def rule(self, slot: Slot) -> Rule:  # noqa: ARG002
        """The rule."""
        return self._rule


class ChangeConstant(ExpressionOperator):
    """A constant is another: the next value of an enum, the next number, the other truth value."""

    name = "change_constant"

    def rule(self, slot: Slot) -> Rule:
        """Constants whose type says what else they could be."""

        def replacements(node: ast.AST) -> Iterator[ast.AST]:
            if isinstance(node, ast.Compare):
                for constant in _compared(node, slot):
                    yield ast.Compare(node.left, node.ops, [constant])
            elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
                yield ast.Constant(not node.value)
            elif isinstance(node, ast.Constant) and isinstance(node.value, int):
                yield ast.Constant(node.value + 1)
            elif isinstance(node, ast.Constant) and node.value in slot.type.values:
                yield ast.Constant(_next(slot.type.values, str(node.value)))

        return replacements


def _compared(node: ast.Compare, slot: Slot) -> Iterator[ast.expr]:
    """What else a value of an enum may be compared with."""
    right = node.comparators[0]
    try:
        values = infer(parse(ast.unparse(node.left)), slot.scope).values
    except ExpressionError:
        return
    if not values or slot.type.values:
        return  # where an enum is stored, each constant is looked at by itself
    if isinstance(right, ast.Constant) and right.value in values:
        yield ast.Constant(_next(values, str(right.value)))
    if isinstance(right, ast.Tuple | ast.List):
        for index, item in enumerate(right.elts):
            others = [value for value in values if ast.Constant(value).value not in _texts(right.elts)]
            if isinstance(item, ast.Constant) and others:
                yield ast.Tuple([*right.elts[:index], ast.Constant(others[0]), *right.elts[index + 1 :]], ast.Load())


def _texts(nodes: list[ast.expr]) -> list[object]:
    return [node.value for node in nodes if isinstance(node, ast.Constant)]


def _next(values: tuple[str, ...], value: str) -> str:
    return values[(values.index(value) + 1) % len(values)]


EXPRESSIONS: tuple[ExpressionOperator, ...] = (
    Rewrite("weaken_comparison", rewriting.weakened, "`<` becomes `<=`, `>` becomes `>=`, and the other way round."),
    ChangeConstant(),
    Rewrite("swap_logic", rewriting.swapped_logic, "`and` becomes `or`, and the other way round."),
    Rewrite("swap_arithmetic", rewriting.swapped_arithmetic, "`+` becomes `-`, and the other way round."),
    Rewrite(
        "swap_quantifier",
        rewriting.called_otherwise({"any": "all", "all": "any"}),
        "`any` becomes `all`, and the other way round.",
    ),
    Rewrite(
        "swap_aggregate",
        rewriting.called_otherwise({"min": "max", "max": "min", "total": "average", "average": "total"}),
        "The smallest for the largest, the sum for the average, and the other way round.",
    ),
    Rewrite("drop_condition", rewriting.without_condition, "A comprehension takes every element."),
    Rewrite("swap_choice", rewriting.swapped_choice, "`a if c else b` gives the other value."),
)
"""The operators on expressions."""
