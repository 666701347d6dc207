"""Words for sentences about an environment: names as people say them, articles, lists, gerunds."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from servers.farm.initialisms import written
from servers.farm.names import reference_name


def said(name: str) -> str:
    """A name as a person writes it: `task_list` is "task list", `acl_rule` is "ACL rule"."""
    return " ".join(map(written, name.split("_")))


_PEOPLE = frozenset(
    "actor agent applicant assignee attendee author candidate cardholder client collaborator colleague contact "
    "contractor coworker creator customer delegate driver editor employee follower friend guest helper host instructor "
    "invitee learner manager member merchant organizer owner participant passenger patient payee payer person "
    "player recipient reporter reviewer rider seller sender student subscriber teacher tenant tutor user viewer "
    "visitor volunteer worker".split()
)


@dataclass(frozen=True)
class Pronoun:
    """How a thing or a person that was named is named again, with the verbs that follow."""

    subject: str
    possessive: str
    be: str = "is"
    have: str = "has"


IT = Pronoun("it", "its")
THEY = Pronoun("they", "their", "are", "have")
YOU = Pronoun("you", "your", "are", "have")


def pronoun(name: str) -> Pronoun:
    """What a row of an entity is called the second time: people are "they"."""
    return THEY if name.split("_")[-1] in _PEOPLE else IT


def column_phrase(name: str) -> str:
    """A column's name in a sentence: what refers to a row is called by the row, `start_at` is the start time."""
    for suffix, noun in (("_at", " time"), ("_on", " date")):
        if name.endswith(suffix):
            return said(name.removesuffix(suffix)) + noun
    return said(reference_name(name))


def spoken_value(value: str) -> str:
    """An enum's value as a word: `IN_PROGRESS` and `InProgress` as "in progress"."""
    return said(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", value).lower())


UNCOUNTED = frozenset(
    "access advice analytics content data economics equipment feedback https info information inventory logistics "
    "mathematics media metadata money news software staff tls traffic weather".split()
)
"""Nouns of what cannot be counted: no article goes before them."""


def article(noun: str) -> str:
    """The noun with a or an, by its sound; what is not counted has none."""
    first, last = noun.split(" ")[0], noun.split(" ")[-1]
    if last.lower() in UNCOUNTED:
        return noun
    if first.isupper() and len(first) > 1:
        return f"{'an' if first[0] in 'AEFHILMNORSX' else 'a'} {noun}"
    silent = noun.startswith(("hour", "honest", "heir"))
    spoken_as_you = noun.startswith(("uni", "use", "usa", "eu", "one", "once", "uti", "uri"))
    vowel = noun[:1].lower() in "aeiou" and not spoken_as_you
    return f"{'an' if vowel or silent else 'a'} {noun}"


def joined(parts: Iterable[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    items = list(parts)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}"


def capitalised(text: str) -> str:
    """The text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


_OPENERS = frozenset(
    "a an the this that these those there it they no nobody nothing only every each all some at one two you your "
    "give choose write what in on with by not".split()
)
"""Words that are written small inside a sentence, whatever they begin."""


def uncapitalised(text: str) -> str:
    """A sentence as a part of another one; a name at its beginning keeps its capital."""
    first = text.split(" ")[0]
    return text[:1].lower() + text[1:] if first.lower() in _OPENERS else text


_DOUBLED_LATE = frozenset(
    "admit begin commit compel control defer equip expel forget infer occur omit patrol permit prefer propel rebut "
    "recur refer regret remit repel submit transfer transmit".split()
)
"""Verbs of several syllables that are stressed on the last."""


def gerund(phrase: str) -> str:
    """A command as what is done: "Move a task" is "moving a task", "Top up" is "topping up"."""
    verb, space, rest = phrase.partition(" ")
    return f"{_ing(verb.lower())}{space}{rest}"


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and len(verb) > 2:
        return f"{verb[:-1]}ing"
    return f"{verb}{verb[-1]}ing" if _doubles(verb) else f"{verb}ing"


def _doubles(verb: str) -> bool:
    """Whether the last consonant is doubled: one short stressed vowel before it (`stop`, `unpin`, `submit`)."""
    if verb in _DOUBLED_LATE:
        return True
    stem = verb.removeprefix("un") if len(verb) > 4 else verb
    vowels = [index for index, letter in enumerate(stem) if letter in "aeiou" or (letter == "y" and index)]
    short = len(vowels) == 1 or (len(vowels) == 2 and stem.startswith("qu"))
    return short and vowels[-1] == len(stem) - 2 and stem[-1] not in "wxy"
