"""Drafts of tools, and the parameters that fill or address columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as factory

from generator.explore.endpoints import Endpoint
from generator.explore.entities import Data, default_of, is_nullable, key_description
from generator.explore.fields import Field
from generator.explore.plans import Plan
from generator.explore.prose import column_phrase, described


@dataclass(frozen=True, slots=True)
class ToolDraft:
    """A tool to be, as plain data, with the endpoints that it stands for and the messages of its faults."""

    name: str
    title: str
    description: str
    parameters: Mapping[str, Data]
    steps: tuple[Data, ...]
    endpoints: tuple[Endpoint, ...]
    faults: Mapping[str, str] = factory(default_factory=dict)
    entities: frozenset[str] = frozenset()
    """The entities that it needs."""

    def data(self) -> Data:
        """The tool in the spelling of `environment.json`."""
        parameters = {name: dict(item) for name, item in self.parameters.items()}
        data: Data = {
            "title": self.title,
            "description": self.description,
            "parameters": parameters,
            "steps": list(self.steps),
        }
        if self.endpoints:
            first = self.endpoints[0].operation
            data["origin"] = {"operation": first.id, "method": first.method, "path": first.path}
        return data

    @property
    def reads(self) -> bool:
        """Whether it changes nothing."""
        return not any(_writes(step) for step in self.steps)

    def named(self, name: str) -> ToolDraft:
        """The same tool under another name."""
        return replace(self, name=name)


def _writes(step: Data) -> bool:
    if step.keys() & {"insert", "update", "delete"}:
        return True
    if "find" in step and isinstance(step["find"].get("else"), dict):
        return True
    inner = [
        *step.get("each", {}).get("do", ()),
        *step.get("if", {}).get("then", ()),
        *step.get("if", {}).get("else", ()),
    ]
    return any(_writes(item) for item in inner)


def key_parameter(plan: Plan, name: str = "", description: str = "") -> dict[str, Data]:
    """The required parameter that addresses a row by its key."""
    assert plan.key is not None
    column = plan.key.column
    made = bool(plan.key.sequence)
    data: Data = {"kind": "integer" if plan.key.integer else "text", "column": f"{plan.name}.{column}"}
    if description and description != key_description(plan):
        data["description"] = description
    if made:
        data["user_knows"] = False
    return {name or column: data}


def column_parameter(plan: Plan, name: str, plans: Mapping[str, Plan], *, new: bool = False) -> Data:
    """The parameter that fills a column, which also bounds and describes it; `new` words it for an update."""
    field = plan.fields[name]
    phrase = column_phrase(name, field)
    if new and phrase.startswith("the ") and field.reference is None:
        phrase = "the new " + phrase.removeprefix("the ")
    target = field.reference.target if field.reference is not None and not field.many else ""
    if target in plans and plans[target].key is not None:
        return key_parameter(plans[target], name, described(phrase))[name]
    data = {**_value_kind(field), "column": f"{plan.name}.{name}"}
    return {**data, "description": described(phrase)} if new else data


def _value_kind(field: Field) -> Data:
    nature = field.nature
    data: Data = {"kind": nature.kind}
    if nature.kind == "list":
        data["of"] = nature.of
    if nature.values:
        data["values"] = list(nature.values)
    bounds = {"minimum": nature.minimum, "maximum": nature.maximum} if nature.kind in ("integer", "number") else {}
    data.update({name: value for name, value in bounds.items() if value is not None and abs(value) < 2**53})
    return data


def optional(data: Data) -> Data:
    """The same parameter, which may be left out."""
    return {**data, "optional": True}


def may_omit(plan: Plan, name: str, data: Data) -> Data:
    """The parameter of a create as required, optional, or with the value that the column has otherwise."""
    field = plan.fields[name]
    if field.required:
        return data
    if is_nullable(plan, name, field):
        return optional(data)
    if field.many:
        return {**data, "default": []}
    if field.default is not None:
        return {**data, "default": field.default}
    literal = default_of(name, field)
    value: object = {"True": True, "False": False}.get(literal, literal.strip("'"))
    return {**data, "default": value} if field.nature.kind in ("boolean", "enum") else optional(data)
