"""A tool's title, filled: "Cancel an order" becomes `cancel the order "A-17"`, and what was done `cancelled …`.

Titles are imperatives that we wrote. Their nouns are replaced by the things that are meant; a thing that the title
does not mention is attached with the preposition that its parameter suggests.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.dialogues.goals import Goal
from generator.dialogues.naming import belonging
from generator.dialogues.traits import noun, nouns, trait
from generator.english import article, capital, listing, participle, singular
from servers.farm.model import Environment
from servers.farm.names import reference_name


@dataclass(frozen=True)
class Thing:
    """A row or rows that a request is about, in words: `text` ("the task …"), or "it" / "there" after a refinement."""

    parameter: str
    entity: str
    text: str

    @property
    def is_pronoun(self) -> bool:
        """Whether only a pronoun is left of it."""
        return self.text in PRONOUNS


PRONOUNS = ("it", "them", "there")


def filled(environment: Environment, goal: Goal, things: Sequence[Thing]) -> tuple[str, list[str]]:
    """The title with its things, in lower case, and what could not be placed in it, ready to be appended."""
    own = [thing for thing in things if _own_verb(thing, goal)]
    if own:
        return listing(_own_phrases(goal, own, [thing for thing in things if thing not in own])), []
    things = sorted(things, key=lambda thing: thing.parameter not in goal.targets)
    phrase, rest = imperative_title(environment, goal), []
    made = noun(goal.subject) if goal.kind == "create" and " " in noun(goal.subject) else ""
    phrase = phrase.replace(made, "\1") if made else phrase  # "a setting value" is made, not the value of a setting
    for index, thing in enumerate(things):
        placed = None if _is_aside(thing, goal) else _placed(environment, phrase, thing, f"\0{index}\0")
        if placed is None and thing.parameter in goal.targets:
            placed = _instead(phrase, f"\0{index}\0")
        if placed is None:
            rest.append(_attached(environment, goal, thing))
        else:
            phrase = placed
    others = [thing for thing in things if f"\0{things.index(thing)}\0" not in phrase]
    if len(others) == 1:
        phrase, rest = _in_role(phrase, others[0], rest)
    for index, thing in enumerate(things):
        phrase = phrase.replace(f"\0{index}\0", thing.text)
    return phrase.replace("\1", made), rest


def imperative_title(environment: Environment, goal: Goal) -> str:
    """The title in lower case; what is made has the name that people know it by, also where the title has another."""
    title = environment.tools[goal.tool].title
    phrase = title[:1].lower() + title[1:]
    found = _ONE_THING.match(phrase) if goal.kind == "create" and goal.subject else None
    if found is None or set(found["object"].split()) & _JOINTS or noun(goal.subject).lower() in phrase.lower():
        return phrase
    return f"{found['verb']} {article(noun(goal.subject))}"


def _instead(phrase: str, mark: str) -> str | None:
    """`delete a configuration` with a mark for its object, which the title calls by another name than we do."""
    found = _ONE_THING.match(phrase)
    return f"{found['verb']} {mark}" if found is not None and not set(found["object"].split()) & _JOINTS else None


_ONE_THING = re.compile(r"(?P<verb>[a-z]+) (?:an?|the) (?P<object>[\w -]+)$", re.IGNORECASE)


def _in_role(phrase: str, thing: Thing, rest: list[str]) -> tuple[str, list[str]]:
    """`add a member to …` with the user who is meant: `add the user "Ana" as a member to …`."""
    found = re.match(r"(?P<verb>add|remove|invite|assign) (?P<role>an? [a-z]+) (?P<rest>(?:to|from|of|on) .*)$", phrase)
    if found is None:
        return phrase, rest
    return f"{found['verb']} {thing.text} as {found['role']} {found['rest']}", []


def did(environment: Environment, goal: Goal, things: Sequence[Thing]) -> str:
    """What has been done, after "I've": `hidden the drive "Events"`."""
    own = [thing for thing in things if _own_verb(thing, goal)]
    if own:
        return listing([done(text) for text in _own_phrases(goal, own, [item for item in things if item not in own])])
    phrase, rest = filled(environment, goal, things)
    return " ".join([done(phrase), *rest])


def done(phrase: str) -> str:
    """An imperative as what has been done: "hide the drive" → "hidden the drive"."""
    verb, _, rest = phrase.partition(" ")
    return f"{_OPPOSITES.get(verb) or participle(verb.lower())} {rest}".strip()


_OPPOSITES = {"unhide": "unhidden", "untrash": "restored"}


def _is_aside(thing: Thing, goal: Goal) -> bool:
    """Another row of the kind that the title is about: the task that a task is moved under."""
    return thing.entity == goal.subject and thing.parameter not in goal.targets and bool(goal.targets)


_VERBS = {"add": "to", "remove": "from", "attach": "to", "detach": "from", "link": "to", "unlink": "from"}


def _own_verb(thing: Thing, goal: Goal) -> bool:
    return thing.parameter.split("_")[0] in _VERBS and thing.parameter not in goal.targets


def _own_phrases(goal: Goal, own: Sequence[Thing], others: Sequence[Thing]) -> list[str]:
    """`add the label "Home" to the message "…"`, `remove the label "Work" from it`: parameters say what to do."""
    target = next((thing.text for thing in others), f"the {noun(goal.subject)}")
    phrases: list[str] = []
    for thing in own:
        verb = thing.parameter.split("_")[0]
        phrases.append(f"{verb} {thing.text} {_VERBS[verb]} {'it' if phrases else target}")
    return phrases


def _placed(environment: Environment, phrase: str, thing: Thing, mark: str) -> str | None:
    """The phrase with a mark for "a task" (or "tasks"); None if it has no such words.

    A noun before another one says whose that is: "a calendar ownership" is the ownership of the calendar.
    """
    for words in (noun(thing.entity), nouns(thing.entity)):
        pattern = rf"(?<!\w)(?:{_SOME} )?{re.escape(words)}(?:'s)?(?![\w'])(?P<rest>.*)$"
        found = re.search(pattern, phrase, re.IGNORECASE)
        if found is None:
            continue
        follower, _, after = found["rest"].lstrip().partition(" ")
        if not follower or follower in _JOINTS or follower.startswith("\0"):
            return phrase[: found.start()] + mark + found["rest"]
        if f"{thing.entity}_{singular(follower)}" not in environment.entities:
            return f"{phrase[: found.start()]}the {follower} of {mark} {after}".rstrip()
    return None


_SOME = "(?:an?|the|one|some|its|several|all|these|more)"
_JOINTS = frozenset("of to from in on for with by at as into and again back up down out off under after before".split())


def _attached(environment: Environment, goal: Goal, thing: Thing) -> str:
    """A thing that the title does not mention, with the preposition that its parameter suggests."""
    if thing.text == "there":
        return "there"
    role, verb = role_of(thing), environment.tools[goal.tool].title.split()[0].lower()
    if role and verb not in (*_VERB_PREPOSITIONS, *_SETTING):
        return f"with {thing.text} as the {role}"
    return f"{_preposition(environment, goal, thing)} {thing.text}"


def role_of(thing: Thing) -> str:
    """What a thing is in what is made or sought, where its parameter says more than its kind: the "footer font"."""
    role = reference_name(thing.parameter)
    if set(role.split("_")) & set(_ROLES) or _bare(role) in (_bare(thing.entity), _bare(thing.entity.split("_")[-1])):
        return ""
    return trait(role)


def _bare(name: str) -> str:
    return singular(name.removesuffix("_ids")).replace("_", "")


def _preposition(environment: Environment, goal: Goal, thing: Thing) -> str:
    words = thing.parameter.split("_")
    verb, *title = environment.tools[goal.tool].title.lower().split()
    if verb in _SETTING and set(words) & set(title):
        return "to"
    for word, preposition in _ROLES.items():
        if word in words:
            return preposition
    if verb in _VERB_PREPOSITIONS and goal.kind != "create":
        return _VERB_PREPOSITIONS[verb]
    found = belonging(reference_name(thing.parameter), goal.subject)
    if found != "of":
        return found
    return place_preposition(thing.entity)


def place_preposition(entity: str) -> str:
    """Things are made and are *in* places and *for* everything else."""
    if entity in PLACES or entity.split("_")[-1] in PLACES:
        return "in"
    return "with" if entity in _MARKS else "for"


_SETTING = ("set", "change", "update")
_VERB_PREPOSITIONS = {
    **dict.fromkeys(("add", "assign", "attach", "copy", "forward", "invite", "link", "move", "send", "transfer"), "to"),
    **dict.fromkeys(("remove", "unlink", "detach"), "from"),
    "share": "with",
    "end": "at",
}
_ROLES = {
    "destination": "to",
    "target": "to",
    "new": "to",
    "to": "to",
    "source": "from",
    "from": "from",
    "after": "after",
    "before": "before",
    "previous": "right after",
    "parent": "under",
}
PLACES = frozenset(
    "list tasklist task_list calendar folder drive project board channel workspace repository category section album "
    "playlist collection space group team room directory library budget account organization station".split()
)
_MARKS = frozenset("label tag category_label badge topic skill".split())


def sentence_case(text: str) -> str:
    """A capital first letter, unless the text begins with an address."""
    return text if "@" in text.split(" ")[0] else capital(text)


def stopped(text: str) -> str:
    """The text as a sentence: a full stop, unless a quotation ends with one."""
    return text if text.endswith(('."', '?"', '!"')) else text + "."
