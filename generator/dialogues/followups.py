"""Turns that answer the turn before: the question for what was left out, its answer, another try after a refusal."""

from random import Random

from generator.dialogues import frames
from generator.dialogues.details import LABEL_WORDS, column_behind, column_name, label_words, said_name
from generator.dialogues.plans import TurnPlan
from generator.dialogues.requests import NAMES, Request, imperative, words
from generator.dialogues.titles import sentence_case, stopped
from generator.dialogues.traits import noun
from generator.dialogues.words import value_words
from generator.english import capital
from servers.farm.model import Environment


def question(environment: Environment, request: Request, random: Random) -> str:
    """What the assistant asks when a value is missing that only the user knows."""
    goal, tool, name = request.goal, environment.tools[request.goal.tool], request.open
    if name in goal.targets:
        return random.choice(frames.WHICH).format(noun(goal.subject))
    column = column_name(tool, name)
    if column == environment.entities[goal.subject].label and column in NAMES:
        what = f"the {noun(goal.subject)}" if goal.kind == "create" else "it"
        return random.choice(frames.NAMINGS).format(what)
    if column == environment.entities[goal.subject].label and LABEL_WORDS.get(column or "") == "saying":
        return f"What should the {noun(goal.subject)} say?"
    other = (tool.parameters[name].column or "").partition(".")[0]
    if other and other != goal.subject:
        return f"Which {noun(other)} should it be for?"
    what = said_name(environment, tool, name, goal.subject)
    whose = "the new" if goal.kind == "change" and other else "the"
    return random.choice(frames.WHATS).format(whose, what)


def answer(environment: Environment, request: Request, random: Random) -> str:
    """What the user says to that."""
    goal, tool, name = request.goal, environment.tools[request.goal.tool], request.open
    if name in goal.targets:
        return random.choice(frames.MENTIONS).format(capital(request.things[0].text), request.things[0].text)
    column = column_name(tool, name)
    if column == environment.entities[goal.subject].label and column in NAMES:
        return random.choice(frames.CALLINGS).format(label_words(request.values[name]))
    if isinstance(request.values[name], str) and str(request.values[name]).endswith((".", "?", "!")):
        return value_words(request.values[name])
    value = value_words(request.values[name], column_behind(environment, tool, name))
    return random.choice(frames.VALUES).format(sentence_case(value), value)


def again(environment: Environment, failed: TurnPlan, retry: TurnPlan, random: Random) -> str:
    """Another try after a refusal: only what is different is said, where that is clear."""
    before, after = failed.request, retry.request
    changed = [name for name, value in after.values.items() if before.values.get(name) != value]
    same = set(before.values) == set(after.values) and _rows(failed) == _rows(retry)
    if same and len(changed) == 1:
        return stopped(random.choice(frames.YIELDS).format(_instead(environment, after, changed[0])))
    phrase = imperative(environment, after, random)
    if before.values == after.values:
        return stopped(random.choice(frames.YIELDS).format(f"{phrase} instead"))
    return random.choice(frames.AGAIN).format(words(environment, after, random))


def _rows(turn: TurnPlan) -> object:
    return sorted(turn.draw.rows.items())


def _instead(environment: Environment, request: Request, name: str) -> str:
    goal, tool = request.goal, environment.tools[request.goal.tool]
    column = column_name(tool, name)
    if column == environment.entities[goal.subject].label and column in NAMES:
        return f"call it {label_words(request.values[name])} instead"
    value = value_words(request.values[name], column_behind(environment, tool, name))
    return f"use the {said_name(environment, tool, name, goal.subject)} {value} instead"
