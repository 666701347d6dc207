"""What the assistant says at the end of a turn: only facts from tool results, in plain English.

Each reply comes with the checks that hold it to its facts: what the user asked for must be in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

from client.records import Json, ResponseCheck
from generator.dialogues import frames
from generator.dialogues.lists import listed
from generator.dialogues.requests import NAMES, Request, linking
from generator.dialogues.tellable import Result, label_of
from generator.dialogues.titles import did, done, imperative_title, stopped
from generator.dialogues.traits import are, happening, is_odd, is_state, noun, state_word, switch_words, trait
from generator.dialogues.words import enum_words, name_words, value_words
from generator.english import capital, is_plural, listing, participle, singular
from servers.farm.model import Column, Environment
from servers.farm.state import RowChange
from servers.farm.views import ResultField, ViewField, result_fields, view_fields

MOST_FACTS = 2
MAX_FACT = 100


@dataclass(frozen=True)
class Reply:
    """A text and what it must hold."""

    text: str
    checks: tuple[ResponseCheck, ...] = ()


@dataclass(frozen=True)
class Answered:
    """A request that succeeded, with what came of it; `name` is what its target is called, if it is called anything."""

    request: Request
    turn: int
    result: Result
    changes: tuple[RowChange, ...]
    name: str | None


def reply(environment: Environment, answered: Answered, random: Random) -> Reply:
    """The assistant's answer."""
    goal = answered.request.goal
    fields = result_fields(environment, environment.tools[goal.tool])
    if goal.kind == "list":
        text, values = listed(environment, goal, answered.result, random)
        return Reply(text, (ResponseCheck(turn=answered.turn, kind="set", value=list(values)),))
    if goal.kind == "show":
        return _told(environment, answered, fields, random)
    return Reply(_done(environment, answered, fields, random))


def _told(environment: Environment, answered: Answered, fields: tuple[ResultField, ...], random: Random) -> Reply:
    subject = answered.request.goal.subject
    found = _row_field(fields, answered.result, environment, subject)
    assert found is not None
    shown, item = found
    facts, checks = [], []
    for name in answered.request.asked:
        column = _column(environment, subject, shown[name])
        facts.append(fact(name, subject, item[name], column))
        checks.append(check_of(answered.turn, item[name], column))
    said = stopped(listing(facts))
    return Reply(random.choice(frames.FACTS).format(capital(said), said), tuple(checks))


def fact(name: str, entity: str, value: object, column: Column | None, *, now: bool = False) -> str:
    """One fact: "the price is 12.50", "it was created on March 2, 2026", "it is now hidden"."""
    it, be, was = ("they", "are", "were") if is_plural(noun(entity)) else ("it", "is", "was")
    if isinstance(value, bool) and is_state(name):
        return f"{it} {be} {'now' if value else 'no longer'} {state_word(name)}"
    if isinstance(value, bool):
        what = switch_words(name, entity)
        return f"{what} {are(what)} now {'on' if value else 'off'}"
    said = value_words(value, column)
    happened = happening(name)
    if happened is not None and column is not None and column.kind in ("date", "datetime") and not now:
        return f"{it} {be if happened.startswith('set') else was} {happened} on {said}"
    what = trait(name, entity)
    if isinstance(value, list) and len(value) == 1 and is_plural(what.split()[-1]):
        what = singular(what)
    return f"the {what} {are(what)}{' now' if now else ''} {said}"


