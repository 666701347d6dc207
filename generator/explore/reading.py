"""Tools that read: list with filters, order and pages; get; search; show the one settings there are."""

from __future__ import annotations

from collections.abc import Mapping

from generator.english import capital
from generator.explore.drafts import ToolDraft, key_parameter
from generator.explore.endpoints import Endpoint
from generator.explore.entities import BRIEF, FULL, Data
from generator.explore.filters import Filter, filters, link_filters
from generator.explore.guards import Faults, find_row
from generator.explore.plans import Plan
from generator.explore.prose import a, described, many, values_phrase
from generator.spoken import spoken

PAGE = 20


def get_tool(plan: Plan, endpoints: tuple[Endpoint, ...]) -> ToolDraft:
    """Show one row by its key."""
    assert plan.key is not None
    faults: Faults = {}
    steps = (find_row(plan, plan.key.column, faults), {"return": {plan.name: {"row": plan.name, "view": FULL}}})
    title = f"Show {a(plan.name)}"
    return ToolDraft(
        f"get_{plan.name}",
        title,
        described(f"{title} with all its details"),
        key_parameter(plan),
        steps,
        endpoints,
        faults,
        frozenset({plan.name}),
    )


def show_tool(plan: Plan, endpoints: tuple[Endpoint, ...]) -> ToolDraft:
    """Show a single thing."""
    title = f"Show the {spoken(plan.name)}"
    steps = ({"return": {plan.name: {"row": plan.name, "view": FULL}}},)
    return ToolDraft(f"get_{plan.name}", title, described(title), {}, steps, endpoints, {}, frozenset({plan.name}))


def list_tool(plan: Plan, endpoints: tuple[Endpoint, ...], plans: Mapping[str, Plan], verb: str = "list") -> ToolDraft:
    """List rows, of one parent if every place of the endpoints lies in it, filtered and in pages."""
    faults: Faults = {}
    parent = _required_parent(plan, endpoints, plans)
    parameters: dict[str, Data] = {}
    steps: list[Data] = []
    where = []
    if parent is not None and parent.key is not None:
        parameters |= key_parameter(parent)
        steps.append(find_row(parent, parent.key.column, faults))
        where.append(f"{plan.name}.{parent_column(plan, parent.name)} == {parent.name}.{parent.key.column}")
    linked = [*link_filters(plan, plans)][:2]
    found = [item for item in (*filters(plan, endpoints, plans), *linked) if item.name not in parameters]
    parameters |= {item.name: item.parameter for item in found}
    view = BRIEF if plan.thing.having("get") else FULL
    search: Data = {"entity": plan.name, "as": plan.plural, "order": order_of(plan), "page": {"size": PAGE}}
    where += [item.where for item in found if item.where]
    search |= {"where": where} if where else {}
    given = [item.given for item in found if item.given]
    search |= {"given": given} if given else {}
    steps += [{"search": search}, {"return": {plan.plural: {"rows": plan.plural, "view": view}}}]
    title = f"{capital(verb)} {many(plan.name)}"
    return ToolDraft(
        f"{verb}_{plan.plural}",
        title,
        _list_description(plan, verb, parent, found),
        parameters,
        tuple(steps),
        endpoints,
        faults,
        frozenset({plan.name} | ({parent.name} if parent is not None else set())),
    )


def count_tool(plan: Plan, endpoints: tuple[Endpoint, ...], plans: Mapping[str, Plan]) -> ToolDraft:
    """How many rows there are, of one parent if every place of the endpoints lies in it."""
    faults: Faults = {}
    parent = _required_parent(plan, endpoints, plans)
    inside = parent is not None and parent.key is not None
    steps: list[Data] = []
    parameters: dict[str, Data] = {}
    test, of = "", ""
    if parent is not None and parent.key is not None:
        parameters |= key_parameter(parent)
        steps.append(find_row(parent, parent.key.column, faults))
        test = f" if item.{parent_column(plan, parent.name)} == {parent.name}.{parent.key.column}"
        of = f" of {a(parent.name)}"
    steps += [
        {"let": {"total": f"count(item for item in {plan.name}{test})"}},
        {"return": {"total": {"value": "total", "describe": f"How many {many(plan.name)} there are."}}},
    ]
    title = capital(f"count {many(plan.name)}{of}")
    entities = {plan.name} | ({parent.name} if inside and parent is not None else set())
    return ToolDraft(
        f"count_{plan.plural}",
        title,
        described(f"count the {many(plan.name)}{of}"),
        parameters,
        tuple(steps),
        endpoints,
        faults,
        frozenset(entities),
    )


def parent_column(plan: Plan, parent: str) -> str:
    """The column that refers to a parent."""
    exact = f"{parent}_id"
    if plan.references.get(exact) == parent:
        return exact
    return next((name for name, target in plan.references.items() if target == parent and name != "parent_id"), "")


def _required_parent(plan: Plan, endpoints: tuple[Endpoint, ...], plans: Mapping[str, Plan]) -> Plan | None:
    parents = {(plan.thing.parents or {}).get(endpoint.place, "") for endpoint in endpoints}
    only = parents.pop() if len(parents) == 1 else ""
    return plans[only] if only in plans and parent_column(plan, only) else None


def _list_description(plan: Plan, verb: str, parent: Plan | None, found: list[Filter]) -> str:
    inside = f" of {a(parent.name)}" if parent is not None else ""
    by = values_phrase(tuple(dict.fromkeys(item.subject for item in found if item.subject)), "or")
    narrowed = f", optionally by {by}" if by else ""
    return described(f"{verb} the {many(plan.name)}{inside}{narrowed}")


def order_of(plan: Plan) -> list[str]:
    """The natural order: position, the next date first where there is a plan of dates, the newest, the label."""
    if plan.position:
        return [plan.position]
    starts = [
        name for name, field in plan.fields.items() if field.nature.kind in ("date", "datetime") and field.required
    ]
    if starts:
        return [starts[0]]
    created = plan.role("created")
    if created:
        return [f"-{created}"]
    label = plan.role("label")
    return [label] if label else []
