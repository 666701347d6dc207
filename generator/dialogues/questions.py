"""Questions: which things there are, and what one thing has."""

from collections.abc import Mapping, Sequence
from random import Random

from generator.dialogues.details import filter_words
from generator.dialogues.goals import Goal
from generator.dialogues.naming import belonging
from generator.dialogues.titles import PLACES, Thing, role_of
from generator.dialogues.traits import are, happening, noun, nouns, trait
from generator.english import is_plural, listing
from servers.farm.model import Environment
from servers.farm.names import reference_name


def list_question(
    environment: Environment, goal: Goal, things: Sequence[Thing], values: Mapping[str, object], random: Random
) -> str:
    """Which things there are: of somebody, in some place, with some filters."""
    tool = environment.tools[goal.tool]
    many = nouns(goal.subject)
    filters = "".join(f" {filter_words(environment, tool, name, goal.subject, item)}" for name, item in values.items())
    tail = filters + "".join(f" {_where(thing, goal)}" for thing in things)
    if (
        len(things) == 1
        and not role_of(things[0])
        and not things[0].is_pronoun
        and not filters
        and random.random() < 0.5
    ):
        of = _QUESTIONS_IN if things[0].entity in PLACES else _QUESTIONS_OF
        return random.choice(of).format(many=many, thing=things[0].text)
    patterns = _QUESTIONS if len(tail) < 40 else _LONG_QUESTIONS
    return random.choice(patterns).format(many=many, tail=tail)


_QUESTIONS = (
    "Which {many} are there{tail}?",
    "Show me the {many}{tail}, please.",
    "Can you list the {many}{tail}?",
    "Please show me the {many}{tail}.",
)
_LONG_QUESTIONS = (
    "Show me the {many}{tail}, please.",
    "Which {many} are there{tail}?",
    "Are there any {many}{tail}? Please list them.",
)
_QUESTIONS_IN = (
    "Which {many} are in {thing}?",
    "What {many} do I have in {thing}?",
    "What's in {thing}? List its {many}, please.",
)
_QUESTIONS_OF = (
    "Which {many} does {thing} have?",
    "Can you list the {many} of {thing}?",
)


def _where(thing: Thing, goal: Goal) -> str:
    if thing.text == "there":
        return "there"
    if role_of(thing):
        return f"whose {role_of(thing)} is {thing.text}"
    found = belonging(reference_name(thing.parameter), goal.subject)
    if found == "of" and thing.entity in PLACES:
        found = "in"
    return f"{found} {thing.text}"


def show_question(
    environment: Environment, goal: Goal, things: Sequence[Thing], asked: Sequence[str], random: Random
) -> str:
    """What one thing has: its columns that are asked for."""
    thing = next((item.text for item in things), f"the {noun(goal.subject)}")
    columns = environment.entities[goal.subject].columns
    if len(asked) == 1 and asked[0] in columns and columns[asked[0]].kind in ("date", "datetime"):
        when = _when(asked[0], goal.subject, thing)
        if when is not None:
            return when
    traits = [trait(name, goal.subject) for name in asked]
    own = {"it": "its", "them": "their"}.get(thing)
    what = listing([f"{own or 'the'} {text}" for text in traits]) + ("" if own else f" of {thing}")
    verb = "are" if len(traits) > 1 else are(traits[0])
    return random.choice(_ASKING).format(what=what, verb="'s" if verb == "is" else " are")


_ASKING = (
    "What{verb} {what}?",
    "What{verb} {what}?",
    "Can you tell me {what}?",
    "Could you look up {what}?",
    "Tell me {what}, please.",
)


def _when(name: str, entity: str, thing: str) -> str | None:
    """`When was the file "Plan" last changed?`"""
    subject = {"them": "they"}.get(thing, thing)
    plural = thing == "them" or is_plural(noun(entity))
    happened = happening(name)
    if happened is not None:
        be = ("are" if plural else "is") if happened.startswith("set") else ("were" if plural else "was")
        return f"When {be} {subject} {happened}?"
    verb = _EVENTS.get(name)
    if verb == "due":
        return f"When {'are' if plural else 'is'} {subject} due?"
    return f"When {'do' if plural else 'does'} {subject} {verb}?" if verb else None


_EVENTS = {
    **dict.fromkeys(("due", "due_date", "due_on", "due_at"), "due"),
    **dict.fromkeys(("start_time", "starts_at", "start_date", "start"), "start"),
    **dict.fromkeys(("end_time", "ends_at", "end_date", "end"), "end"),
}
