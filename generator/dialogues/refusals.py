"""What the assistant says when a rule of the service forbids what was asked: why, in the user's words.

A fault's message is written for agents: it names rows by key and may point to tools. A person is told the same by what
the rows are called.
"""

import re
from collections.abc import Mapping
from random import Random

from generator.dialogues.frames import REFUSALS
from generator.dialogues.naming import short_name
from generator.dialogues.traits import noun
from generator.dialogues.words import date_words, enum_words, moment_words
from generator.english import sentence
from servers.farm.model import Environment
from servers.farm.state import RowKey, State

MAX_CHOICES = 4


def refusal(environment: Environment, state: State, message: str, said: set[str], random: Random) -> str:
    """The assistant's words for a fault; `said` are the keys that the user has given, which stay as they are."""
    text = explanation(environment, state, message, said)
    return random.choice(REFUSALS).format(_lower(text), text)


def explanation(environment: Environment, state: State, message: str, said: set[str]) -> str:
    """The message with keys replaced by names, values by words, and without what only an agent can follow."""
    parts = [part for part in re.split(r"(?<=[.!?]) ", message) if part]
    text = " ".join([*parts[:1], *(part for part in parts[1:] if not _is_for_agents(part))])
    for key, entity in _mentioned(state, text):
        if str(key[-1]) in said or not _is_named_as(text, entity, key):
            continue
        text = _renamed(text, entity, key, short_name(environment, state, entity, key) or f"that {noun(entity)}")
    text = _MOMENT.sub(lambda found: moment_words(found[0]), text)
    text = _DATE.sub(lambda found: date_words(found[0]), text)
    return sentence(_in_words(environment, text))


def _is_for_agents(part: str) -> bool:
    """Whether only an agent can follow a sentence, or it lists more choices than anybody listens to."""
    return _FOR_AGENTS.search(part) is not None or part.count(",") >= MAX_CHOICES


def _is_named_as(text: str, entity: str, key: RowKey) -> bool:
    """Whether a text means this row and not one of another kind by the same number: "tag 6" is no setting."""
    what, number = re.escape(noun(entity)), re.escape(str(key[-1]))
    if re.search(rf"\b{what} {number}(?!\w)", text, re.IGNORECASE):
        return True
    return not number.isdigit() and re.search(rf"(?<!\w){number}(?!\w)", text) is not None


def _renamed(text: str, entity: str, key: RowKey, name: str) -> str:
    """The text with a name for "drive DRIVE-0012"."""
    what, number = re.escape(noun(entity)), re.escape(str(key[-1]))
    bare = name.removeprefix(f"the {noun(entity)} ")
    if bare != name:  # "the member R1" is the member "Ana", whatever kind of row that is
        text = re.sub(rf"\b(the (?!{what})\w+ ){number}(?!\w)", lambda found: found[1] + bare, text)
    pattern = rf"(?:\b(?:(?:the|an?) )?{what} |\b(?:the|an?) )?(?<!\w){number}(?!\w)"
    return re.sub(pattern, name.replace("\\", r"\\"), text, flags=re.IGNORECASE)


_FOR_AGENTS = re.compile(
    r"\bids?\b|\bkeys?\b|\w_\w|\bto see (?:which|their)\b|\bName each\b|\bcall(?:ing)? \w+_\w+", re.IGNORECASE
)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def _mentioned(state: State, text: str) -> list[tuple[RowKey, str]]:
    """The rows whose key stands in a text, with their entity; keys that are ordinary words are none."""
    tokens = set(re.findall(r"[\w@.-]*[\w]", text))
    return [
        (key, entity)
        for entity, table in sorted(state.rows.items())
        for key in sorted(table)
        if key and str(key[-1]) in tokens and not str(key[-1]).isalpha() and "@" not in str(key[-1])
    ]


def _in_words(environment: Environment, text: str) -> str:
    """Choices as they are written in results, in words: "is DECLINED" → "is declined"."""
    values = {
        value
        for entity in environment.entities.values()
        for column in entity.columns.values()
        for value in getattr(column, "values", ())
        if value != enum_words(value)
    }
    return re.sub(r"[A-Za-z][A-Za-z_]+", lambda found: enum_words(found[0]) if found[0] in values else found[0], text)


def _lower(text: str) -> str:
    """A sentence after a colon."""
    first = text.split(" ")[0]
    return text if (first.isupper() and len(first) > 1) or first == "I" else text[:1].lower() + text[1:]


def facts_in(details: Mapping[str, object], keys: set[str]) -> list[object]:
    """The values of a fault's details that say something about the world: no keys."""
    return [value for value in details.values() if value is not None and str(value) not in keys]