def check_of(turn: int, value: object, column: Column | None) -> ResponseCheck:
    """The check that holds a reply to one value."""
    kind = column.kind if column is not None else ""
    if kind in ("date", "datetime"):
        return ResponseCheck(turn=turn, kind="date", value=str(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return ResponseCheck(turn=turn, kind="number", value=value, tolerance=0.005)
    told: Json = str(value)
    return ResponseCheck(turn=turn, kind="fact", value=told)


def _row_field(
    fields: tuple[ResultField, ...], result: Result, environment: Environment, subject: str
) -> tuple[dict[str, ViewField], Result] | None:
    """The row of the subject in a result, with the fields of its view by name."""
    for field in fields:
        item = result.get(field.name)
        if field.kind == "row" and field.type.entity == subject and isinstance(item, Mapping):
            return {shown.name: shown for shown in view_fields(environment, subject, field.view)}, item
    return None


def _column(environment: Environment, entity: str, field: ViewField) -> Column | None:
    return environment.entities[entity].columns.get(field.path[0]) if len(field.path) == 1 else None


def _done(environment: Environment, answered: Answered, fields: tuple[ResultField, ...], random: Random) -> str:
    """What was done, and up to two facts about it that the result shows."""
    facts = _new_facts(environment, answered, fields)
    counted = [] if answered.request.goal.targets else _values(answered, fields)
    told = [stopped(capital(listing(facts)))] if facts else [stopped(capital(text)) for text in counted]
    if answered.request.goal.kind == "change" and facts:
        return random.choice(frames.DONES).format(told[0])
    deed = stopped(random.choice(frames.DEEDS).format(_deed(environment, answered, fields)))
    return " ".join([deed, *told])


def _deed(environment: Environment, answered: Answered, fields: tuple[ResultField, ...]) -> str:
    """What has been done: `created the drive "Finance"`, `hidden the drive "Events"`."""
    goal, request = answered.request.goal, answered.request
    title = imperative_title(environment, goal)
    if goal.kind == "create" and noun(goal.subject).lower() in title.lower():
        label = _created_label(environment, fields, answered.result, goal.subject)
        copies = any(thing.entity == goal.subject for thing in request.things)
        verb = "created" if copies else participle(title.split()[0])
        return f"{verb} the {noun(goal.subject)} {name_words(label)}" if label else f"{verb} the {noun(goal.subject)}"
    if goal.kind == "change" and _renamed(environment, answered):
        return f"renamed it to {value_words(next(iter(request.values.values())))}"
    things = [
        replace(thing, text=answered.name) if answered.name is not None and thing.parameter in goal.targets else thing
        for thing in request.things
    ]
    linked = linking(environment.tools[goal.tool], replace(request, things=tuple(things)))
    return done(linked) if linked is not None else did(environment, goal, things)


def _renamed(environment: Environment, answered: Answered) -> bool:
    tool, goal = environment.tools[answered.request.goal.tool], answered.request.goal
    label = environment.entities[goal.subject].label
    return (
        len(answered.request.values) == 1
        and label in NAMES
        and all(tool.parameters[name].column == f"{goal.subject}.{label}" for name in answered.request.values)
    )


def _created_label(
    environment: Environment, fields: tuple[ResultField, ...], result: Result, subject: str
) -> str | None:
    for field in fields:
        item = result.get(field.name)
        if field.kind == "row" and field.type.entity == subject and isinstance(item, Mapping):
            return label_of(environment, subject, field.view, item)
    return None


def _new_facts(environment: Environment, answered: Answered, fields: tuple[ResultField, ...]) -> list[str]:
    """Visible columns of the subject that the call has set or changed, what the user gave first."""
    request = answered.request
    subject = request.goal.subject
    found = _row_field(fields, answered.result, environment, subject)
    if found is None or request.goal.kind == "remove":
        return []
    shown, item = found
    changed = frozenset[str]().union(*(change.columns for change in answered.changes if change.entity == subject))
    told = sorted(changed & shown.keys(), key=lambda name: (name not in request.values, list(shown).index(name)))
    facts = []
    for name in told:
        column = _column(environment, subject, shown[name])
        if column is None or not _worth(environment, name, column, request) or not _sayable(item.get(name)):
            continue
        if not _said_by_verb(environment, request, name, item[name]):
            facts.append(fact(name, subject, item[name], column, now=request.goal.kind != "create"))
    return facts[: 1 if request.goal.kind == "create" else MOST_FACTS]


def _said_by_verb(environment: Environment, request: Request, name: str, value: object) -> bool:
    """Whether "I've cancelled it" says already that its status is cancelled."""
    verb = participle(environment.tools[request.goal.tool].title.split()[0].lower())
    if isinstance(value, bool):
        return request.goal.kind == "act" and (value == (state_word(name) == verb))
    return request.goal.kind == "act" and verb in enum_words(str(value)).split()


def _worth(environment: Environment, name: str, column: Column, request: Request) -> bool:
    """Whether a changed column is worth telling: what the user gave, and states, dates and amounts."""
    given = request.values.get(name)
    label = environment.entities[request.goal.subject].label
    if request.goal.kind == "create":
        return (given is None and name in ("status", "state")) or (column.kind in ("money",) and given is None)
    if name == label:
        return given is not None and len(request.values) > 1
    if column.kind == "boolean":
        return (given is not None or is_state(name)) and request.goal.kind in ("change", "act")
    short = not isinstance(given, str) or len(given) <= MAX_FACT
    if given is not None:
        return short and column.kind not in ("reference", "position")
    return column.kind in _WORTH and not is_odd(name)


_WORTH = frozenset({"enum", "date", "money"})


def _sayable(value: object) -> bool:
    return value is not None and value != [] and not isinstance(value, Mapping)


def _values(answered: Answered, fields: tuple[ResultField, ...]) -> list[str]:
    """Values of the result that are no columns, in the words that describe them: "2 tasks were cleared"."""
    found = []
    for field in fields:
        value = answered.result.get(field.name)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if field.kind == "value" and number and not field.type.root:
            found.append(_counted(field.describe.rstrip("."), field.name, value))
    return found[:1]


def _counted(describe: str, name: str, value: object) -> str:
    """`How many tasks were cleared` and 2 as "2 tasks were cleared"."""
    words, said = describe.split(), value_words(value)
    if words[:2] == ["How", "many"] and len(words) > 3:
        many, verb = words[2], words[3]
        if value == 1:
            many, verb = singular(many), {"were": "was", "are": "is"}.get(verb, verb)
        return " ".join([said, many, verb, *words[4:]])
    return f"{describe}: {said}" if describe else f"the {trait(name)} {are(trait(name))} {said}"
