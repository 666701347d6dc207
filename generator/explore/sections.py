"""Sections: a single thing inside an item, such as the settings of a repository, kept as columns of the item's row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.english import capital
from generator.explore.drafts import ToolDraft, column_parameter, key_parameter, optional
from generator.explore.fields import fields
from generator.explore.guards import Faults, find_row
from generator.explore.naming import clip, column_name
from generator.explore.plans import Plan, Section, Setting
from generator.explore.prose import a, described, values_phrase
from generator.explore.things import Thing
from generator.explore.writing import change_steps
from generator.spoken import spoken
from servers.farm.model import Evidence

MAX_COLUMNS = 6


def inner_singles(things: Iterable[Thing]) -> dict[str, Thing]:
    """The single things that lie in an item of another thing, by name."""
    return {thing.name: thing for thing in things if thing.single and thing.parents}


def with_sections(setting: Setting, plans: Mapping[str, Plan], inner: Mapping[str, Thing]) -> dict[str, Plan]:
    """The plans with the writable single things inside their items as sections; those that only show are left out."""
    found = dict(plans)
    for thing in inner.values():
        parent = next(iter((thing.parents or {}).values()))
        if thing.having("change") and thing.having("show") and parent in found and found[parent].key is not None:
            found[parent] = _with_section(setting, found[parent], thing)
    return found


def _with_section(setting: Setting, plan: Plan, thing: Thing) -> Plan:
    inner = fields(setting.description, thing, setting.lexicon, setting.thing_of, setting.names)
    scalar = [field for field in inner if field.reference is None and field.update and not field.name.endswith("_id")]
    ranked = sorted(scalar, key=lambda field: (field.many, field.name.count("_")))[:MAX_COLUMNS]
    columns = {}
    for field in [field for field in scalar if field in ranked]:
        name = column_name(field.name)
        known = name in plan.fields
        if known and plan.fields[name].nature.kind == field.nature.kind:
            columns[name] = plan.fields[name]
        else:
            columns[clip(f"{thing.name}_{name}") if known or name in setting.all_names else name] = replace(
                field, create=False, required=False, role=""
            )
    if not columns:
        return plan
    told = Evidence(
        fact=f"{thing.name} is a part of {plan.name}",
        because=f"its path lies in a {plan.name} and has no id of its own",
        confidence=0.85,
    )
    section = Section(thing.name, tuple(columns), thing.having("show"), thing.having("change"))
    return replace(
        plan, fields={**plan.fields, **columns}, sections=(*plan.sections, section), evidence=(*plan.evidence, told)
    )


def view_name(section: Section, plan: Plan) -> str:
    """The view of a section, which must not be called like a column."""
    return f"{section.name}_part" if section.name in plan.fields else section.name


def section_tools(plan: Plan, plans: Mapping[str, Plan]) -> Iterator[ToolDraft]:
    """Show and change each section of a row."""
    for section in plan.sections:
        columns = [column for column in section.columns if column in plan.fields]
        if columns:
            yield _show_tool(plan, section)
            yield _change_tool(plan, section, columns, plans)


def _name(plan: Plan, section: Section) -> str:
    return section.name if section.name.startswith(plan.name) else f"{plan.name}_{section.name}"


def _show_tool(plan: Plan, section: Section) -> ToolDraft:
    assert plan.key is not None
    faults: Faults = {}
    result = {plan.name: {"row": plan.name, "view": view_name(section, plan)}}
    steps = (find_row(plan, plan.key.column, faults), {"return": result})
    title = f"Show the {spoken(section.name)} of {a(plan.name)}"
    name = clip(f"get_{_name(plan, section)}")
    return ToolDraft(
        name, title, described(title), key_parameter(plan), steps, section.shows, faults, frozenset({plan.name})
    )


def _change_tool(plan: Plan, section: Section, columns: list[str], plans: Mapping[str, Plan]) -> ToolDraft:
    assert plan.key is not None
    faults: Faults = {}
    parameters = key_parameter(plan)
    parameters |= {name: optional(column_parameter(plan, name, plans, new=True)) for name in columns}
    steps = [find_row(plan, plan.key.column, faults), *change_steps(plan, columns, plans, faults)]
    steps.append({"return": {plan.name: {"row": plan.name, "view": view_name(section, plan)}}})
    shown = values_phrase(tuple(spoken(name) for name in columns[:3]))
    what = f"change the {spoken(section.name)} of {a(plan.name)}, for example {shown}"
    title = capital(f"update the {spoken(section.name)} of {a(plan.name)}")
    name = clip(f"update_{_name(plan, section)}")
    needed = frozenset({plan.name})
    return ToolDraft(name, title, described(what), parameters, tuple(steps), section.changes, faults, needed)
