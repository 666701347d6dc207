"""Moving a row: into another parent, under another row of its kind, after a sibling."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.english import capital
from generator.explore.drafts import ToolDraft, key_parameter, optional
from generator.explore.endpoints import Endpoint
from generator.explore.entities import FULL, Data
from generator.explore.guards import Faults, find_row
from generator.explore.nesting import nesting_steps, same_container, tree_of
from generator.explore.plans import Plan
from generator.explore.prose import a, described, many, values_phrase
from generator.explore.shapes import snake
from generator.explore.writing import now_for
from generator.mechanics.trees import LEVELS
from generator.spoken import spoken

MOVES = frozenset("move reorder sort reposition rearrange transfer relocate insert".split())
_CONTAINERS = frozenset("destination target to into new_parent destination_id target_id to_id".split())
_GOALS = frozenset("destination target to new".split())
_SIBLINGS = frozenset(
    "previous previous_sibling after insert_after after_id previous_id predecessor preceding_id".split()
)
_TOP = re.compile(r"top[- ]level|omitted|no parent|root", re.I)


@dataclass(frozen=True, slots=True)
class _Move:
    """What a move allows: another owner, another parent row (`to_top`: left out it means none), a sibling."""

    container: bool
    parent: bool
    to_top: bool
    sibling: bool


def move_tool(plan: Plan, endpoint: Endpoint, plans: Mapping[str, Plan]) -> ToolDraft | None:
    """The tool of a move; None if its inputs name neither a parent nor a sibling."""
    found = _read(plan, endpoint, plans)
    if plan.key is None or not (found.container or found.parent or found.sibling):
        return None
    faults: Faults = {}
    parameters = key_parameter(plan)
    steps: list[Data] = [find_row(plan, plan.key.column, faults)]
    values: dict[str, str] = {}
    if found.container:
        _into_container(plan, plans[plan.owner], not (found.parent or found.sibling), parameters, steps, values, faults)
    if found.parent:
        _under_parent(plan, found, parameters, steps, values, faults)
    if found.sibling:
        _after_sibling(plan, parameters, steps, values, faults)
    if updated := plan.role("updated"):
        values[updated] = now_for(plan, updated)
    steps.append({"update": {"row": plan.name, "set": values}})
    if found.container and plan.role("self_parent"):
        steps += _bring_below(plan)
    steps.append({"return": {plan.name: {"row": plan.name, "view": FULL}}})
    where = (
        [f"to another {spoken(plan.owner)}"] * found.container
        + ["under another one"] * found.parent
        + ["after a sibling"] * found.sibling
    )
    needed = frozenset({plan.name, plan.owner} if found.container else {plan.name})
    title = f"Move {a(plan.name)}"
    return ToolDraft(
        f"move_{plan.name}",
        title,
        described(f"move {a(plan.name)} {values_phrase(tuple(where))}"),
        parameters,
        tuple(steps),
        (endpoint,),
        faults,
        needed,
    )


def _read(plan: Plan, endpoint: Endpoint, plans: Mapping[str, Plan]) -> _Move:
    names = {snake(item.name): item for item in endpoint.inputs}
    owner = plan.owner if plan.owner in plans else ""
    squashed = owner.replace("_", "")
    container = bool(owner) and any(
        name in _CONTAINERS or squashed in name.replace("_", "") or _ends(owner, name)
        for name in names
        if name not in ("parent", "parent_id")
    )
    parent_input = next(
        (item for name, item in names.items() if name in ("parent", "parent_id", f"parent_{plan.name}_id")), None
    )
    parent = parent_input is not None and bool(plan.role("self_parent"))
    to_top = parent_input is not None and bool(_TOP.search(parent_input.description or ""))
    return _Move(container, parent, to_top, bool(plan.position) and bool(set(names) & _SIBLINGS))


def _ends(owner: str, name: str) -> bool:
    """Whether an input names where to go by the last word of the owner: "destination_plan_id" beside service plans."""
    words = name.removesuffix("_id").split("_")
    return words[0] in _GOALS and words[1:] == owner.split("_")[-1:]


def _owner_column(plan: Plan) -> str:
    return f"{plan.owner}_id"


def _into_container(
    plan: Plan,
    owner: Plan,
    sole: bool,
    parameters: dict[str, Data],
    steps: list[Data],
    values: dict[str, str],
    faults: Faults,
) -> None:
    """The owner it moves to: required when the move knows nothing else."""
    assert owner.key is not None
    column = _owner_column(plan)
    given = key_parameter(owner, column, described(f"the id of the {spoken(owner.name)} to move it to"))
    parameters |= given if sole else {column: optional(given[column])}
    find = find_row(owner, column, faults)
    steps.append(find if sole else {"if": {"that": f"{column} is not None", "then": [find]}})
    if sole:
        values[column] = column
        code = f"{plan.name}_already_there"
        faults[code] = f"It is in {spoken(owner.name)} {{{column}}} already. Choose another {spoken(owner.name)}."
        steps.append({"require": {"that": f"{plan.name}.{column} != {column}", "else": code}})
        if plan.role("self_parent"):
            values["parent_id"] = "None"
        return
    steps.append({"let": {"goal": f"coalesce({column}, {plan.name}.{column})"}})
    values[column] = "goal"


def _scope(plan: Plan, values: Mapping[str, str]) -> tuple[str, str]:
    """The column of the owner and its value after the move; empty texts for a thing without owner."""
    column = _owner_column(plan)
    if column not in plan.fields:
        return "", ""
    return column, values.get(column, f"{plan.name}.{column}")


def _find_other(plan: Plan, role: str, faults: Faults) -> Data:
    """The find of another row of the kind by the parameter that plays a role."""
    code = f"{role}_{plan.name}_not_found"
    faults[code] = (
        f"There is no {role} {spoken(plan.name)} {{{role}_id}}. List the {many(plan.name)} to see which there are."
    )
    return {"find": {"entity": plan.name, "as": f"{role}_row", "key": f"{role}_id", "else": code}}


def _same_owner(plan: Plan, role: str, values: Mapping[str, str], faults: Faults) -> list[Data]:
    return same_container(plan, role, f"{role}_row", _scope(plan, values)[1], faults)


def _under_parent(
    plan: Plan, found: _Move, parameters: dict[str, Data], steps: list[Data], values: dict[str, str], faults: Faults
) -> None:
    assert plan.key is not None
    text = f"the id of the {spoken(plan.name)} to move it under" + (
        "; left out, it moves to the top" if found.to_top else ""
    )
    parameters["parent_id"] = optional(key_parameter(plan, "parent_id", described(text))["parent_id"])
    checks = [
        _find_other(plan, "parent", faults),
        *_same_owner(plan, "parent", values, faults),
        *nesting_steps(plan, "parent_row", faults),
    ]
    steps.append({"if": {"that": "parent_id is not None", "then": checks}})
    values["parent_id"] = "parent_id" if found.to_top else _kept_parent(plan, values)


def _kept_parent(plan: Plan, values: Mapping[str, str]) -> str:
    """The parent that is given, else the old one, which a row that moves to another container leaves behind."""
    column, goal = _scope(plan, values)
    stays = f"coalesce(parent_id, {plan.name}.parent_id)"
    return stays if column not in values else f"{stays} if {goal} == {plan.name}.{column} else parent_id"


def _after_sibling(
    plan: Plan, parameters: dict[str, Data], steps: list[Data], values: dict[str, str], faults: Faults
) -> None:
    """The place after a sibling, or the first one; what stands there moves on."""
    assert plan.key is not None
    text = f"the id of the {spoken(plan.name)} that it comes after; left out, it comes first"
    parameters["previous_id"] = optional(key_parameter(plan, "previous_id", described(text))["previous_id"])
    code = f"{plan.name}_after_itself"
    faults[code] = f"{capital(a(plan.name))} cannot come after itself. Choose another {spoken(plan.name)}."
    key, position = plan.key.column, plan.position
    after = [
        _find_other(plan, "previous", faults),
        *_same_owner(plan, "previous", values, faults),
        {"require": {"that": f"previous_row.{key} != {plan.name}.{key}", "else": code}},
        _shift(plan, values, f"sibling.{position} > previous_row.{position}"),
        {"update": {"row": plan.name, "set": {position: f"previous_row.{position} + 1"}}},
    ]
    first = [_shift(plan, values, ""), {"update": {"row": plan.name, "set": {position: "0"}}}]
    steps.append({"if": {"that": "previous_id is not None", "then": after, "else": first}})


def _shift(plan: Plan, values: Mapping[str, str], test: str) -> Data:
    """Siblings behind a place move on by one."""
    column, goal = _scope(plan, values)
    where = [item for item in (f"sibling.{column} == {goal}" if column else "", test) if item] or [
        f"sibling.{plan.position} >= 0"
    ]
    return {
        "update": {
            "entity": plan.name,
            "as": "sibling",
            "where": where,
            "set": {plan.position: f"sibling.{plan.position} + 1"},
        }
    }


def _bring_below(plan: Plan) -> list[Data]:
    """What lies under a row moves along, level by level."""
    tree = tree_of(plan)
    own, set_ = f"{plan.name}.{tree.key}", {tree.container: f"{plan.name}.{tree.container}"}
    levels = [tree.below(own, level) for level in range(1, LEVELS)]
    return [{"update": {"entity": plan.name, "as": tree.under, "where": [test], "set": set_}} for test in levels]
