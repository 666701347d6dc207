"""Helpers for APIs of few operations: other ways to read the same rows, so that four tools still are an environment.

An environment has at least six tools. Where a description gives a few less it gets what reading it would offer anyway:
one row by its id, rows by words, how many there are. They stand for no operation and keep nothing of their own. Where
that is not enough, or there are fewer than three tools to begin with, there is too little to do, and it is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from generator.english import capital
from generator.explore.drafts import ToolDraft
from generator.explore.entities import BRIEF, FULL
from generator.explore.filters import text_search
from generator.explore.plans import Plan
from generator.explore.prose import described, many
from generator.explore.reading import PAGE, count_tool, get_tool, list_tool, order_of

MIN_OWN = 3
"""So many tools an API must give itself."""


def topped_up(
    tools: list[ToolDraft], plans: Mapping[str, Plan], wanted: int, banned: Collection[str]
) -> list[ToolDraft]:
    """The tools, and as many helpers as are missing to the number that is wanted, if there are tools enough."""
    if not MIN_OWN <= len(tools) < wanted:
        return tools
    known = {tool.name for tool in tools} | set(banned)
    found = [tool for tool in _helpers(plans) if tool.name not in known]
    return [*tools, *found[: wanted - len(tools)]]


def _helpers(plans: Mapping[str, Plan]) -> Iterator[ToolDraft]:
    """What could be read too, the most useful first."""
    keyed = [plan for plan in plans.values() if plan.key is not None and plan.thing.endpoints]
    yield from (get_tool(plan, ()) for plan in keyed)
    yield from (list_tool(plan, (), plans) for plan in keyed)
    yield from (tool for plan in keyed for tool in _search_tool(plan))
    yield from (count_tool(plan, (), plans) for plan in keyed)


def _search_tool(plan: Plan) -> Iterator[ToolDraft]:
    for found in text_search(plan):
        parameter = {key: value for key, value in found.parameter.items() if key != "optional"}
        search = {"entity": plan.name, "as": plan.plural, "where": [found.given], "order": order_of(plan)}
        view = BRIEF if plan.thing.having("get") else FULL
        steps = (
            {"search": search | {"page": {"size": PAGE}}},
            {"return": {plan.plural: {"rows": plan.plural, "view": view}}},
        )
        text = described(f"find the {many(plan.name)} that hold some words")
        title = capital(f"search {many(plan.name)}")
        yield ToolDraft(
            f"search_{plan.plural}", title, text, {"query": parameter}, steps, (), {}, frozenset({plan.name})
        )
