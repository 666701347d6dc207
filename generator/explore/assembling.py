"""From plans to an `Environment`: restricted to a group, with its tools, faults, seed rules and provenance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib import metadata

from generator.description import Description
from generator.explore.catalogue import ordered, tools_of
from generator.explore.drafts import ToolDraft
from generator.explore.entities import Data, entity_data
from generator.explore.plans import Plan
from generator.explore.prose import described, many, values_phrase
from generator.explore.split import Group
from generator.seed import with_seed_rules
from servers.farm.model import Environment, LeftOut, from_data

CLOCK = {"start": "2026-03-02T09:00:00Z", "tick_seconds": 60}
PINNED = ("networkx", "inflect", "jinja2", "ruff")


def restricted(plans: Mapping[str, Plan], names: Iterable[str]) -> dict[str, Plan]:
    """The plans of these names without columns that refer to others."""
    kept = frozenset(names)
    kept -= {name for name in kept if name in plans and _loses_a_side(plans[name], kept)}
    found = {}
    for name, plan in plans.items():
        if name in kept:
            fields = {
                column: field
                for column, field in plan.fields.items()
                if field.reference is None or field.reference.target in kept
            }
            unique = tuple(columns for columns in plan.unique if set(columns) <= set(fields))
            links = tuple(link for link in plan.links if {link.entity, link.target} <= kept)
            found[name] = replace(plan, fields=fields, unique=unique, links=links)
    return found


def _loses_a_side(plan: Plan, kept: frozenset[str]) -> bool:
    """Whether a plan is a link and one of the things that it links is not kept."""
    return not plan.thing.endpoints and not set(plan.references.values()) <= kept


def inside_of(group: Group, plans: Mapping[str, Plan]) -> dict[str, Plan]:
    """The plans of a group; those of its context can only be read."""
    found = restricted(plans, group.names)
    return {
        name: referred_to(plan) if name in group.context and plan.thing.endpoints else plan
        for name, plan in found.items()
    }


MAX_CONTEXT = 7
"""So many columns of a thing that only comes along are enough to know it by."""


def referred_to(plan: Plan) -> Plan:
    """The plan as one that only comes along for others to refer to: it can be read, and has the columns that tell most
    and those that it cannot be without."""
    thing = replace(plan.thing, endpoints=plan.thing.having("list", "get", "show"))
    needed = [name for name in plan.references if plan.fields[name].required or name == f"{plan.owner}_id"]
    ranked = sorted(plan.fields, key=lambda name: (name not in needed, -plan.rank.get(name, 0.0)))
    kept = set(ranked[: max(MAX_CONTEXT, len(needed))])
    fields = {name: field for name, field in plan.fields.items() if name in kept}
    position = plan.position if plan.position in fields else ""
    return replace(plan, thing=thing, fields=fields, position=position, unique=(), sections=())


def tools_of_all(plans: Mapping[str, Plan]) -> list[ToolDraft]:
    """The tools of plans that make one environment, with names of their own."""
    return ordered(tool for plan in plans.values() for tool in tools_of(plan, plans).tools)


def reasons_of_all(plans: Mapping[str, Plan]) -> dict[str, str]:
    """Why endpoints of these plans have no tool."""
    return {key: reason for plan in plans.values() for key, reason in tools_of(plan, plans).reasons.items()}


def assemble(
    description: Description, name: str, title: str, plans: Mapping[str, Plan], tools: list[ToolDraft]
) -> Environment:
    """The environment of these plans and tools."""
    faults: dict[str, str] = {}
    for tool in tools:
        faults.update(tool.faults)
    data: Data = {
        "schema": "mcpfarm.environment/1",
        "name": name,
        "title": title,
        "description": _summary(plans, tools),
        "clock": CLOCK,
        "entities": {plan.name: entity_data(plan, plans) for plan in plans.values()},
        "faults": {code: {"message": text} for code, text in sorted(faults.items())},
        "tools": {tool.name: tool.data() for tool in tools},
        "provenance": _provenance(description, plans),
    }
    return with_seed_rules(from_data(data, name))


def _summary(plans: Mapping[str, Plan], tools: list[ToolDraft]) -> str:
    main = sorted(plans.values(), key=lambda plan: -sum(plan.name in tool.entities for tool in tools))
    kept = [many(plan.name) if plan.key is not None else plan.name.replace("_", " ") for plan in main[:5]]
    more = " and more" if len(plans) > 5 else ""
    return described(f"keeps {values_phrase(tuple(kept), 'and') if not more else ', '.join(kept)}{more}")


def _provenance(description: Description, plans: Mapping[str, Plan]) -> Data:
    origin = description.origin
    evidence = sorted(
        {item for plan in plans.values() for item in plan.evidence}, key=lambda item: (item.fact, item.because)
    )
    return {
        "source": origin.source,
        "kind": origin.kind,
        "sha256": origin.sha256,
        "version": description.version,
        "licence": origin.licence or origin.package_licence or "",
        "made_with": {name: metadata.version(name) for name in PINNED},
        "operations": len(description.operations),
        "evidence": [item.model_dump() for item in evidence],
    }


def left_out(reasons: Mapping[str, str]) -> tuple[LeftOut, ...]:
    """Reasons as the records that reports show, in the order given."""
    return tuple(LeftOut(operation=operation, reason=reason) for operation, reason in reasons.items())
