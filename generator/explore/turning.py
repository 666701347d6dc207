"""Actions on a collection that make a row of it (`/messages/send`), and those that turn a row into one of another thing
(`/drafts/send` answers with a message)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.english import capital
from generator.explore.drafts import ToolDraft, key_parameter
from generator.explore.effects import change_of, verb_of
from generator.explore.endpoints import Endpoint
from generator.explore.entities import FULL, Data
from generator.explore.guards import Faults, find_row
from generator.explore.naming import clip
from generator.explore.plans import Plan
from generator.explore.prose import a, described
from generator.explore.shapes import snake
from generator.explore.verb_words import VERBS as VERB_WORDS
from generator.explore.writing import create_tool
from generator.spoken import spoken

_NOT_MAKING = frozenset(
    "import batch bulk validate preview estimate test calculate search simulate export sync watch verify check "
    "query quick find count get list lookup upsert merge generate compute render parse resolve".split()
)
_CONSUMING = frozenset("send convert publish submit complete finalize promote".split())
MIN_SHARED = 2


def making_tool(plan: Plan, endpoint: Endpoint, plans: Mapping[str, Plan]) -> ToolDraft | None:
    """The tool of an action on a collection that takes the facts of a thing and answers with it."""
    words = endpoint.verb
    same = endpoint.answer.name == plan.thing.schema_name and bool(endpoint.answer.name)
    makes = bool(words) and words[0] in VERB_WORDS - _NOT_MAKING and endpoint.role != "bulk"
    if plan.key is None or not makes or not same or _takes_key(endpoint, plan) or not plan.created_here:
        return None
    given = {snake(item.name) for item in endpoint.inputs}
    created = {snake(item.name) for item in plan.thing.having("create")[0].inputs}
    if len(given & created) < MIN_SHARED:
        return None
    made = create_tool(plan, (endpoint,), plans)
    name = clip("_".join([words[0], plan.name, *words[1:]]))
    verb = spoken("_".join(words))
    return replace(
        made,
        name=name,
        title=capital(f"{verb} {a(plan.name)}"),
        description=described(f"{verb} {a(plan.name)}"),
        steps=_stamped(plan, endpoint, made),
    )


def _takes_key(endpoint: Endpoint, plan: Plan) -> bool:
    """Whether the input must name a row that is there already."""
    return any(
        item.required and snake(item.name) in ("id", plan.key.column if plan.key else "id") for item in endpoint.inputs
    )


def _stamped(plan: Plan, endpoint: Endpoint, made: ToolDraft) -> tuple[Data, ...]:
    """The steps, with the status, flag or time that the verb stands for."""
    verb = verb_of(endpoint.verb, plan)
    change = change_of(verb, plan) if verb else None
    if change is None:
        return made.steps
    values = {name: value for name, value in change.values.items() if name not in made.parameters}
    steps = []
    for step in made.steps:
        insert = step.get("insert")
        own = insert is not None and insert["entity"] == plan.name
        steps.append({"insert": {**insert, "set": {**insert["set"], **values}}} if own and insert is not None else step)
    return tuple(steps)


def turning_tool(plan: Plan, endpoint: Endpoint, plans: Mapping[str, Plan]) -> ToolDraft | None:
    """The tool of an action that makes a row of another thing out of a row, which sending and the like use up."""
    other = next(
        (item for item in plans.values() if item.thing.schema_name and item.thing.schema_name == endpoint.answer.name),
        None,
    )
    if (
        plan.key is None
        or other is None
        or other.name == plan.name
        or other.key is None
        or not other.key.sequence
        or not endpoint.verb
    ):
        return None
    values = _shared(plan, other)
    missing = [name for name, field in other.fields.items() if field.required and name not in values]
    if (
        len(values) < MIN_SHARED
        or missing
        or endpoint.verb[0] not in _CONSUMING | {"copy", "duplicate", "clone", "instantiate"}
    ):
        return None
    faults: Faults = {}
    steps: list[Data] = [find_row(plan, plan.key.column, faults), {"insert": {"entity": other.name, "set": values}}]
    used_up = endpoint.verb[0] in _CONSUMING and bool(plan.thing.having("delete"))
    steps += [{"delete": {"row": plan.name}}] if used_up else []
    steps.append({"return": {other.name: {"row": other.name, "view": FULL}}})
    name = clip("_".join([endpoint.verb[0], plan.name, *endpoint.verb[1:]]))
    title = capital(spoken(name).replace(spoken(plan.name), a(plan.name), 1))
    text = f"{title[:1].lower()}{title[1:]}, which makes {a(other.name)} of it"
    return ToolDraft(
        name,
        title,
        described(text),
        key_parameter(plan),
        tuple(steps),
        (endpoint,),
        faults,
        frozenset({plan.name, other.name}),
    )


def _shared(plan: Plan, other: Plan) -> dict[str, str]:
    """The columns of the other thing that have an equal in this one."""
    server = {other.role("created"), other.role("updated"), other.position}
    found = {}
    for name, field in other.fields.items():
        mine = plan.fields.get(name)
        if mine is not None and name not in server and (mine.nature.kind, mine.many) == (field.nature.kind, field.many):
            found[name] = f"{plan.name}.{name}"
    return found
