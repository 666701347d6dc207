"""What the user says: a request in plain English, made from the tool's own title and what the goal is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Literal

from generator.dialogues import frames
from generator.dialogues.details import column_behind, column_name, details, joined, label_words, said_name
from generator.dialogues.goals import Goal
from generator.dialogues.questions import list_question, show_question
from generator.dialogues.titles import Thing, filled, sentence_case
from generator.dialogues.traits import is_state, noun, state_word, switch_words, trait
from generator.dialogues.words import value_words
from generator.english import is_plural, listing
from generator.seed.families import is_person
from servers.farm.model import Environment, Tool
from servers.farm.names import reference_name

NAMES = ("name", "title", "summary", "label", "display_name")
"""Columns by which things are renamed."""


@dataclass(frozen=True)
class Request:
    """What a user turn asks for, before it is put into words."""

    goal: Goal
    things: tuple[Thing, ...]
    """One per key parameter that is said; what is omitted is not among them."""
    values: Mapping[str, object]
    """Detail parameters that the user gives."""
    asked: tuple[str, ...] = ()
    """Columns that a question is about."""
    open: str = ""
    """The parameter whose value the user has forgotten to give."""


Manner = Literal["first", "later", "pleased"]
"""When something is asked for: first of all, after another turn, or after one that came out well."""


def words(environment: Environment, request: Request, random: Random, manner: Manner | None = None) -> str:
    """The request as one or more sentences, tied to what was said before where the manner says so."""
    if request.goal.kind == "list":
        return list_question(environment, request.goal, request.things, request.values, random)
    if request.goal.kind == "show":
        return show_question(environment, request.goal, request.things, request.asked, random)
    return said(imperative(environment, request, random), random, manner)


def said(phrase: str, random: Random, manner: Manner | None = None) -> str:
    """An imperative as a sentence, in one of the ways in which people ask."""
    special = _SPECIAL[manner] if manner is not None and random.random() < SPECIAL_SHARE else ()
    ways = special or frames.REQUESTS
    if phrase.endswith(('?"', '!"', '."')):
        fitting = [way for way in ways if way.endswith(("phrase}.", "capital}."))] or ["Please {phrase}."]
        ways = tuple(way.removesuffix(".") for way in fitting)
    return random.choice(ways).format(phrase=phrase, capital=sentence_case(phrase))


SPECIAL_SHARE = 0.4
"""How often a request shows where in the dialogue it stands."""
_SPECIAL: dict[Manner, tuple[str, ...]] = {
    "first": frames.FIRST_REQUESTS,
    "later": frames.LATER_REQUESTS,
    "pleased": (*frames.LATER_REQUESTS, *frames.PLEASED_REQUESTS),
}


def imperative(environment: Environment, request: Request, random: Random) -> str:
    """The title with its nouns replaced, and what else has to be said: `create a task called "Buy milk", due on …`."""
    tool, goal = environment.tools[request.goal.tool], request.goal
    if goal.kind == "change" and _is_patch(tool, request):
        changed = _change(environment, tool, request, random)
        if changed is not None:
            return changed
    linked = linking(tool, request)
    if linked is not None:
        return linked
    phrase, rest = filled(environment, goal, request.things)
    called, others = details(environment, tool, goal, dict(request.values))
    tail = " " + joined(others) if others else ""
    return " ".join([phrase, *called, *rest]) + ("," if others and rest else "") + tail


def linking(tool: Tool, request: Request) -> str | None:
    """References that an update sets, where nothing else is given: `change the owner of the task "…" to the user …`."""
    goal, verb = request.goal, tool.title.split()[0].lower()
    given = [thing for thing in request.things if thing.parameter in goal.parents]
    targets = [thing.text for thing in request.things if thing not in given]
    if verb not in _GENERIC or goal.kind not in ("change", "act") or not given or len(targets) != 1 or request.values:
        return None
    if any(thing.parameter.split("_")[0] in ("add", "remove") for thing in given):
        return None
    parts = [
        f"{_of(trait(reference_name(thing.parameter), goal.subject), _again(goal.subject) if index else targets[0])} "
        f"to {thing.text}"
        for index, thing in enumerate(given)
    ]
    return f"change {listing(parts)}"


_GENERIC = ("update", "change", "edit", "modify", "set", "patch", "adjust")


def _is_patch(tool: Tool, request: Request) -> bool:
    """Whether the values are columns of the subject, under their own names."""
    given = [*request.values, *([request.open] if request.open in tool.parameters else [])]
    subject = request.goal.subject
    return bool(given) and all((tool.parameters[name].column or "") == f"{subject}.{name}" for name in given)


def _change(environment: Environment, tool: Tool, request: Request, random: Random) -> str | None:
    """Set columns of a thing by their names: `change the price of the bike "Roadster" to 5.50 and mark it as …`."""
    thing = _changed_thing(environment, request)
    if thing is None:
        return None
    subject, rest = request.goal.subject, dict(request.values)
    phrases: list[str] = []
    label = environment.entities[subject].label
    for name in [item for item in rest if column_name(tool, item) == label in NAMES]:
        phrases.append(f"rename {thing} to {label_words(rest.pop(name))}")
    if request.open:
        phrases.append(_open(environment, request, label, thing))
    switched = {name: value for name, value in rest.items() if isinstance(value, bool)}
    sets = {name: value for name, value in rest.items() if name not in switched}
    if sets:
        texts = [
            f"{_of(said_name(environment, tool, name, subject), _again(subject) if phrases or index else thing)} "
            f"to {value_words(value, column_behind(environment, tool, name))}"
            for index, (name, value) in enumerate(sets.items())
        ]
        phrases.append(f"{random.choice(('change', 'change', 'set'))} {listing(texts)}")
    for name, value in switched.items():
        phrases.append(_switch(name, subject, value, _again(subject) if phrases else thing))
    return listing(phrases)


def _changed_thing(environment: Environment, request: Request) -> str | None:
    subject = request.goal.subject
    if environment.entities[subject].singleton:
        return f"the {noun(subject)}"
    own = [thing.text for thing in request.things if thing.entity == subject]
    return own[0] if len(own) == 1 == len(request.things) and own[0] != "there" else None


def _open(environment: Environment, request: Request, label: str | None, thing: str) -> str:
    """A change whose new value the user forgets."""
    tool, subject = environment.tools[request.goal.tool], request.goal.subject
    if column_name(tool, request.open) == label in NAMES:
        return f"rename {thing}"
    return f"change {_of(said_name(environment, tool, request.open, subject), thing)}"


def _again(entity: str) -> str:
    """A thing that was just named, once more."""
    return "them" if is_person(entity) or is_plural(noun(entity)) else "it"


def _of(what: str, thing: str) -> str:
    """`the price of the bike "Roadster"`, `its price`, `their email`."""
    own = {"it": "its", "them": "their"}.get(thing)
    return f"{own} {what}" if own else f"the {what} of {thing}"


def _switch(name: str, entity: str, value: bool, thing: str) -> str:
    if is_state(name):
        return f"mark {thing} as {'' if value else 'not '}{state_word(name)}"
    return f"turn {switch_words(name, entity)} {'on' if value else 'off'} for {thing}"
