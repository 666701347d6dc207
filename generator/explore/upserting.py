"""Tools that make a row under the name that the caller gives, or change the one that has it already."""

from __future__ import annotations

from collections.abc import Mapping

from generator.explore.drafts import ToolDraft, key_parameter
from generator.explore.endpoints import Endpoint
from generator.explore.entities import FULL, Data
from generator.explore.guards import Faults, amount_steps, interval_steps, reference_steps
from generator.explore.naming import clip
from generator.explore.plans import Plan
from generator.explore.prose import a, described
from generator.explore.writing import (
    create_parameters,
    given_at_create,
    needed,
    now_for,
    stamp_steps,
    stamps_at_create,
    unique_faults,
)
from generator.spoken import spoken


def upsert_tool(plan: Plan, endpoints: tuple[Endpoint, ...], plans: Mapping[str, Plan]) -> ToolDraft | None:
    """Make the row that the path names, or change the one that is there; None where no column says which that is."""
    given = given_at_create(plan)
    named = _named_by(plan, given)
    if plan.key is None or not named or any(link.at_create for link in plan.links):
        return None
    faults: Faults = {}
    key = {} if plan.key.sequence else key_parameter(plan)
    parameters = {**key, **create_parameters(plan, given, plans)}
    always = [name for name in given if not parameters[name].get("optional")]
    changed = [name for name in given if name not in {*named, f"{plan.owner}_id"}]
    values = {name: name for name in (*key, *given)} | stamps_at_create(plan, given)
    steps: list[Data] = list(reference_steps(plan, given, plans, faults, always))
    steps.append({"find": {"entity": plan.name, **_where(plan, named), "else": {"insert": values}}})
    steps += interval_steps(plan, changed, faults, plan.name)
    steps += amount_steps(plan, given, faults, always)
    steps += _change(plan, changed, always)
    steps += stamp_steps(plan, changed)
    steps.append({"return": {plan.name: {"row": plan.name, "view": FULL}}})
    unique_faults(plan, given, faults)
    inside = f" in {a(plan.owner)}" if plan.owner in plans else ""
    return ToolDraft(
        clip(f"create_or_update_{plan.name}"),
        f"Create or update {a(plan.name)}",
        described(f"create {a(plan.name)}{inside}, or change the one that has this {spoken(named[-1])} already"),
        parameters,
        tuple(steps),
        endpoints,
        faults,
        needed(plan, given, plans),
    )


def _named_by(plan: Plan, given: list[str]) -> tuple[str, ...]:
    """The columns that tell which row the path names: a key that the caller gives, or a unique set with the name.

    Rows under rows of their kind are named by more than that.
    """
    if plan.key is None or plan.role("self_parent") in given:
        return ()
    if not plan.key.sequence:
        return (plan.key.column,)
    return next((names for names in plan.unique if names[-1] == "name" and set(names) <= set(given)), ())


def _where(plan: Plan, named: tuple[str, ...]) -> Data:
    assert plan.key is not None
    if named == (plan.key.column,):
        return {"key": named[0]}
    return {"where": [f"{plan.name}.{name} == {name}" for name in named]}


def _change(plan: Plan, changed: list[str], always: list[str]) -> list[Data]:
    """The update of a row that was there; what may be left out stays then, and leaving all of it out is no mistake."""
    updated = plan.role("updated")
    values = {name: name if name in always else f"coalesce({name}, {plan.name}.{name})" for name in changed}
    values |= {updated: now_for(plan, updated)} if updated else {}
    return [{"update": {"row": plan.name, "set": values}}] if changed else []
