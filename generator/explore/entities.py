"""Plans as entities of the model: columns with kinds, defaults and references, unique sets, views."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.english import plural
from generator.explore.fields import Field
from generator.explore.intervals import intervals
from generator.explore.naming import clip
from generator.explore.plans import Plan
from generator.explore.prose import a, column_phrase, described
from generator.explore.statuses import initial
from generator.spoken import spoken

Data = dict[str, Any]
"""A part of an environment as plain data, in the spelling of `environment.json`."""

BRIEF, FULL = "short", "full"
MAX_BRIEF = 6


def entity_data(plan: Plan, plans: Mapping[str, Plan]) -> Data:
    """The entity that a plan becomes; `plans` are those of the same environment."""
    data: Data = {"plural": plan.plural, "description": entity_description(plan, plans)}
    if plan.key is None:
        data["singleton"] = True
    else:
        data["key"] = _key(plan)
        if label := plan.role("label"):
            data["label"] = label
    data["columns"] = {name: column_data(plan, name, field, plans) for name, field in plan.fields.items()}
    if plan.unique:
        data["unique"] = [{"columns": list(columns), "fault": taken_code(plan, columns)} for columns in plan.unique]
    data["invariants"] = _invariants(plan)
    data["views"] = _views(plan, plans)
    return data


def entity_description(plan: Plan, plans: Mapping[str, Plan]) -> str:
    """One sentence on what a row is."""
    parent = plan.owner if plan.owner in plans else ""
    if plan.key is None:
        return described(f"the {spoken(plan.name)}")
    return described(f"{a(plan.name)} of {a(parent)}" if parent else a(plan.name))


def key_description(plan: Plan) -> str:
    """What the key of a row is; a parameter that addresses it says the same."""
    assert plan.key is not None
    made = bool(plan.key.sequence)
    own = f"the {spoken(plan.key.column)} of the {spoken(plan.name)}"
    return described(f"the id of the {spoken(plan.name)}" if made else own)


def _key(plan: Plan) -> Data:
    assert plan.key is not None
    data: Data = {"column": plan.key.column, "description": key_description(plan)}
    if plan.key.integer:
        data["kind"] = "integer"
    if plan.key.sequence:
        data["sequence"] = plan.key.sequence
    return data


def column_data(plan: Plan, name: str, field: Field, plans: Mapping[str, Plan]) -> Data:
    """One column; a reference to a thing outside of `plans` is a plain text."""
    what = {"description": described(column_phrase(name, field))}
    if name == plan.position:
        within = f"{plan.owner}_id"
        return {"kind": "position", **({"within": within} if within in plan.fields else {}), **what}
    if field.reference is not None and not field.many and field.reference.target in plans:
        return {**_reference(plan, name, field, plans), **what}
    return {**_kind(field), **_absence(plan, name, field), **what}


def _reference(plan: Plan, name: str, field: Field, plans: Mapping[str, Plan]) -> Data:
    assert field.reference is not None
    target = plans[field.reference.target]
    data: Data = {"kind": "reference", "to": target.name}
    if field.reference.on_delete is not None:
        return {**data, **_known_deletion(plan, name, field, target)}
    if is_nullable(plan, name, field):
        cascades = field.role == "self_parent"
        return {**data, "nullable": True, "on_delete": "cascade" if cascades else "clear"}
    lies_within = target.name in (plan.thing.parents or {}).values()
    linking = not plan.thing.endpoints
    removable = field.update or plan.thing.having("delete")
    if lies_within or linking or not removable or not target.thing.having("delete"):
        return {**data, "on_delete": "cascade"}
    return {**data, "on_delete": "refuse", "fault": in_use_code(target, plan)}


def _known_deletion(plan: Plan, name: str, field: Field, target: Plan) -> Data:
    """What the description states of a row whose other one is deleted. Where nothing deletes it, that is no matter."""
    assert field.reference is not None
    stated = field.reference.on_delete
    nullable = is_nullable(plan, name, field)
    absence: Data = {"nullable": True} if nullable else {}
    if stated == "refuse" and target.thing.having("delete"):
        return {**absence, "on_delete": "refuse", "fault": in_use_code(target, plan)}
    return {**absence, "on_delete": "clear" if nullable and stated != "cascade" else "cascade"}


def in_use_code(target: Plan, plan: Plan) -> str:
    """The fault of deleting what a plan's rows refer to."""
    return clip(f"{target.name}_has_{plan.plural}")


def taken_code(plan: Plan, columns: tuple[str, ...]) -> str:
    """The fault of a second row with the same values."""
    column = columns[-1].removesuffix("_id") if columns[-1] in plan.references else columns[-1]
    if columns[-1] in plan.references and not plan.thing.endpoints:
        return clip(f"{plan.owner}_has_{column}_already")
    return f"{column}_taken" if column.startswith(plan.name) else clip(f"{plan.name}_{column}_taken")


