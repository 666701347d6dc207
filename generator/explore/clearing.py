"""Clearing: removing or hiding all that lies in a container, emptying the trash, deleting many by their ids."""

from __future__ import annotations

from collections.abc import Mapping

from generator.english import capital
from generator.explore.drafts import ToolDraft, key_parameter
from generator.explore.endpoints import Endpoint
from generator.explore.entities import Data
from generator.explore.guards import Faults, find_row, not_found_code
from generator.explore.naming import clip
from generator.explore.plans import Plan
from generator.explore.prose import a, described, many
from generator.explore.reading import parent_column
from generator.explore.shapes import snake
from generator.spoken import spoken
from generator.statuses import class_of, plain

CLEARS = frozenset("clear empty purge flush".split())
_TRASH = ("trashed", "is_trashed", "in_trash", "deleted")


def clear_tool(plan: Plan, endpoint: Endpoint, plans: Mapping[str, Plan]) -> ToolDraft | None:
    """Clear what lies in a row: of tasks those that are completed, if the description says so."""
    child = _child(plan, endpoint, plans)
    if child is None or plan.key is None or child.key is None:
        return None
    column = parent_column(child, plan.name)
    told = (endpoint.operation.description + endpoint.operation.summary).lower()
    done = _done_value(child, told)
    hidden = "hidden" in told and "hidden" in child.fields and child.fields["hidden"].nature.kind == "boolean"
    faults: Faults = {}
    tests = [f"{{row}}.{column} == {plan.name}.{plan.key.column}"]
    tests += [f"{{row}}.{child.role('status')} == {done!r}"] if done else []
    tests += ["not {row}.hidden"] if hidden else []
    steps = [find_row(plan, plan.key.column, faults), *_clear_steps(child, tests, hidden, faults)]
    steps.append(
        {
            "return": {
                plan.key.column: plan.key.column,
                "cleared": {"value": "cleared", "describe": f"How many {many(child.name)} were cleared."},
            }
        }
    )
    which = f"{plain(done).replace('_', ' ')} " if done else ""
    name = f"clear_{plain(done)}_{child.plural}" if done else f"clear_{plan.name}"
    act = "hide" if hidden else "delete"
    title = f"Clear {which}{many(child.name)}" if done else f"Clear {a(plan.name)}"
    return ToolDraft(
        clip(name),
        title,
        described(f"{act} all {which}{many(child.name)} of {a(plan.name)}"),
        key_parameter(plan),
        tuple(steps),
        (endpoint,),
        faults,
        frozenset({plan.name, child.name}),
    )


def _child(plan: Plan, endpoint: Endpoint, plans: Mapping[str, Plan]) -> Plan | None:
    """What lies in a row: the one kind of it, or the one that the description names."""
    inside = [
        other
        for other in plans.values()
        if other.owner == plan.name and other.key is not None and parent_column(other, plan.name)
    ]
    told = (endpoint.operation.description + " " + endpoint.operation.summary).lower()
    named = [other for other in inside if spoken(other.plural).lower() in told]
    if told.strip() and not named:
        return None
    return (named or inside)[0] if len(inside) == 1 or len(named) == 1 else None


def _done_value(child: Plan, told: str) -> str:
    status = child.role("status")
    values = child.fields[status].nature.values if status else ()
    return next(
        (value for value in values if class_of(value) in ("done", "dead") and plain(value).replace("_", " ") in told),
        "",
    )


def _clear_steps(child: Plan, tests: list[str], hidden: bool, faults: Faults) -> list[Data]:
    """Count, refuse when there is nothing, then hide or delete."""
    condition = " and ".join(tests).format(row="item")
    code = f"no_{child.plural}_to_clear"
    faults[clip(code)] = f"There are no {many(child.name)} to clear."
    where = [test.format(row=child.name) for test in tests]
    act: Data = (
        {"update": {"entity": child.name, "where": where, "set": {"hidden": "True"}}}
        if hidden
        else {"delete": {"entity": child.name, "where": where}}
    )
    return [
        {"let": {"cleared": f"count(item for item in {child.name} if {condition})"}},
        {"require": {"that": "cleared > 0", "else": clip(code)}},
        act,
    ]


def collection_tool(plan: Plan, endpoint: Endpoint) -> ToolDraft | None:
    """An action on a whole collection: empty its trash, or delete many by their ids."""
    words = "_".join(endpoint.verb)
    if plan.key is None:
        return None
    if (words == "trash" and endpoint.method == "DELETE") or words in ("empty_trash", "purge_trash", "trash_empty"):
        return _empty_trash(plan, endpoint)
    if words.replace("_", "") in (
        "batchdelete",
        "bulkdelete",
        "deletebatch",
        "deletemany",
        "massdelete",
        "destroymany",
    ) or (endpoint.role == "bulk" and endpoint.method == "DELETE"):
        return _delete_many(plan, endpoint)
    return None


def _empty_trash(plan: Plan, endpoint: Endpoint) -> ToolDraft | None:
    flag = next((name for name in _TRASH if name in plan.fields and plan.fields[name].nature.kind == "boolean"), "")
    if not flag:
        return None
    faults: Faults = {}
    steps = _clear_steps(plan, [f"{{row}}.{flag}"], False, faults)
    steps.append(
        {"return": {"cleared": {"value": "cleared", "describe": f"How many {many(plan.name)} were deleted for good."}}}
    )
    text = described(f"delete all {many(plan.name)} in the trash for good")
    return ToolDraft(
        "empty_trash", "Empty the trash", text, {}, tuple(steps), (endpoint,), faults, frozenset({plan.name})
    )


def _delete_many(plan: Plan, endpoint: Endpoint) -> ToolDraft | None:
    """Delete rows by a list of ids, if the operation takes one; an id of no row refuses the whole call."""
    assert plan.key is not None
    names = {snake(item.name) for item in endpoint.inputs}
    if (
        not names & {"ids", f"{plan.name}_ids", "id", "keys", plan.plural, f"{plan.name.split('_')[-1]}_ids"}
        or not plan.key.sequence
    ):
        return None
    faults: Faults = {}
    one, all_ = plan.key.column, f"{plan.key.column}s"
    data = key_parameter(plan)[one] | {
        "kind": "list",
        "of": "integer" if plan.key.integer else "text",
        "description": described(f"the ids of the {many(plan.name)}"),
    }
    code = not_found_code(plan, one)
    faults[code] = f"There is no {spoken(plan.name)} {{{one}}}. List the {many(plan.name)} to see which there are."
    loop: Data = {
        "of": all_,
        "as": one,
        "do": [{"find": {"entity": plan.name, "key": one, "else": code}}, {"delete": {"row": plan.name}}],
    }
    steps: tuple[Data, ...] = (
        {"each": loop},
        {"return": {"deleted": {"value": f"len({all_})", "describe": f"How many {many(plan.name)} were deleted."}}},
    )
    title = capital(f"delete several {many(plan.name)}")
    return ToolDraft(
        f"delete_several_{plan.plural}",
        title,
        described(title),
        {all_: data},
        steps,
        (endpoint,),
        faults,
        frozenset({plan.name}),
    )
