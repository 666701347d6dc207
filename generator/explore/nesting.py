"""Rows under rows of their kind: what keeps a row from coming to lie in itself, too deep, or in another container.

A row that goes under another one must be none of those that the other one lies in, must not make the tree deeper than
can be seen (see `trees`), and lies in the same container: a subtask in the list of its task.
"""

from __future__ import annotations

from generator.english import capital
from generator.explore.entities import Data
from generator.explore.naming import clip
from generator.explore.plans import Plan
from generator.explore.prose import a, many
from generator.mechanics.trees import LEVELS, Tree
from generator.spoken import spoken

Faults = dict[str, str]


def tree_of(plan: Plan) -> Tree:
    """The tree that a plan's rows make."""
    assert plan.key is not None
    container = f"{plan.owner}_id"
    return Tree(plan.name, plan.key.column, "parent_id", container if container in plan.fields else "")


def nested(plan: Plan, step: Data, faults: Faults, *, new: bool = False) -> Data:
    """A step that looks up a parent, with its checks; others as they are. A `new` row holds nothing."""
    inner = step.get("if", {}).get("then", [{}])[0].get("find", {})
    if inner.get("key") != "parent_id" or not plan.role("self_parent") or inner["entity"] != plan.name:
        return step
    parent, container = inner.get("as", plan.name), tree_of(plan).container
    checks = same_container(plan, "parent", parent, container if new else f"{plan.name}.{container}", faults)
    checks += _room_for_new(plan, parent, faults) if new else nesting_steps(plan, parent, faults)
    found = step["if"]
    return {"if": {"that": found["that"], "then": [*found["then"], *checks]}}


def nesting_steps(plan: Plan, parent: str, faults: Faults) -> list[Data]:
    """Requires that the row may lie under the bound row `parent`: in no circle, and none of its own rows too deep."""
    tree = tree_of(plan)
    inside = clip(f"{plan.name}_inside_itself")
    faults[inside] = f"{capital(a(plan.name))} cannot lie in itself or in what lies in it. Choose another parent."
    return [
        {"require": {"that": tree.is_apart(parent, plan.name), "else": inside}},
        {"require": {"that": tree.takes(parent, plan.name), "else": _too_deep(plan, faults)}},
    ]


def _room_for_new(plan: Plan, parent: str, faults: Faults) -> list[Data]:
    return [{"require": {"that": tree_of(plan).takes_new(parent), "else": _too_deep(plan, faults)}}]


def _too_deep(plan: Plan, faults: Faults) -> str:
    code = clip(f"{plan.name}_too_deep")
    faults[code] = f"The {many(plan.name)} can lie at most {LEVELS} levels deep. Choose a parent nearer to the top."
    return code


def same_container(plan: Plan, role: str, row: str, goal: str, faults: Faults) -> list[Data]:
    """Requires that another row of the kind lies in the container that has the key `goal`."""
    container = tree_of(plan).container
    if not container:
        return []
    code = clip(f"{role}_{plan.name}_elsewhere")
    faults[code] = (
        f"The {role} {spoken(plan.name)} is in another {spoken(plan.owner)}. "
        f"Choose one of the same {spoken(plan.owner)}."
    )
    return [{"require": {"that": f"{row}.{container} == {goal}", "else": code}}]
