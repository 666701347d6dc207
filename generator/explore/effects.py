"""What an action changes in a row: found by its verb among the columns, each with the evidence for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.description import Schema
from generator.english import participle
from generator.explore.endpoints import Endpoint
from generator.explore.entities import is_nullable
from generator.explore.fields import Field
from generator.explore.kinds import Nature
from generator.explore.leaves import Leaf
from generator.explore.lexicon import Words
from generator.explore.plans import Plan
from generator.explore.writing import now_for, status_stamps
from generator.spoken import spoken
from generator.statuses import class_of, plain
from generator.told_states import told_states
from generator.verbs import PAIRS, SPELLINGS, VERBS, Verb
from servers.farm.model import Evidence


@dataclass(frozen=True, slots=True)
class Change:
    """What a verb does to a row: columns set to expressions, and in which states it is possible.

    `idle` is the condition that must hold for the action to do anything; `state` the column that says so, `target` the
    status value, `sources` the values from which it is allowed (empty: from any other).
    """

    values: dict[str, str]
    idle: str
    state: str
    target: str = ""
    sources: tuple[str, ...] = ()


def verb_of(words: Words, plan: Plan) -> str:
    """The verb of the table that an action's words mean, "" if none."""
    spelled = "_".join(words)
    noun = plan.name.split("_")[-1]
    for name in (
        spelled,
        spelled.removesuffix(f"_{plan.name}"),
        spelled.removesuffix(f"_{noun}"),
        spelled.removeprefix(f"{noun}_"),
    ):
        found = SPELLINGS.get(name, name)
        if found in VERBS:
            return found
    return ""


def change_of(name: str, plan: Plan, text: str = "") -> Change | None:
    """How the row shows that the verb was done: by its status, a flag, or a time; None if nothing shows it.

    What the `text` of the description says of when it is possible goes before what the verb lets one expect.
    """
    verb = VERBS[name]
    return _by_status(verb, plan, text) or _by_flag(verb, plan) or _by_stamp(verb, plan)


def _by_status(verb: Verb, plan: Plan, text: str) -> Change | None:
    status = plan.role("status")
    if not status or not verb.to:
        return None
    values = plan.fields[status].nature.values
    target = next((value for wanted in verb.to for value in values if plain(value) == wanted), "")
    if not target:
        return None
    set_ = {status: repr(target), **_stamps(verb, plan)}
    stamp = status_stamps(plan).get(target)
    if stamp:
        set_[stamp] = now_for(plan, stamp)
    told = tuple(value for value in told_states(text, values, spoken(plan.name)) if value != target)
    if set(told) == set(values) - {target}:  # then nothing is forbidden but doing it again
        told = ()
    return Change(set_, f"{plan.name}.{status} != {target!r}", status, target, told or _sources(verb, values, target))


def _sources(verb: Verb, values: tuple[str, ...], target: str) -> tuple[str, ...]:
    """The values from which the verb is possible, empty if from every other than its target."""
    others = [value for value in values if value != target]
    if verb.only:
        allowed = [value for value in others if class_of(value, values) in verb.only]
    else:
        allowed = [value for value in others if class_of(value, values) not in verb.never]
    return tuple(allowed) if allowed and len(allowed) < len(others) else ()


def _stamps(verb: Verb, plan: Plan) -> dict[str, str]:
    """The times that the verb keeps or empties."""
    kept = {name: now_for(plan, name) for name in _moments(verb.stamps, plan)}
    return kept | dict.fromkeys(_moments(verb.clears, plan), "None")


def _moments(stems: Iterable[str], plan: Plan) -> list[str]:
    names = [f"{stem}_{ending}" for stem in stems for ending in ("at", "date", "time", "on")]
    return [
        name
        for name in names
        if name in plan.fields
        and is_nullable(plan, name, plan.fields[name])
        and plan.fields[name].nature.kind in ("date", "datetime")
    ]


def _by_flag(verb: Verb, plan: Plan) -> Change | None:
    for flag in verb.flags:
        name = flag.removeprefix("-")
        if name in plan.fields and plan.fields[name].nature.kind == "boolean":
            on = not flag.startswith("-")
            row = f"{plan.name}.{name}"
            return Change({name: str(on), **_stamps(verb, plan)}, f"not {row}" if on else row, name)
    return None


def _by_stamp(verb: Verb, plan: Plan) -> Change | None:
    kept, emptied = _moments(verb.stamps, plan), _moments(verb.clears, plan)
    if kept and not verb.undoes:
        return Change(_stamps(verb, plan), f"{plan.name}.{kept[0]} is None", kept[0])
    if emptied:
        return Change(dict.fromkeys(emptied, "None"), f"{plan.name}.{emptied[0]} is not None", emptied[0])
    return None


def with_declared_flags(plan: Plan) -> Plan:
    """The plan with a flag for each verb that comes with its reverse while no column shows either (archive)."""
    done = {verb_of(endpoint.verb, plan): endpoint for endpoint in plan.thing.having("action")}
    both = {(endpoint.verb, endpoint.method) for endpoint in plan.thing.having("action")}
    added: dict[str, Field] = {}
    told: list[Evidence] = []
    for verb in sorted(verb for verb in done if verb and plan.key is not None):
        reverse = next((undo for undo, base in PAIRS.items() if base == verb and undo in done), "")
        toggled = (done[verb].verb, "DELETE") in both and len(
            {method for words, method in both if words == done[verb].verb}
        ) > 1
        if not (reverse or toggled) or change_of(verb, plan) is not None:
            continue
        column = participle(verb)
        added[column] = _flag(column)
        because = f"both {verb} and {reverse or 'its removal'} are offered"
        told.append(Evidence(fact=f"{plan.name}.{column} is a flag", because=because, confidence=0.6))
    if not added:
        return plan
    return replace(plan, fields={**plan.fields, **added}, evidence=(*plan.evidence, *told))


def _flag(column: str) -> Field:
    told = Nature("boolean", "two actions that undo each other", 0.6, initial="false")
    return Field(
        column,
        told,
        Leaf(column, Schema(kind="boolean")),
        shown=True,
        create=False,
        update=False,
        required=False,
        read_only=True,
    )


def reversed_by_delete(endpoint: Endpoint, plan: Plan) -> str:
    """For "DELETE /gists/{id}/star" the verb that undoes "star", "" if there is none."""
    verb = verb_of(endpoint.verb, plan)
    if endpoint.method != "DELETE" or not verb:
        return verb
    return next((undo for undo, base in PAIRS.items() if base == verb), "")
