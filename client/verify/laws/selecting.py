"""Which columns of a row surely hold what an argument says, because the row was looked up by it."""

from collections.abc import Iterator, Mapping

from servers.farm.expressions import Attribute, Compare, Expr, Name, parse
from servers.farm.facts import conjuncts, sides
from servers.farm.model import Environment, Find, FindStep, Tool

Bound = Mapping[str, str]
"""Column of a row → the parameter whose value it holds."""


def selectors(environment: Environment, tool: Tool) -> dict[str, Bound]:
    """For each row that an outermost find binds, its columns that equal an argument."""
    found: dict[str, Bound] = {}
    for step in tool.steps:
        if isinstance(step, FindStep):
            found[step.find.name] = dict(_selected(environment, step.find, tool, found))
    return found


def source(expr: Expr, tool: Tool, found: Mapping[str, Bound]) -> str | None:
    """The parameter whose value an expression has, directly or as a column of a row that was found by it."""
    if isinstance(expr, Name):
        return expr.id if expr.id in tool.parameters else None
    if isinstance(expr, Attribute) and isinstance(expr.base, Name):
        return found.get(expr.base.id, {}).get(expr.name)
    return None


def equality(fact: Expr, row: str, tool: Tool, found: Mapping[str, Bound]) -> tuple[str, str] | None:
    """(column, parameter) of a condition `row.column == …`; None for any other."""
    if not isinstance(fact, Compare):
        return None
    for left, right in sides(fact):
        if isinstance(left, Attribute) and left.base == Name(row):
            parameter = source(right, tool, found)
            if parameter is not None:
                return left.name, parameter
    return None


def _selected(
    environment: Environment, find: Find, tool: Tool, found: Mapping[str, Bound]
) -> Iterator[tuple[str, str]]:
    key = environment.entities[find.entity].key
    if find.key is not None and key is not None:
        parameter = source(parse(find.key), tool, found)
        if parameter is not None:
            yield key.column, parameter
    for text in find.where:
        for fact in conjuncts(parse(text)):
            pair = equality(fact, find.name, tool, found)
            if pair is not None:
                yield pair
