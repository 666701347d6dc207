"""Tools of item actions: cancel an order, archive a project, rename a folder, copy a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.english import capital, singular
from generator.explore.clearing import CLEARS, clear_tool
from generator.explore.drafts import ToolDraft, column_parameter, key_parameter, optional
from generator.explore.effects import Change, change_of, reversed_by_delete
from generator.explore.endpoints import Endpoint
from generator.explore.entities import FULL, Data, is_nullable, taken_code
from generator.explore.guards import Faults, find_row, reference_steps, taken_message
from generator.explore.moves import MOVES, move_tool
from generator.explore.naming import clip
from generator.explore.plans import Plan
from generator.explore.prose import a, changed, described, noun, values_phrase
from generator.explore.shapes import snake
from generator.explore.verb_words import VERBS as VERB_WORDS
from generator.explore.writing import change_steps, delete_tool, now_for
from generator.spoken import spoken
from generator.statuses import being, plain
from generator.verbs import VERBS

_SETTING = frozenset(
    "set update change modify edit rename move assign reassign mark adjust replace toggle switch transfer schedule "
    "reschedule extend rate review resize upgrade attach append put configure override prolong renew restrict grant "
    "permit".split()
)
"""First words of actions that set the columns that their inputs name; other verbs do more, or less."""
REMOVALS = frozenset("delete remove destroy obliterate erase purge".split())
COPIES = frozenset("copy clone duplicate fork".split())
MAX_GIVEN = 5


def action_tool(plan: Plan, endpoint: Endpoint, plans: Mapping[str, Plan]) -> ToolDraft | None:
    """The tool of an action on one row; None if nothing that the row shows tells what it does."""
    words = endpoint.verb
    if plan.key is None or not words:
        return None
    if words[0] in REMOVALS and len(words) == 1:
        return delete_tool(plan, (endpoint,), plans)
    if words[0] in COPIES and len(words) == 1:
        return _copy_tool(plan, endpoint, plans)
    if words[0] in CLEARS:
        return clear_tool(plan, endpoint, plans)
    if words[0] in MOVES and (moved := move_tool(plan, endpoint, plans)) is not None:
        return moved
    verb = reversed_by_delete(endpoint, plan)
    change = change_of(verb, plan, endpoint.operation.text) if verb else None
    given = _given(plan, endpoint, change)
    if change is not None:
        return _change_tool(plan, endpoint, plans, verb, change, given)
    if _names_thing(plan, endpoint, plans):
        return None
    if given and not (verb and VERBS[verb].to) and _sets(endpoint, given):
        return _setter_tool(plan, endpoint, plans, given)
    return None


def _sets(endpoint: Endpoint, given: list[str]) -> bool:
    """Whether an action only sets columns: by its verb, or as a put to what it names ("PUT /assets/{id}/access")."""
    if endpoint.method in ("GET", "DELETE"):
        return False
    words = endpoint.verb
    named = {word for column in given for word in column.split("_")}
    return words[0] in _SETTING or (
        words[0] not in VERB_WORDS and (endpoint.method in ("PUT", "PATCH") or bool(set(words) & named))
    )


def ending_tool(plan: Plan, deletes: tuple[Endpoint, ...], plans: Mapping[str, Plan]) -> ToolDraft | None:
    """For a delete that is documented as another verb ("Cancel a booking") and has a status for it: that action."""
    for endpoint in deletes:
        told = (endpoint.operation.summary or endpoint.operation.description).lower().split()[:1]
        verb = told[0].rstrip("s:.") if told else ""
        change = change_of(verb, plan, endpoint.operation.text) if verb in _ENDINGS else None
        if change is not None and change.target:
            spoken_as = replace(endpoint, verb=(verb,), method="POST")
            made = _change_tool(plan, spoken_as, plans, verb, change, [])
            return replace(made, endpoints=deletes)
    return None


_ENDINGS = frozenset("cancel archive void terminate revoke close deactivate disable withdraw abort".split())
"""Verbs by which a description says that DELETE keeps the row and ends what it stands for."""


def _names_thing(plan: Plan, endpoint: Endpoint, plans: Mapping[str, Plan]) -> bool:
    """Whether the action is called like another thing, so that it makes one rather than sets something."""
    words = endpoint.verb
    noun = "_".join((*words[:-1], singular(words[-1])))
    return noun in plans and noun != plan.name and noun not in plan.fields


def setters(plan: Plan, updates: tuple[Endpoint, ...]) -> tuple[Endpoint, ...]:
    """Actions that set what an update sets too: "PUT /boards/{id}/name" beside "PUT /boards/{id}"."""
    if not updates or plan.key is None:
        return ()
    open_ = {name for name, field in plan.fields.items() if field.update}
    found = []
    for endpoint in plan.thing.having("action"):
        given = _given(plan, endpoint, None)
        if given and set(given) <= open_ and endpoint.verb[0] not in VERB_WORDS and _sets(endpoint, given):
            found.append(endpoint)
    return tuple(found)


def _given(plan: Plan, endpoint: Endpoint, change: Change | None) -> list[str]:
    """The columns that the inputs of an action fill, reasons and notes among them."""
    settled = set(change.values) if change is not None else set()
    found = []
    for item in endpoint.inputs:
        column = _input_column(plan, endpoint, snake(item.name))
        if column and column not in settled and column not in found:
            found.append(column)
    return found[:MAX_GIVEN]


def _input_column(plan: Plan, endpoint: Endpoint, name: str) -> str:
    noun = "_".join(endpoint.verb)
    bare = name
    for prefix in ("new_", "to_", "target_", "destination_"):
        bare = bare.removeprefix(prefix)
    candidates = (name, f"{name}_id", f"{noun}_{name}", bare, f"{bare}_id", noun if len(endpoint.inputs) == 1 else "")
    server = (plan.role("created"), plan.role("updated"), plan.position, f"{plan.owner}_id")
    return next((item for item in candidates if item in plan.fields and item not in server), "")


def _change_tool(
    plan: Plan, endpoint: Endpoint, plans: Mapping[str, Plan], verb: str, change: Change, given: list[str]
) -> ToolDraft:
    faults: Faults = {}
    assert plan.key is not None
    parameters = key_parameter(plan)
    nullable = [name for name in given if is_nullable(plan, name, plan.fields[name])]
    parameters |= {name: optional(column_parameter(plan, name, plans)) for name in nullable}
    steps: list[Data] = [find_row(plan, plan.key.column, faults), *_state_steps(plan, change, faults)]
    steps += reference_steps(plan, nullable, plans, faults, ())
    values = change.values | {name: f"coalesce({name}, {plan.name}.{name})" for name in nullable} | _touched(plan)
    steps += [{"update": {"row": plan.name, "set": values}}, {"return": {plan.name: {"row": plan.name, "view": FULL}}}]
    name = action_name(plan, endpoint, verb)
    return ToolDraft(
        name,
        title_of(plan, name),
        _change_description(plan, name, change),
        parameters,
        tuple(steps),
        (endpoint,),
        faults,
        _needed(plan, nullable),
    )


def _touched(plan: Plan) -> dict[str, str]:
    updated = plan.role("updated")
    return {updated: now_for(plan, updated)} if updated else {}


def _needed(plan: Plan, given: list[str]) -> frozenset[str]:
    return frozenset({plan.name, *(plan.references[name] for name in given if name in plan.references)})


def _state_steps(plan: Plan, change: Change, faults: Faults) -> list[Data]:
    """Requires that it is not done already, and that the state allows it.

    Codes are named by the state and not by the verb: two verbs that need the same state share the fault.
    """
    assert plan.key is not None
    label = f"{capital(spoken(plan.name))} {{{plan.name}.{plan.key.column}}}"
    word, holds = _idle_state(change)
    code = clip(f"{plan.name}_{'already' if holds else 'not'}_{word}")
    faults[code] = f"{label} is {'already' if holds else 'not'} {spoken(word)}."
    steps: list[Data] = [{"require": {"that": change.idle, "else": code}}]
    if change.sources:
        row = f"{plan.name}.{change.state}"
        limit = _limit_code(plan, change)
        faults[limit] = f"{label} is {{{row}}}. This needs {a(plan.name)} that {being(change.sources)}."
        steps.append({"require": {"that": _is_one_of(row, change.sources), "else": limit}})
    return steps


def _idle_state(change: Change) -> tuple[str, bool]:
    """The word for the state in which the action would do nothing, and whether that is having it or lacking it."""
    if change.target:
        return plain(change.target), True
    word = change.state.removeprefix("is_")
    for ending in ("_at", "_date", "_time", "_on"):
        word = word.removesuffix(ending)
    return word, change.idle.startswith("not ") or change.idle.endswith("is None")


def _limit_code(plan: Plan, change: Change) -> str:
    """ "order_not_pending_or_paid", or by the values that are not allowed where they are fewer: "order_is_shipped"."""
    values = plan.fields[change.state].nature.values
    others = [value for value in values if value not in change.sources]
    if len(others) < len(change.sources):
        return clip(f"{plan.name}_is_{'_or_'.join(plain(value) for value in others)}")
    return clip(f"{plan.name}_not_{'_or_'.join(plain(value) for value in change.sources)}")


def _is_one_of(row: str, values: tuple[str, ...]) -> str:
    return f"{row} == {values[0]!r}" if len(values) == 1 else f"{row} in ({', '.join(repr(value) for value in values)})"


def action_name(plan: Plan, endpoint: Endpoint, verb: str = "") -> str:
    """ "cancel_order", "mark_message_as_read", "transfer_calendar_ownership"."""
    words = list(endpoint.verb)
    if endpoint.method == "DELETE" and verb:
        words = verb.split("_")
    if "_".join(words) in ("read", "unread"):
        return f"mark_{plan.name}_as_{words[0]}"
    noun = plan.name.split("_")
    if set(noun) <= set(words):
        return clip("_".join(words))
    if words[0] in VERBS or words[0] in VERB_WORDS | _SETTING or words[0] in ("mark", "quick"):
        return clip("_".join([words[0], plan.name, *words[1:]]))
    return clip(f"set_{plan.name}_{'_'.join(words)}")


def title_of(plan: Plan, name: str) -> str:
    """The title of an action by its name: "Cancel an order", "Set the access of an asset"."""
    words = spoken(name)
    noun = spoken(plan.name)
    if words.startswith(f"set {noun} "):
        return f"Set the {words.removeprefix(f'set {noun} ')} of {a(plan.name)}"
    return capital(words.replace(noun, a(plan.name), 1)) if noun in words else capital(words)


def _change_description(plan: Plan, name: str, change: Change) -> str:
    text = title_of(plan, name)
    text = text[:1].lower() + text[1:]
    if change.sources:
        return described(f"{text} that {being(change.sources)}")
    return described(text)


def _setter_tool(plan: Plan, endpoint: Endpoint, plans: Mapping[str, Plan], given: list[str]) -> ToolDraft:
    """An action whose inputs are columns of the row: it changes these."""
    assert plan.key is not None
    faults: Faults = {}
    parameters = key_parameter(plan)
    sole = len(given) == 1
    parameters |= {
        name: column_parameter(plan, name, plans, new=True)
        if sole
        else optional(column_parameter(plan, name, plans, new=True))
        for name in given
    }
    steps: list[Data] = [find_row(plan, plan.key.column, faults)]
    if sole:
        steps += reference_steps(plan, given, plans, faults, given)
        steps.append({"update": {"row": plan.name, "set": {given[0]: given[0], **_touched(plan)}}})
    else:
        steps += change_steps(plan, given, plans, faults)
    steps.append({"return": {plan.name: {"row": plan.name, "view": FULL}}})
    for columns in plan.unique:
        if set(columns) & set(given):
            faults[taken_code(plan, columns)] = taken_message(plan, columns)
    name = action_name(plan, endpoint)
    what = values_phrase(tuple(noun(column) for column in given), "and")
    told = changed((given[0],), plan.fields, a(plan.name)) if sole else f"the {what} of {a(plan.name)}"
    return ToolDraft(
        name,
        title_of(plan, name),
        described(f"set {told}"),
        parameters,
        tuple(steps),
        (endpoint,),
        faults,
        _needed(plan, given),
    )


def _copy_tool(plan: Plan, endpoint: Endpoint, plans: Mapping[str, Plan]) -> ToolDraft | None:
    """A second row like the first, under another name if one is given."""
    assert plan.key is not None
    label = plan.role("label")
    unique = {columns[-1] for columns in plan.unique}
    if not plan.key.sequence or (unique - {label}):
        return None
    faults: Faults = {}
    parameters = key_parameter(plan)
    server = {plan.role("created"), plan.role("updated"), plan.position}
    values = {name: f"{plan.name}.{name}" for name in plan.fields if name not in server}
    if label:
        data = {**column_parameter(plan, label, plans), "description": described(f"the {spoken(label)} of the copy")}
        parameters[label] = data if label in unique else optional(data)
        values[label] = label if label in unique else f"coalesce({label}, {plan.name}.{label})"
        faults |= {taken_code(plan, columns): taken_message(plan, columns) for columns in plan.unique}
    copy = "copy" if "copy" not in plans else "copied_row"
    steps = (
        find_row(plan, plan.key.column, faults),
        {"insert": {"entity": plan.name, "as": copy, "set": values}},
        {"return": {plan.name: {"row": copy, "view": FULL}}},
    )
    name = action_name(plan, endpoint)
    return ToolDraft(
        name,
        title_of(plan, name),
        described(f"make a copy of {a(plan.name)}"),
        parameters,
        steps,
        (endpoint,),
        faults,
        frozenset({plan.name}),
    )
