"""Assembling until the checks are content: what they complain about is taken out again, with the reason.

A tool that the rules built wrongly is a bug of ours and not of the description; it is better to leave it out than to
emit it. `Mended.dropped` says what was taken out, so that it can be counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.blame import blamed
from generator.description import Description
from generator.explore.assembling import assemble, restricted, tools_of_all
from generator.explore.drafts import ToolDraft
from generator.explore.plans import Plan
from generator.explore.sizing import entity_bytes, max_bytes, tool_bytes
from generator.explore.split import MAX_TOOLS, MIN_TOOLS
from generator.explore.topping import topped_up
from servers.farm.checks import check
from servers.farm.model import Environment
from servers.farm.problems import InvalidEnvironment, Problem

MAX_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Mended:
    """A sound environment with its tools, and what was taken out of it: tool name → problem."""

    environment: Environment
    tools: tuple[ToolDraft, ...]
    dropped: Mapping[str, str]


@dataclass
class _Draft:
    plans: dict[str, Plan]
    banned: dict[str, str]
    faults: set[str]

    def tools(self) -> list[ToolDraft]:
        kept = [tool for tool in tools_of_all(self.plans) if tool.name not in self.banned]
        silent = [
            replace(tool, faults={code: text for code, text in tool.faults.items() if code not in self.faults})
            for tool in kept
        ]
        return topped_up(_fitting(silent, self.plans), self.plans, MIN_TOOLS, self.banned)


def mended(description: Description, name: str, title: str, plans: Mapping[str, Plan]) -> Mended | None:
    """The environment of these plans without what the checks object to; None if nothing sound remains."""
    draft = _Draft(dict(plans), {}, set())
    for _ in range(MAX_ROUNDS):
        tools = draft.tools()
        if not tools or not draft.plans:
            return None
        try:
            environment = assemble(description, name, title, draft.plans, tools)
            problems = check(environment)
        except InvalidEnvironment as error:
            problems = list(error.problems)
        else:
            if not problems:
                return Mended(environment, tuple(tools), draft.banned)
        for problem in problems:
            _take_out(draft, problem)
    return None


def _take_out(draft: _Draft, problem: Problem) -> None:
    """Remove the tool, column, fault or entity that a problem names."""
    found = blamed(problem)
    match found.kind:
        case "tool":
            draft.banned.setdefault(found.name, f"{problem.where}: {problem.what}")
        case "fault":
            draft.faults.add(found.name)
        case "column":
            _without_column(draft, found.name, found.column)
        case "entity" if found.name in draft.plans:
            draft.plans = restricted(draft.plans, set(draft.plans) - {found.name})


def _without_column(draft: _Draft, entity: str, column: str) -> None:
    plan = draft.plans.get(entity)
    if plan is None or column not in plan.fields:
        return
    fields = {name: field for name, field in plan.fields.items() if name != column}
    unique = tuple(columns for columns in plan.unique if column not in columns)
    position = "" if plan.position == column else plan.position
    draft.plans[entity] = replace(plan, fields=fields, unique=unique, position=position)


def _fitting(tools: list[ToolDraft], plans: Mapping[str, Plan]) -> list[ToolDraft]:
    """As many tools as an environment may have and a folder may hold: helpers without an operation go first."""
    room = max_bytes() - sum(entity_bytes(plan, plans) for plan in plans.values())
    ranked = sorted(enumerate(tools), key=lambda item: (-_use(item[1]), item[0]))
    kept: set[int] = set()
    for index, tool in ranked:
        room -= tool_bytes(tool)
        if len(kept) < MAX_TOOLS and (room >= 0 or len(kept) < MIN_TOOLS):
            kept.add(index)
    return [tool for index, tool in enumerate(tools) if index in kept]


def _use(tool: ToolDraft) -> int:
    if not tool.name.startswith(("get_", "list_")):
        return 3
    return 2 if tool.endpoints else 1