def is_nullable(plan: Plan, name: str, field: Field) -> bool:
    """Whether a column may be empty: what need not be given and has no value to begin with."""
    if field.reference is not None and not field.many and (field.reference.target == plan.name or plan.key is None):
        return True
    if field.required or name in (plan.role("created"), plan.role("updated"), plan.position):
        return False
    if (
        field.default is not None
        or field.many
        or field.nature.kind == "boolean"
        or (field.role == "status" and field.nature.kind == "enum")
    ):
        return False
    if plan.key is None and not field.written:
        return False
    return not (field.nature.kind == "enum" and field.nature.initial)


def _kind(field: Field) -> Data:
    nature = field.nature
    if nature.kind == "list":
        return {"kind": "list", "of": nature.of, **({"values": list(nature.values)} if nature.of == "enum" else {})}
    data: Data = {"kind": nature.kind}
    if nature.kind == "enum":
        data["values"] = list(nature.values)
    if nature.kind == "text" and nature.max_length:
        data["max_length"] = nature.max_length
    if nature.kind in ("integer", "number"):
        data.update(_bounds(field))
    return data


def _bounds(field: Field) -> Data:
    whole = field.nature.kind == "integer"
    bounds = {"minimum": field.nature.minimum, "maximum": field.nature.maximum}
    return {
        name: int(value) if whole else value
        for name, value in bounds.items()
        if value is not None and abs(value) < 2**53
    }


_ON = frozenset(
    "active enabled is_active is_enabled available open visible is_open is_visible is_available in_stock".split()
)


def _absence(plan: Plan, name: str, field: Field) -> Data:
    """`nullable`, or the default of a column that a caller need not give."""
    if is_nullable(plan, name, field):
        return {"nullable": True}
    if name in (plan.role("created"), plan.role("updated")):
        return {"default": "today()" if field.nature.kind == "date" else "now()"}
    if field.required or (plan.key is None and not field.written):
        return {}
    return {"default": default_of(name, field)}


def default_of(name: str, field: Field) -> str:
    """The expression of the value that a column has when nobody gives one."""
    if field.many:
        return "[]"
    if field.nature.kind == "boolean":
        on = field.nature.initial == "true" or (not field.nature.initial and name in _ON)
        return "True" if on else "False"
    if field.nature.kind == "enum":
        return repr(initial(field.nature))
    if field.default is not None:
        return f"money({field.default!r})" if field.nature.kind == "money" else repr(field.default)
    return {"money": "money(0)", "integer": "0", "number": "0"}.get(field.nature.kind, "''")


def _invariants(plan: Plan) -> list[str]:
    found = []
    for start, end in intervals(plan):
        empty = [
            f"{plan.name}.{column} is None" for column in (start, end) if is_nullable(plan, column, plan.fields[column])
        ]
        found.append(" or ".join([*empty, f"{plan.name}.{start} <= {plan.name}.{end}"]))
    return found


def _views(plan: Plan, plans: Mapping[str, Plan]) -> Data:
    shown = list(plan.fields)
    if not plan.thing.endpoints:
        return {BRIEF: _link_view(plan, plans)}
    key = [plan.key.column] if plan.key is not None else []
    if plan.key is None:
        return {FULL: shown}
    brief = _brief(plan)
    rest = [name for name in shown if name not in brief]
    linked = [
        {plural(link.role): {"of": link.entity, "by": f"{plan.name}_id", "view": BRIEF}}
        for link in plan.links
        if link.entity in plans and plural(link.role) not in plan.fields
    ]
    sections = {
        (f"{section.name}_part" if section.name in plan.fields else section.name): [
            *key,
            *(column for column in section.columns if column in plan.fields),
        ]
        for section in plan.sections
    }
    return {BRIEF: key + brief, FULL: [BRIEF, *rest, *linked], **sections}


def _link_view(plan: Plan, plans: Mapping[str, Plan]) -> list[str | Data]:
    """What a row shows of one that it is linked with: its id and what people call it."""
    column = list(plan.fields)[-1]
    target = plans[plan.references[column]]
    label = target.role("label")
    role = column.removesuffix("_id")
    return [column, *([{f"{role}_{label}": f"{role}.{label}"}] if label else [])]


def _brief(plan: Plan) -> list[str]:
    """What a list shows of a row: its label, state, parents, dates and amounts."""
    order = sorted(plan.fields, key=lambda name: (-_interest(plan, name), list(plan.fields).index(name)))
    chosen = set(order[:MAX_BRIEF])
    return [name for name in plan.fields if name in chosen]


def _interest(plan: Plan, name: str) -> int:
    field = plan.fields[name]
    if field.role == "label":
        return 9
    if field.role == "status":
        return 8
    if field.reference is not None and not field.many:
        return 7 if field.required else 4
    if field.nature.kind in ("money", "date", "datetime") and field.role not in ("created", "updated"):
        return 6
    return {"boolean": 3, "enum": 5}.get(field.nature.kind, 2 if field.required else 1) - (3 if field.many else 0)
