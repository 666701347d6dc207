"""Questions: which things there are, and what one thing has."""

from collections.abc import Mapping, Sequence
from random import Random

from generator.dialogues import frames
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
        of = frames.LISTS_IN if things[0].entity in PLACES else frames.LISTS_OF
        return random.choice(of).format(many=many, thing=things[0].text)
    patterns = frames.LISTS if len(tail) < 40 else frames.LONG_LISTS
    return random.choice(patterns).format(many=many, tail=tail)


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
    traits = [trait(name, goal.subject) for name in asked]
    if len(asked) == 1 and asked[0] in columns and columns[asked[0]].kind in ("date", "datetime"):
        when = _when(asked[0], goal.subject, thing)
        if when is not None:
            question, clause = when
            return random.choice(frames.WHENS).format(question=f"When {question}", clause=f"when {clause}")
    if len(asked) == 1 and traits[0].startswith("number of ") and thing not in ("it", "them"):
        does = "do" if is_plural(noun(goal.subject)) else "does"
        return f"How many {traits[0].removeprefix('number of ')} {does} {thing} have?"
    own = {"it": "its", "them": "their"}.get(thing)
    what = listing([f"{own or 'the'} {text}" for text in traits]) + ("" if own else f" of {thing}")
    verb = "are" if len(traits) > 1 else are(traits[0])
    return random.choice(frames.QUESTIONS).format(what=what, verb="'s" if verb == "is" else " are")


def _when(name: str, entity: str, thing: str) -> tuple[str, str] | None:
    """What follows "when" in a question, and in a clause: "was it created", "it was created"."""
    subject = {"them": "they"}.get(thing, thing)
    plural = thing == "them" or is_plural(noun(entity))
    happened = happening(name)
    if happened is not None:
        be = ("are" if plural else "is") if happened.startswith("set") else ("were" if plural else "was")
        return f"{be} {subject} {happened}", f"{subject} {be} {happened}"
    verb = _EVENTS.get(name)
    if verb == "due":
        be = "are" if plural else "is"
        return f"{be} {subject} due", f"{subject} {be} due"
    does, ending = ("do", "") if plural else ("does", "s")
    return (f"{does} {subject} {verb}", f"{subject} {verb}{ending}") if verb else None


_EVENTS = {
    **dict.fromkeys(("due", "due_date", "due_on", "due_at"), "due"),
    **dict.fromkeys(("start_time", "starts_at", "start_date", "start"), "start"),
    **dict.fromkeys(("end_time", "ends_at", "end_date", "end"), "end"),
}
