"""What the user says: a request in plain English, made from the tool's own title and what the goal is about.

A title is an imperative that we wrote ("Cancel an order"). Its noun is replaced by the thing that is meant ("Cancel the
order of Ana Ruiz"), what is not in it is added ("for the rider …", "called …"), and the whole is said in one of several
ways. `problems` finds what no person would say, so that such a turn is dropped.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from generator.dialogues.goals import Goal
from generator.dialogues.words import are, is_state, noun, nouns, state_word, trait, value_words
from generator.english import article, capital, listing
from servers.farm.model import Column, Environment, Tool
from servers.farm.names import spoken


@dataclass(frozen=True)
class Thing:
    """A row or rows that a request is about, in words: `text` ("the task …"), or "it" / "there" after a refinement."""

    parameter: str
    entity: str
    text: str


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


def words(environment: Environment, request: Request, random: Random) -> str:
    """The request as a sentence."""
    tool = environment.tools[request.goal.tool]
    if request.goal.kind == "list":
        return _list_question(environment, tool, request, random)
    if request.goal.kind == "show":
        return _show_question(request, random)
    return _said(_imperative(environment, tool, request), random)


def _said(phrase: str, random: Random) -> str:
    pattern = random.choice(_WAYS)
    return pattern.format(phrase=phrase, capital=capital(phrase))


_WAYS = (
    "Please {phrase}.",
    "Can you {phrase}?",
    "{capital}, please.",
    "{capital}.",
    "Could you {phrase}?",
    "I'd like you to {phrase}.",
    "I need you to {phrase}.",
)


def _imperative(environment: Environment, tool: Tool, request: Request) -> str:
    """The title with its nouns replaced, and what else has to be said."""
    phrase = tool.title[:1].lower() + tool.title[1:]
    rest = []
    for thing in request.things:
        replaced = _replaced(phrase, thing)
        if replaced is None:
            rest.append(_attached(environment, request.goal, thing))
        else:
            phrase = replaced
    details = _details(environment, tool, request)
    if request.goal.kind == "change" and details:
        return _change(environment, request, phrase, rest, details)
    called = [text for text in details if text.startswith(_CALLED)]
    others = [text for text in details if not text.startswith(_CALLED)]
    tail = " " + _joined(others) if others else ""
    return " ".join([phrase, *called, *rest]) + ("," if others and rest else "") + tail


def _joined(parts: list[str]) -> str:
    """Details in a row: "due on March 6, with the note … and the priority high"."""
    plain = [text for text in parts if not text.startswith("with ")]
    having = [text.removeprefix("with ") for text in parts if text.startswith("with ")]
    return ", ".join([*plain, *([f"with {listing(having)}"] if having else [])])


_CALLED = ("called ", "with the subject ", "saying ")


def _replaced(phrase: str, thing: Thing) -> str | None:
    """The phrase with "a task" (or "tasks") replaced by the thing; None if it has no such words."""
    one = re.escape(noun(thing.entity))
    many = re.escape(nouns(thing.entity))
    pattern = re.compile(
        rf"\b(?:(?:an?|the|one|some|its|several|all|these|more) )?(?:{many}|{one})(?:'s)?(?![\w'\"])(?! \")"
    )
    found = pattern.search(phrase)
    if found is None:
        return None
    return phrase[: found.start()] + thing.text + phrase[found.end() :]


def _attached(environment: Environment, goal: Goal, thing: Thing) -> str:
    """A thing that the title does not mention, with the preposition that its parameter suggests."""
    if thing.text == "there":
        return "there"
    verb = environment.tools[goal.tool].title.split()[0].lower()
    if verb in _VERB_PREPOSITIONS and goal.kind != "create":
        return f"{_VERB_PREPOSITIONS[verb]} {thing.text}"
    for word, preposition in _PREPOSITIONS:
        if word in thing.parameter.split("_"):
            return f"{preposition} {thing.text}"
    container = environment.entities[thing.entity].label is not None and goal.kind == "create"
    return f"{'in' if container and thing.entity in _PLACES else 'for'} {thing.text}"


_VERB_PREPOSITIONS = {
    **dict.fromkeys(("add", "assign", "attach", "copy", "forward", "invite", "link", "move", "send", "transfer"), "to"),
    **dict.fromkeys(("remove", "unlink", "detach"), "from"),
    "share": "with",
    "end": "at",
}
_PREPOSITIONS = (
    ("destination", "to"),
    ("target", "to"),
    ("new", "to"),
    ("to", "to"),
    ("source", "from"),
    ("from", "from"),
    ("after", "after"),
    ("before", "before"),
    ("previous", "right after"),
    ("parent", "under"),
    ("folder", "in"),
    ("list", "in"),
    ("tasklist", "in"),
    ("calendar", "in"),
    ("project", "in"),
    ("board", "on"),
    ("channel", "in"),
)
_PLACES = frozenset(
    "list tasklist task_list calendar folder drive project board channel workspace repository category section album "
    "playlist collection space group team room directory library label budget".split()
)


def _details(environment: Environment, tool: Tool, request: Request) -> list[str]:
    found: list[str] = []
    values = dict(request.values)
    if "start_time" in values and "end_time" in values:
        span = [
            value_words(values.pop(name), column_behind(environment, tool, name)) for name in ("start_time", "end_time")
        ]
        found.append(f"from {span[0]} to {span[1]}")
    for name, value in values.items():
        column = column_behind(environment, tool, name)
        label = environment.entities[request.goal.subject].label if request.goal.subject else None
        if request.goal.kind == "create" and _column_name(tool, name) == label:
            found.insert(0, f"{_LABEL_WORDS.get(label or '', 'called')} {value_words(value, column)}")
        else:
            found.append(_detail(name, value, column))
    return found


_SPAN = ("start_time", "end_time")
_LABEL_WORDS = {"subject": "with the subject", "text": "saying", "body": "saying", "content": "saying"}


def _detail(name: str, value: object, column: Column | None) -> str:
    """One value that is given: `due on March 6, 2026`, `with the priority high`."""
    said = value_words(value, column)
    pattern = _PATTERNS.get(name)
    if pattern is not None and not isinstance(value, bool):
        return pattern.format(said)
    if isinstance(value, bool) and is_state(name):
        return f"{'' if value else 'not '}marked as {state_word(name)}"
    if isinstance(value, bool):
        return f"with {trait(name)} turned {'on' if value else 'off'}"
    if isinstance(value, int) and are(trait(name)) == "are":
        return f"with {said} {trait(name)}"
    return f"with the {trait(name)} {said}"


_PATTERNS = {
    "due": "due on {}",
    "due_date": "due on {}",
    "due_on": "due on {}",
    "start_time": "starting {}",
    "end_time": "ending {}",
    "starts_at": "starting {}",
    "ends_at": "ending {}",
    "notes": "with the note {}",
    "note": "with the note {}",
    "location": "at {}",
    "description": "described as {}",
    "amount": "with an amount of {}",
}


def _change(environment: Environment, request: Request, phrase: str, rest: list[str], details: list[str]) -> str:
    """Set columns of a thing: by name when the request gives values of its columns."""
    tool = environment.tools[request.goal.tool]
    subject = request.goal.subject
    things = [thing.text for thing in request.things if thing.entity == subject]
    if environment.entities[subject].singleton:
        things = [f"the {noun(subject)}"]
    if len(things) != 1 or not _is_patch(tool, request):
        return " ".join([phrase, *rest]) + " " + _joined(details)
    given = list(request.values.items())
    label = environment.entities[subject].label
    if len(given) == 1 and _column_name(tool, given[0][0]) == label and label in ("name", "title"):
        return f"rename {things[0]} to {value_words(given[0][1])}"
    switched = [(name, value) for name, value in given if isinstance(value, bool)]
    others = [(name, value) for name, value in given if not isinstance(value, bool)]
    parts = [
        f"the {trait(name)} to {value_words(value, column_behind(environment, tool, name))}" for name, value in others
    ]
    phrases = [f"change {listing(parts)} for {things[0]}"] if parts else []
    for name, value in switched:
        phrases.append(_switch(name, value, "it" if phrases else things[0]))
    return " and ".join(phrases)


def _switch(name: str, value: bool, thing: str) -> str:
    if is_state(name):
        return f"mark {thing} as {'' if value else 'not '}{state_word(name)}"
    return f"turn {trait(name)} {'on' if value else 'off'} for {thing}"


def _is_patch(tool: Tool, request: Request) -> bool:
    """Whether the values are columns of the subject, under their own names."""
    subject = request.goal.subject
    return all((tool.parameters[name].column or "") == f"{subject}.{name}" for name in request.values)


def _list_question(environment: Environment, tool: Tool, request: Request, random: Random) -> str:
    many = nouns(request.goal.subject)
    filters = "".join(f" {_filter(environment, tool, name, value)}" for name, value in request.values.items())
    if len(request.things) == 1 and request.things[0].text not in ("there", "it"):
        thing = request.things[0]
        patterns = _QUESTIONS_IN if thing.entity in _PLACES else _QUESTIONS_OF
        return random.choice(patterns).format(many=many + filters, thing=thing.text)
    where = "".join(f" {_where(thing)}" for thing in request.things)
    return random.choice(_QUESTIONS).format(many=many + filters, tail=where)


_QUESTIONS = (
    "Which {many} are there{tail}?",
    "What {many} do I have{tail}?",
    "Show me the {many}{tail}, please.",
    "Can you list the {many}{tail}?",
    "Please show me the {many}{tail}.",
)
_QUESTIONS_IN = (
    "Which {many} are in {thing}?",
    "Show me the {many} in {thing}, please.",
    "What {many} do I have in {thing}?",
)
_QUESTIONS_OF = (
    "Which {many} does {thing} have?",
    "Show me the {many} of {thing}, please.",
    "Can you list the {many} of {thing}?",
)


def _where(thing: Thing) -> str:
    if thing.text in ("there", "it"):
        return "there" if thing.text == "there" else "in it"
    return f"{'in' if thing.entity in _PLACES else 'of'} {thing.text}"


def _filter(environment: Environment, tool: Tool, name: str, value: object) -> str:
    column = column_behind(environment, tool, name)
    said = value_words(value, column)
    words_of = name.split("_")
    for ending, pattern in _BOUNDS:
        if ending in words_of:
            rest = trait("_".join(word for word in words_of if word != ending))
            return pattern.format(article(rest) if rest else "", said)
    if isinstance(value, bool):
        return f"that are {'' if value else 'not '}{state_word(name)}"
    if isinstance(value, str) and column is not None and column.kind == "enum":
        return f"that are {said}" if name in ("status", "state") else f"with the {trait(name)} {said}"
    return f"matching {said}" if name in ("query", "q", "search") else f"with the {trait(name)} {said}"


_BOUNDS = (
    ("min", "with {} from {}"),
    ("max", "with {} up to {}"),
    ("after", "with {} after {}"),
    ("before", "with {} before {}"),
    ("start", "with {} from {}"),
    ("end", "with {} until {}"),
    ("since", "since {1}"),
    ("until", "until {1}"),
)


def _show_question(request: Request, random: Random) -> str:
    thing = next((item.text for item in request.things), f"the {noun(request.goal.subject)}")
    if not request.asked:
        return random.choice(("Tell me about {0}.", "What can you tell me about {0}?")).format(thing)
    traits = listing([f"the {trait(name)}" for name in request.asked])
    verb = "are" if len(request.asked) > 1 else are(trait(request.asked[0]))
    return random.choice(_ASKING).format(traits=traits, verb=verb, thing=thing)


_ASKING = (
    "What {verb} {traits} of {thing}?",
    "Can you tell me {traits} of {thing}?",
    "Look up {traits} of {thing}, please.",
)


def column_behind(environment: Environment, tool: Tool, name: str) -> Column | None:
    """The column that a parameter addresses or fills."""
    entity, _, column = (tool.parameters[name].column or "").partition(".")
    found = environment.entities.get(entity)
    return found.columns.get(column) if found is not None else None


def _column_name(tool: Tool, name: str) -> str:
    return (tool.parameters[name].column or "").partition(".")[2]


_QUOTED = re.compile(r'"[^"]*"')
_ODD_TOKEN = re.compile(r"\w*_\w*|\b[a-z]+[A-Z]\w*|[{}\[\]]")


def problems(text: str, environment: Environment, keys: Iterable[str]) -> list[str]:
    """What no person would say: tool names, parameter names that are no ordinary words, keys, JSON.

    What stands in quotation marks is the person's own text, a title for example, and only checked for keys.
    """
    bare = _QUOTED.sub('""', text)
    found = [f"the odd word '{token}'" for token in _ODD_TOKEN.findall(bare)]
    found += [f"the tool name '{name}'" for name in environment.tools if "_" in name and name in text]
    tokens = set(re.findall(r"[\w-]+", text))
    found += [f"the key '{key}'" for key in keys if key in tokens and not key.isalpha()]
    names = {name for tool in environment.tools.values() for name in tool.parameters}
    odd = {name for name in names if not spoken(name).replace(" ", "").isalpha()}
    found += [f"the parameter name '{name}'" for name in sorted(odd) if re.search(rf"\b{re.escape(name)}\b", bare)]
    return found
