"""Tools that write rows: create, update as a patch, delete, and changing a single thing."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from generator.english import capital
from generator.explore.drafts import ToolDraft, column_parameter, key_parameter, may_omit, optional
from generator.explore.endpoints import Endpoint
from generator.explore.entities import FULL, Data, column_data, in_use_code, is_nullable, taken_code
from generator.explore.guards import Faults, amount_steps, find_row, interval_steps, reference_steps, taken_message
from generator.explore.linking import at_create
from generator.explore.nesting import nested
from generator.explore.plans import Plan
from generator.explore.prose import a, changed, described, many, noun, values_phrase
from generator.spoken import spoken
from generator.statuses import plain

MAX_PARAMETERS = 8


def create_tool(plan: Plan, endpoints: tuple[Endpoint, ...], plans: Mapping[str, Plan]) -> ToolDraft:
    """Insert a row of what the caller gives; what is referred to must exist."""
    assert plan.key is not None
    faults: Faults = {}
    given = given_at_create(plan)
    demanded = [name for name in given if plan.fields[name].required]
    parameters = create_parameters(plan, given, plans)
    steps: list[Data] = list(_key_is_free(plan, parameters, faults))
    steps += [nested(plan, step, faults, new=True) for step in reference_steps(plan, given, plans, faults, demanded)]
    steps += interval_steps(plan, given, faults)
    steps += amount_steps(
        plan,
        given,
        faults,
        [name for name in given if plan.fields[name].required or plan.fields[name].default is not None],
    )
    values = {name: name for name in ([] if plan.key.sequence else [plan.key.column]) + given}
    steps.append({"insert": {"entity": plan.name, "set": values | stamps_at_create(plan, given)}})
    steps += at_create(plan, plans, parameters, faults)
    steps.append({"return": {plan.name: {"row": plan.name, "view": FULL}}})
    unique_faults(plan, given, faults)
    title = f"Create {a(plan.name)}"
    inside = f" in {a(plan.owner)}" if plan.owner in plans else ""
    return ToolDraft(
        f"create_{plan.name}",
        title,
        described(f"create {a(plan.name)}{inside}"),
        parameters,
        tuple(steps),
        endpoints,
        faults,
        needed(plan, given, plans),
    )


def given_at_create(plan: Plan) -> list[str]:
    """The columns that a caller fills when making a row."""
    return _given(plan, [name for name, field in plan.fields.items() if field.create])


def create_parameters(plan: Plan, given: list[str], plans: Mapping[str, Plan]) -> dict[str, Data]:
    """The parameters that fill these columns of a new row, the required ones first."""
    order = sorted(given, key=lambda name: not plan.fields[name].required)
    return {name: may_omit(plan, name, column_parameter(plan, name, plans)) for name in order}


def needed(plan: Plan, given: Collection[str], plans: Mapping[str, Plan]) -> frozenset[str]:
    """The entities of a tool that fills these columns."""
    return frozenset({plan.name} | {plan.references[name] for name in given if plan.references.get(name) in plans})


def _given(plan: Plan, names: list[str]) -> list[str]:
    """The columns that become parameters: the most useful ones, in the order of the columns."""
    settled = set(status_stamps(plan).values()) | {plan.position}
    open_ = [name for name in names if name not in settled]
    ranked = sorted(open_, key=lambda name: (not plan.fields[name].required, -plan.rank.get(name, 0)))
    demanded = sum(plan.fields[name].required for name in open_)
    kept = set(ranked[: max(MAX_PARAMETERS, demanded)])
    return [name for name in open_ if name in kept]


def _key_is_free(plan: Plan, parameters: dict[str, Data], faults: Faults) -> list[Data]:
    """For a key that the caller gives: its parameter, and that no row has it yet."""
    assert plan.key is not None
    if plan.key.sequence:
        return []
    column = plan.key.column
    parameters.update({**key_parameter(plan), **parameters})
    code = f"{plan.name}_exists"
    faults[code] = f"There is already {a(plan.name)} with the {spoken(column)} {{{column}}}. Choose another one."
    return [{"require": {"that": f"not any(other.{column} == {column} for other in {plan.name})", "else": code}}]


def status_stamps(plan: Plan) -> dict[str, str]:
    """For values of the status the column that keeps when it was reached: completed → completed_at."""
    status = plan.role("status")
    if not status:
        return {}
    found = {}
    for value in plan.fields[status].nature.values:
        for name in (
            f"{plain(value)}_at",
            f"{plain(value)}_date",
            f"{plain(value)}_time",
            f"{value.lower()}_at",
            f"{plain(value)}_on",
        ):
            field = plan.fields.get(name)
            if field is not None and field.nature.kind in ("date", "datetime") and is_nullable(plan, name, field):
                found[value] = name
    return found


def now_for(plan: Plan, column: str) -> str:
    """The clock in the kind of a column."""
    return "today()" if plan.fields[column].nature.kind == "date" else "now()"


def stamps_at_create(plan: Plan, given: Collection[str]) -> Data:
    """The columns that keep when a status was reached, for a new row whose status is given."""
    status = plan.role("status")
    if status not in given:
        return {}
    return {
        column: f"{now_for(plan, column)} if {status} == {value!r} else None"
        for value, column in status_stamps(plan).items()
    }


def unique_faults(plan: Plan, given: Collection[str], faults: Faults) -> None:
    """Add the faults of the unique sets that these columns belong to."""
    for columns in plan.unique:
        if set(columns) & set(given):
            faults[taken_code(plan, columns)] = taken_message(plan, columns)


def update_tool(plan: Plan, endpoints: tuple[Endpoint, ...], plans: Mapping[str, Plan]) -> ToolDraft | None:
    """Change what the caller gives and leave the rest; None if nothing can be changed."""
    assert plan.key is not None
    given = _given(plan, [name for name, field in plan.fields.items() if field.update and name != f"{plan.owner}_id"])
    if not given:
        return None
    faults: Faults = {}
    key = key_parameter(plan)
    parameters = {**key, **{name: optional(column_parameter(plan, name, plans, new=True)) for name in given}}
    steps: list[Data] = [find_row(plan, plan.key.column, faults)]
    steps += change_steps(plan, given, plans, faults)
    steps.append({"return": {plan.name: {"row": plan.name, "view": FULL}}})
    unique_faults(plan, given, faults)
    title = f"Update {a(plan.name)}"
    shown = values_phrase(tuple(noun(name) for name in _examples(plan, given)))
    told = (
        f"change {a(plan.name)}, for example its {shown}"
        if len(given) > 4
        else f"change {changed(tuple(_examples(plan, given)), plan.fields, a(plan.name))}"
    )
    return ToolDraft(
        f"update_{plan.name}",
        title,
        described(told),
        parameters,
        tuple(steps),
        endpoints,
        faults,
        needed(plan, given, plans),
    )


def _examples(plan: Plan, given: Collection[str]) -> list[str]:
    """Up to four columns to name in a description, the most useful ones; yes-or-no ones only if there are no others."""
    ranked = sorted(given, key=lambda item: (plan.fields[item].nature.kind == "boolean", -plan.rank.get(item, 0)))
    plain_ones = [name for name in ranked if plan.fields[name].nature.kind != "boolean"]
    return (plain_ones or ranked)[:4]


def change_steps(plan: Plan, given: Collection[str], plans: Mapping[str, Plan], faults: Faults) -> list[Data]:
    """Checks and the update of a bound row by what was given; times and stamps follow."""
    row = plan.name
    steps = [nested(plan, step, faults) for step in reference_steps(plan, given, plans, faults, ())]
    steps += interval_steps(plan, given, faults, row)
    steps += amount_steps(plan, given, faults, ())
    updated = plan.role("updated")
    always = {"set": {updated: now_for(plan, updated)}} if updated else {}
    steps.append({"update": {"row": row, **always, "given": list(given)}})
    return steps + stamp_steps(plan, given)


def stamp_steps(plan: Plan, given: Collection[str]) -> list[Data]:
    """When the status changes, the time at which it was reached is kept, and forgotten when a task is open again."""
    status = plan.role("status")
    stamps = status_stamps(plan)
    if status not in given or not stamps:
        return []
    few = len(plan.fields[status].nature.values) <= 3
    values = {}
    for value, column in stamps.items():
        kept = f"coalesce({plan.name}.{column}, {now_for(plan, column)})"
        values[column] = f"{kept} if {status} == {value!r} else {'None' if few else f'{plan.name}.{column}'}"
    return [{"if": {"that": f"{status} is not None", "then": [{"update": {"row": plan.name, "set": values}}]}}]


def delete_tool(plan: Plan, endpoints: tuple[Endpoint, ...], plans: Mapping[str, Plan]) -> ToolDraft:
    """Remove a row with what lies in it; refused while others that stand on their own refer to it."""
    assert plan.key is not None
    faults: Faults = {}
    steps = [
        find_row(plan, plan.key.column, faults),
        {"delete": {"row": plan.name}},
        {"return": {plan.key.column: plan.key.column}},
    ]
    inside, blocking = _dependents(plan, plans)
    for other in blocking:
        label = f"{plan.name}.{plan.key.column}"
        faults[in_use_code(plan, other)] = (
            f"{capital(spoken(plan.name))} {{{label}}} still has {many(other.name)}. Remove or move them first."
        )
    title = f"Delete {a(plan.name)}"
    what = f"delete {a(plan.name)}" + (
        f" together with its {values_phrase(tuple(many(item.name) for item in inside[:3]), 'and')}" if inside else ""
    )
    what += (
        f"; one that still has {values_phrase(tuple(many(item.name) for item in blocking[:3]))} stays"
        if blocking
        else ""
    )
    return ToolDraft(
        f"delete_{plan.name}",
        title,
        described(what),
        key_parameter(plan),
        tuple(steps),
        endpoints,
        faults,
        frozenset({plan.name}),
    )


def _dependents(plan: Plan, plans: Mapping[str, Plan]) -> tuple[list[Plan], list[Plan]]:
    """Plans whose rows go with a row of this plan, and those that keep it from being deleted."""
    inside: dict[str, Plan] = {}
    blocking: dict[str, Plan] = {}
    for other in plans.values():
        for name, target in other.references.items():
            if target == plan.name and other.name != plan.name:
                rule = column_data(other, name, other.fields[name], plans).get("on_delete")
                group = {"cascade": inside, "refuse": blocking}.get(str(rule))
                if group is not None and (other.thing.endpoints or group is blocking):  # Links go without a word.
                    group[other.name] = other
    return list(inside.values()), list(blocking.values())


def change_single_tool(plan: Plan, endpoints: tuple[Endpoint, ...], plans: Mapping[str, Plan]) -> ToolDraft | None:
    """Change a single thing by what the caller gives."""
    given = _given(plan, [name for name, field in plan.fields.items() if field.update])
    if not given:
        return None
    faults: Faults = {}
    parameters = {name: optional(column_parameter(plan, name, plans, new=True)) for name in given}
    steps = [*change_steps(plan, given, plans, faults), {"return": {plan.name: {"row": plan.name, "view": FULL}}}]
    title = f"Update the {spoken(plan.name)}"
    shown = values_phrase(tuple(noun(name) for name in _examples(plan, given)))
    return ToolDraft(
        f"update_{plan.name}",
        title,
        described(f"change the {spoken(plan.name)}, for example the {shown}"),
        parameters,
        tuple(steps),
        endpoints,
        faults,
        needed(plan, given, plans),
    )
