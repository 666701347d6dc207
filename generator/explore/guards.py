"""Steps that stand before a write: rows that must exist, ends after starts, amounts above nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from generator.english import capital
from generator.explore.entities import Data, is_nullable
from generator.explore.intervals import intervals
from generator.explore.naming import clip
from generator.explore.plans import Plan
from generator.explore.prose import a, many, noun, values_phrase
from generator.spoken import spoken

Faults = dict[str, str]


def find_row(plan: Plan, key: str, faults: Faults, *, name: str = "", parameter: str = "") -> Data:
    """A find by key whose miss is a fault; `parameter` is what the caller gave."""
    given = parameter or key
    code = not_found_code(plan, given)
    role = code.removesuffix("_not_found").removesuffix("_unknown")
    what = spoken(plan.name if role.endswith("_by") else role)
    faults[code] = f"There is no {what} {{{given}}}. {_advice(plan)}"
    data: Data = {"entity": plan.name, "key": key, "else": code}
    if name and name != plan.name:
        data["as"] = name
    return {"find": data}


def not_found_code(plan: Plan, parameter: str) -> str:
    """The fault of an id that no row has: "task_not_found", "parent_task_not_found", "owner_not_found"."""
    assert plan.key is not None
    if parameter == plan.key.column:
        return f"{plan.name}_not_found"
    role = parameter.removesuffix("_ids").removesuffix("_id")
    if role == plan.name:
        return f"{plan.name}_unknown"
    return f"parent_{plan.name}_not_found" if role == "parent" else f"{clip(role, 38)}_not_found"


def _advice(plan: Plan) -> str:
    if plan.listed:
        return f"List the {many(plan.name)} to see which there are."
    return (
        "Check the id."
        if plan.key is not None and plan.key.sequence
        else f"Check the {spoken(plan.key.column)}."
        if plan.key
        else ""
    )


def reference_steps(
    plan: Plan, names: Collection[str], plans: Mapping[str, Plan], faults: Faults, demanded: Collection[str]
) -> Iterator[Data]:
    """Steps that look up what given reference columns point to, those that may be missing only if they are given."""
    for name in names:
        target = plan.references.get(name, "")
        if target not in plans:
            continue
        step = find_row(plans[target], name, faults, name=row_name(plan, name, plans))
        yield step if name in demanded else {"if": {"that": f"{name} is not None", "then": [step]}}


def row_name(plan: Plan, column: str, plans: Mapping[str, Plan]) -> str:
    """What the row behind a reference is called in the steps: the role, unless an entity has that name."""
    role = column.removesuffix("_id")
    target = plan.references[column]
    if role == target:
        return target
    return role if role not in plans and role != column and role not in plan.fields else f"{clip(role, 44)}_row"


def interval_steps(plan: Plan, given: Collection[str], faults: Faults, row: str = "") -> Iterator[Data]:
    """Requires that ends are not before starts, of the values given or, with `row`, of those after a change."""
    for start, end in intervals(plan):
        if not {start, end} & set(given) or (not row and not {start, end} <= set(given)):
            continue
        code = f"{clip(end, 20)}_before_{clip(start, 20)}"
        faults[code] = f"{capital(_bare(end))} cannot be before {_bare(start)}. Give a later end or an earlier start."
        if row:
            yield {"let": {f"new_{name}": _after(name, given, row) for name in (start, end)}}
        names = [f"new_{start}", f"new_{end}"] if row else [start, end]
        tests = [
            f"{name} is None"
            for name, column in zip(names, (start, end), strict=True)
            if is_nullable(plan, column, plan.fields[column])
        ]
        yield {"require": {"that": " or ".join([*tests, f"{names[0]} <= {names[1]}"]), "else": code}}


def _bare(column: str) -> str:
    return f"the {spoken(column.removesuffix('_at'))}"


def _after(column: str, given: Collection[str], row: str) -> str:
    return f"coalesce({column}, {row}.{column})" if column in given else f"{row}.{column}"


_COUNTED = frozenset("amount quantity qty".split())
_SIGNED = re.compile(r"negative|outflow|signed|debit|credit or|below zero|refund", re.I)


def amount_steps(plan: Plan, given: Collection[str], faults: Faults, demanded: Collection[str]) -> Iterator[Data]:
    """Requires that amounts and quantities are above nothing, where the description does not speak of negative ones."""
    for name in given:
        field = plan.fields[name]
        counted = name in _COUNTED and field.nature.kind in ("money", "integer", "number")
        bounded = field.nature.minimum is not None and field.nature.minimum > 0 and field.nature.kind != "money"
        nothing = isinstance(field.default, int | float) and field.default <= 0
        if not counted or bounded or nothing or _SIGNED.search(field.leaf.schema.description):
            continue
        code = f"{name}_not_positive"
        faults[code] = f"The {spoken(name)} must be above zero."
        empty = "" if name in demanded else f"{name} is None or "
        yield {"require": {"that": f"{empty}{name} > 0", "else": code}}


def taken_message(plan: Plan, columns: tuple[str, ...]) -> str:
    """What to say when another row has the value already."""
    column = columns[-1]
    if set(columns[:-1]) - {f"{plan.owner}_id"}:
        same = values_phrase(tuple(noun(name) for name in columns), "and")
        return f"There is already {a(plan.name)} with the same {same}. Choose others."
    return f"There is already {a(plan.name)} with the {spoken(column)} {{{column}}}. Choose another {spoken(column)}."
