"""Tools of links: put one thing into another, take it out, change several at once, list what is in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.english import capital, plural
from generator.explore.drafts import ToolDraft, key_parameter
from generator.explore.endpoints import Endpoint
from generator.explore.entities import BRIEF, FULL, Data
from generator.explore.guards import Faults, find_row
from generator.explore.naming import clip
from generator.explore.plans import Link, Plan
from generator.explore.prose import a, described
from generator.explore.reading import PAGE, order_of
from generator.spoken import spoken

MAX_AT_CREATE = 3


def link_tools(plan: Plan, plans: Mapping[str, Plan]) -> Iterator[ToolDraft]:
    """The tools of all links of a plan whose other side is there."""
    for link in plan.links:
        if link.target not in plans or link.entity not in plans:
            continue
        if link.modifies:
            yield _modify_tool(plan, link, plans)
        if link.adds or (link.at_create and not link.modifies):
            yield _add_tool(plan, link, plans)
        if link.removes or link.adds or (link.at_create and not link.modifies):
            yield _remove_tool(plan, link, plans)
        if lists := tuple(endpoint for endpoint in link.lists):
            yield _list_tool(plan, link, plans, lists)


def _needed(plan: Plan, link: Link) -> frozenset[str]:
    return frozenset({plan.name, link.target, link.entity})


def _other_key(link: Link, plans: Mapping[str, Plan], *, name: str = "") -> dict[str, Data]:
    target = plans[link.target]
    return key_parameter(target, name or link.column, described(f"the id of the {spoken(link.role)}"))


def _row(link: Link, plans: Mapping[str, Plan]) -> str:
    """What the other row is called in the steps."""
    return link.role if link.role == link.target or link.role not in plans else f"{link.role}_row"


def _pair(plan: Plan, link: Link, plans: Mapping[str, Plan]) -> tuple[str, str]:
    """The keys of both rows as expressions."""
    own, other = plan.key, plans[link.target].key
    assert own is not None
    assert other is not None
    return f"{plan.name}.{own.column}", f"{_row(link, plans)}.{other.column}"


def _add_tool(plan: Plan, link: Link, plans: Mapping[str, Plan]) -> ToolDraft:
    assert plan.key is not None
    faults: Faults = {}
    steps = [
        find_row(plan, plan.key.column, faults),
        find_row(plans[link.target], link.column, faults, name=_row(link, plans)),
    ]
    own, other = _pair(plan, link, plans)
    steps.append({"insert": {"entity": link.entity, "set": {f"{plan.name}_id": own, link.column: other}}})
    steps.append({"return": {plan.name: {"row": plan.name, "view": FULL}}})
    _taken(plan, link, faults)
    parameters = key_parameter(plan) | _other_key(link, plans)
    title = f"Add {a(link.role)} to {a(plan.name)}"
    return ToolDraft(
        clip(f"add_{link.role}_to_{plan.name}"),
        title,
        described(title),
        parameters,
        tuple(steps),
        link.adds,
        faults,
        _needed(plan, link),
    )


def _taken(plan: Plan, link: Link, faults: Faults) -> None:
    """The fault of linking the same two rows again."""
    code = clip(f"{plan.name}_has_{link.role}_already")
    faults[code] = (
        f"The {spoken(plan.name)} has the {spoken(link.role)} {{{link.column}}} already. "
        f"Choose another {spoken(link.role)}."
    )


def _remove_tool(plan: Plan, link: Link, plans: Mapping[str, Plan]) -> ToolDraft:
    assert plan.key is not None
    faults: Faults = {}
    own, _ = _pair(plan, link, plans)
    code = clip(f"{plan.name}_without_{link.role}")
    faults[code] = f"{capital(spoken(plan.name))} {{{plan.key.column}}} has no {spoken(link.role)} {{{link.column}}}."
    where = [f"{link.entity}.{plan.name}_id == {own}", f"{link.entity}.{link.column} == {link.column}"]
    order = [f"{link.entity}_id"]
    steps = (
        find_row(plan, plan.key.column, faults),
        {"find": {"entity": link.entity, "where": where, "order": order, "else": code}},
        {"delete": {"row": link.entity}},
        {"return": {plan.name: {"row": plan.name, "view": FULL}}},
    )
    parameters = key_parameter(plan) | _other_key(link, plans)
    title = f"Remove {a(link.role)} from {a(plan.name)}"
    return ToolDraft(
        clip(f"remove_{link.role}_from_{plan.name}"),
        title,
        described(title),
        parameters,
        steps,
        link.removes,
        faults,
        _needed(plan, link),
    )


def _modify_tool(plan: Plan, link: Link, plans: Mapping[str, Plan]) -> ToolDraft:
    """Add some and remove others in one call; what is there already stays, what is not there is no matter."""
    assert plan.key is not None
    faults: Faults = {}
    roles = plural(link.role)
    added, removed = f"add_{link.role}_ids", f"remove_{link.role}_ids"
    code = f"no_{roles}_given"
    faults[code] = f"Give at least one {spoken(link.role)} to add or to remove."
    own, other = _pair(plan, link, plans)
    pair = {f"{plan.name}_id": own, link.column: other}
    where = [f"{link.entity}.{name} == {value}" for name, value in pair.items()]
    order = [f"{link.entity}_id"]
    existing: Data = {"find": {"entity": link.entity, "where": where, "order": order, "else": "none"}}
    find = find_row(plans[link.target], link.column, faults, name=_row(link, plans))
    adding = [find, {"find": {"entity": link.entity, "where": where, "order": order, "else": {"insert": pair}}}]
    removing = [
        find,
        existing,
        {"if": {"that": f"{link.entity} is not None", "then": [{"delete": {"row": link.entity}}]}},
    ]
    steps = (
        {"require": {"that": f"len({added}) + len({removed}) > 0", "else": code}},
        find_row(plan, plan.key.column, faults),
        {"each": {"of": added, "as": link.column, "do": adding}},
        {"each": {"of": removed, "as": link.column, "do": removing}},
        {"return": {plan.name: {"row": plan.name, "view": FULL}}},
    )
    parameters = key_parameter(plan) | {
        name: _id_list(link, plans, described(f"the ids of the {spoken(roles)} to {verb}"))
        for name, verb in ((added, "add"), (removed, "remove"))
    }
    title = f"Change the {spoken(roles)} of {a(plan.name)}"
    return ToolDraft(
        clip(f"change_{plan.name}_{roles}"),
        title,
        described(f"add {spoken(roles)} to {a(plan.name)} and remove others"),
        parameters,
        steps,
        link.modifies,
        faults,
        _needed(plan, link),
    )


def _id_list(link: Link, plans: Mapping[str, Plan], description: str) -> Data:
    one = _other_key(link, plans)[link.column]
    return {**one, "kind": "list", "of": one["kind"], "default": [], "description": description}


def _list_tool(plan: Plan, link: Link, plans: Mapping[str, Plan], lists: tuple[Endpoint, ...]) -> ToolDraft:
    assert plan.key is not None
    target = plans[link.target]
    assert target.key is not None
    faults: Faults = {}
    own, _ = _pair(plan, link, plans)
    same = f"item.{link.column} == {target.name}.{target.key.column}"
    test = f"any(item.{plan.name}_id == {own} for item in {link.entity} if {same})"
    view = BRIEF if target.thing.having("get") else FULL
    search: Data = {
        "entity": target.name,
        "as": target.plural,
        "where": [test],
        "order": order_of(target),
        "page": {"size": PAGE},
    }
    steps = (
        find_row(plan, plan.key.column, faults),
        {"search": search},
        {"return": {target.plural: {"rows": target.plural, "view": view}}},
    )
    roles = plural(link.role)
    title = f"List the {spoken(roles)} of {a(plan.name)}"
    return ToolDraft(
        clip(f"list_{plan.name}_{roles}"),
        title,
        described(title),
        key_parameter(plan),
        steps,
        lists,
        faults,
        _needed(plan, link),
    )


def at_create(plan: Plan, plans: Mapping[str, Plan], parameters: dict[str, Data], faults: Faults) -> list[Data]:
    """Steps after an insert that link the new row with what a list of ids names; adds its parameter."""
    steps: list[Data] = []
    for link in [item for item in plan.links if item.at_create and item.target in plans and item.entity in plans][
        :MAX_AT_CREATE
    ]:
        own, other = _pair(plan, link, plans)
        name = f"{link.role}_ids"
        if name in parameters:
            continue
        parameters[name] = _id_list(link, plans, described(f"the ids of its {spoken(plural(link.role))}"))
        find = find_row(plans[link.target], link.column, faults, name=_row(link, plans))
        pair = {f"{plan.name}_id": own, link.column: other}
        where = [f"{link.entity}.{column} == {value}" for column, value in pair.items()]
        once: Data = {
            "find": {"entity": link.entity, "where": where, "order": [f"{link.entity}_id"], "else": {"insert": pair}}
        }
        steps.append({"each": {"of": name, "as": link.column, "do": [find, once]}})
    return steps
