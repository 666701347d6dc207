"""Rows under rows of their kind: what keeps a row from coming to lie in itself.

A row that goes under another one must be none of those that the other one lies in. The language follows a reference at
most two hops, so the others are looked at as far as that reaches, and where they go on beyond it the row is refused: no
order of calls makes a circle, because every call has seen all that lies above.
"""

from __future__ import annotations

from generator.english import capital
from generator.explore.entities import Data
from generator.explore.naming import clip
from generator.explore.plans import Plan
from generator.explore.prose import a, many

Faults = dict[str, str]
LEVELS = 3
"""Rows above a row: the one it goes under, and those that two references from there reach."""


def nested(plan: Plan, step: Data, faults: Faults, *, new: bool = False) -> Data:
    """A step that looks up a parent, with its checks; others as they are. A `new` row holds nothing."""
    inner = step.get("if", {}).get("then", [{}])[0].get("find", {})
    if inner.get("key") != "parent_id" or not plan.role("self_parent") or inner["entity"] != plan.name:
        return step
    checks = nesting_steps(plan, inner.get("as", plan.name), faults)
    found = step["if"]
    return {"if": {"that": found["that"], "then": [*found["then"], *(checks[:1] if new else checks)]}}


def nesting_steps(plan: Plan, parent: str, faults: Faults) -> list[Data]:
    """Requires that the row may lie under the bound row `parent`: neither chains that cannot be seen nor circles."""
    assert plan.key is not None
    own = f"{plan.name}.{plan.key.column}"
    deep, inside = clip(f"{plan.name}_too_deep"), clip(f"{plan.name}_inside_itself")
    faults[deep] = f"The {many(plan.name)} can lie at most {LEVELS + 1} levels deep. Choose a parent nearer to the top."
    faults[inside] = f"{capital(a(plan.name))} cannot lie in itself or in what lies in it. Choose another parent."
    ups = [f"{parent}{'.parent' * hops}.parent_id" for hops in range(LEVELS)]
    return [
        {"require": {"that": " or ".join(f"{up} is None" for up in ups), "else": deep}},
        {"require": {"that": f"{parent}.{plan.key.column} != {own} and {_apart(ups[:-1], own)}", "else": inside}},
    ]


def _apart(ups: list[str], own: str) -> str:
    """Whether none of the rows above is the row itself, from the nearest up as long as there are any."""
    text = ""
    for up in reversed(ups):
        rest = f" and {text}" if text else ""
        text = f"({up} is None or ({up} != {own}{rest}))" if rest else f"({up} is None or {up} != {own})"
    return text
