"""Whether a second call with the same arguments provably changes nothing more."""

from servers.farm.effects import effects
from servers.farm.expressions import Attribute, Call, Expr, names, parse, walk
from servers.farm.model import (
    DeleteStep,
    EachStep,
    Environment,
    FindStep,
    IfStep,
    InsertElse,
    InsertStep,
    Step,
    Tool,
    UpdateStep,
)


def is_idempotent(environment: Environment, tool_name: str) -> bool:
    """True when proved: the tool only reads, or it sets fixed values in (or deletes) rows that its arguments name.

    Rows are named by their key or are singletons; values depend on parameters and constants only, never on the clock or
    on what is stored. A second call may be refused, which changes nothing either.
    """
    if not effects(environment, tool_name):
        return True
    tool = environment.tools[tool_name]
    named = {name for name, entity in environment.entities.items() if entity.singleton}
    for step in tool.steps:
        if not _is_repeatable(step, tool, named):
            return False
        if isinstance(step, FindStep) and step.find.key is not None and _is_fixed(parse(step.find.key), tool):
            named.add(step.find.name)
    return True


def _is_repeatable(step: Step, tool: Tool, named: set[str]) -> bool:
    """A step that writes nothing, or the same again."""
    match step:
        case InsertStep() | EachStep() | IfStep():
            return False
        case FindStep(find=find):
            return not isinstance(find.else_, InsertElse)
        case DeleteStep(delete=delete):
            return delete.row in named
        case UpdateStep(update=update):
            return update.row in named and all(_is_fixed(parse(text), tool) for text in update.set.values())
        case _:
            return True


def _is_fixed(expr: Expr, tool: Tool) -> bool:
    """Whether a value depends on nothing but arguments and constants."""
    stored = any(isinstance(node, Attribute) for node in walk(expr))
    clock = any(isinstance(node, Call) and node.function in ("now", "today") for node in walk(expr))
    return names(expr) <= set(tool.parameters) and not stored and not clock
