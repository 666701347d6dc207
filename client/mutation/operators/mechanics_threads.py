"""Bugs in threads: what is shut is asked of replies only."""

import ast
from collections.abc import Iterator

from client.mutation.operators.expressions import ExpressionOperator
from client.mutation.rewriting import Rule
from client.mutation.slots import Slot
from servers.farm.model import InsertStep, Tool


class OnlyReplies(ExpressionOperator):
    """A rule is asked of those calls only that name another row of the kind that they make: of replies."""

    name = "only_replies"

    def rule(self, slot: Slot) -> Rule:
        """The whole condition of a rule at the top of a tool that makes rows and may name one of their kind."""
        tool = slot.scope.environment.tools.get(slot.tool)
        named = _named(tool) if tool is not None and slot.role == "require" and "then" not in slot.where else ""
        whole = ast.unparse(ast.parse(slot.text, mode="eval")) if named and named not in slot.text else ""

        def replacements(node: ast.AST) -> Iterator[ast.AST]:
            if whole and isinstance(node, ast.expr) and ast.unparse(node) == whole:
                yield ast.BoolOp(ast.Or(), [ast.parse(f"{named} is None", mode="eval").body, node])

        return replacements


def _named(tool: Tool) -> str:
    """The parameter by which a tool that makes a row may name another one of its kind; "" if it has none."""
    made = {step.insert.entity for step in tool.steps if isinstance(step, InsertStep)}
    for name, parameter in tool.parameters.items():
        of_kind = parameter.optional and parameter.column and parameter.column.partition(".")[0] in made
        if of_kind and ("reply" in name or "answer" in name):
            return name
    return ""
