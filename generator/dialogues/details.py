"""Values that a request gives: what a new thing has, what a list is filtered by."""

from generator.dialogues.goals import Goal
from generator.dialogues.naming import belonging
from generator.dialogues.traits import are, happening, is_state, noun, state_word, switch_words, trait
from generator.dialogues.words import date_words, enum_words, name_words, span_words, value_words
from generator.english import article, is_plural, listing, singular
from servers.farm.model import Column, Environment, ReferenceColumn, Tool
from servers.farm.names import reference_name

SPANS = (("start_time", "end_time"), ("starts_at", "ends_at"), ("start_at", "end_at"))
LABEL_WORDS = {"subject": "with the subject", "text": "saying", "body": "saying", "content": "saying"}
_CALLED = ("called ", *LABEL_WORDS.values())


def details(environment: Environment, tool: Tool, goal: Goal, values: dict[str, object]) -> tuple[list[str], list[str]]:
    """What a thing is called, and what else is said of it: (["called …"], ["due on …", "with the note …"])."""
    found: list[str] = []
    rest = dict(values)
    for pair in SPANS:
        if all(isinstance(rest.get(name), str) for name in pair):
            found.append(span_words(*(str(rest.pop(name)) for name in pair)))
    label = environment.entities[goal.subject].label if goal.subject else None
    called = []
    for name, value in rest.items():
        column = column_behind(environment, tool, name)
        named = goal.kind == "create" and label is not None and column_name(tool, name) == label
        if named and label is not None and "@" not in f"{value}":
            verb = tool.title.split()[0].lower()
            word = "as" if verb in ("copy", "duplicate", "clone") else LABEL_WORDS.get(label, "called")
            called.append(f"{word} {label_words(value)}")
        else:
            called_so = reference_name(name) if _is_elsewhere(environment, tool, name, goal.subject) else name
            found.append(detail(called_so, goal.subject, value, column))
    return called, found


def label_words(value: object) -> str:
    """What a thing is called."""
    return name_words(value)


def joined(parts: list[str]) -> str:
    """Details in a row: "due on March 6, with the note … and the priority high"."""
    plain = [text for text in parts if not text.startswith("with ")]
    having = [text.removeprefix("with ") for text in parts if text.startswith("with ")]
    return ", ".join([*plain, *([f"with {listing(having)}"] if having else [])])


def detail(name: str, entity: str, value: object, column: Column | None) -> str:
    """One value that is given: `due on March 6, 2026`, `with the priority high`."""
    said = value_words(value, column)
    if isinstance(column, ReferenceColumn):
        return f"{belonging(reference_name(name), entity)} the {noun(column.to)} {said}"
    pattern = _PATTERNS.get(name)
    if isinstance(value, bool):
        if is_state(name):
            return f"{'' if value else 'not '}marked as {state_word(name)}"
        return f"with {switch_words(name, entity)} turned {'on' if value else 'off'}"
    if pattern is not None:
        return pattern.format(said)
    what = trait(name, entity)
    if isinstance(value, list) and len(value) == 1 and is_plural(what.split()[-1]):
        what = singular(what)
    if isinstance(value, int) and are(what) == "are":
        return f"with {said} {what}"
    return f"with the {what} {said}"


_PATTERNS = {
    "due": "due on {}",
    "due_date": "due on {}",
    "due_on": "due on {}",
    "start_time": "starting on {}",
    "end_time": "ending on {}",
    "starts_at": "starting on {}",
    "ends_at": "ending on {}",
    "notes": "with the note {}",
    "note": "with the note {}",
    "location": "at {}",
    "description": "described as {}",
    "amount": "with an amount of {}",
    "recipients": "to {}",
    "sender": "from {}",
}


def filter_words(environment: Environment, tool: Tool, name: str, entity: str, value: object) -> str:
    """What a list is filtered by: "due on or after March 6, 2026", "that are hidden", "with the role writer"."""
    column = column_behind(environment, tool, name)
    bound = next((word for word in name.split("_") if word in _BOUNDS), None)
    if bound is not None and not isinstance(value, bool):
        rest = "_".join(word for word in name.split("_") if word != bound) or column_name(tool, name)
        return _bounded(_BOUNDS[bound], _better(rest, tool, name), entity, value, column)
    if isinstance(value, bool):
        return f"that are {'' if value else 'not '}{state_word(name)}"
    if (
        isinstance(value, str)
        and column is not None
        and column.kind == "enum"
        and name.split("_")[-1] in ("status", "state")
    ):
        return f"that are {enum_words(value)}"
    said = value_words(value, column)
    return (
        f"matching {said}"
        if name in ("query", "q", "search", "text")
        else f"with the {said_name(environment, tool, name, entity)} {said}"
    )


def said_name(environment: Environment, tool: Tool, name: str, entity: str) -> str:
    """What a parameter is called in speech: what it refers to, or the trait that it gives."""
    return trait(reference_name(name) if _is_elsewhere(environment, tool, name, entity) else name, entity)


def _is_elsewhere(environment: Environment, tool: Tool, name: str, entity: str) -> bool:
    """Whether a parameter says which other thing is meant, so that "ID" in its name is nothing to say."""
    addressed = (tool.parameters[name].column or "").partition(".")[0]
    return addressed not in ("", entity) or isinstance(column_behind(environment, tool, name), ReferenceColumn)


def _better(rest: str, tool: Tool, name: str) -> str:
    """`time_min` bounds the column it addresses, not "time"."""
    return column_name(tool, name) or rest if rest in ("time", "date", "at", "on", "value") else rest


def _bounded(low: bool, rest: str, entity: str, value: object, column: Column | None) -> str:
    if isinstance(value, str):
        day, happened = date_words(value), happening(rest) or _PARTICIPLES.get(rest)
        exact = column is not None and column.kind == "date"
        limit = f"on or after {day}" if low else f"on or before {day}" if exact else f"before {day}"
        if happened is not None:
            return f"{happened} {limit}"
        what = trait(rest, entity)
        return f"with {article(what)} {limit}"
    what, said = trait(rest, entity), value_words(value, column)
    return f"with {article(what)} of at {'least' if low else 'most'} {said}"


_PARTICIPLES = {
    **dict.fromkeys(("due", "due_date", "due_on", "due_at"), "due"),
    **dict.fromkeys(("start", "start_time", "starts_at", "start_date"), "starting"),
    **dict.fromkeys(("end", "end_time", "ends_at", "end_date"), "ending"),
}
_BOUNDS = {"min": True, "after": True, "start": True, "since": True, "from": True, "max": False, "before": False}
_BOUNDS |= {"end": False, "until": False, "minimum": True, "maximum": False}


def bounds(name: str) -> bool:
    """Whether a filter's name says that it is a bound."""
    return any(word in _BOUNDS for word in name.split("_"))


def column_behind(environment: Environment, tool: Tool, name: str) -> Column | None:
    """The column that a parameter addresses or fills."""
    entity, _, column = (tool.parameters[name].column or "").partition(".")
    found = environment.entities.get(entity)
    return found.columns.get(column) if found is not None else None


def column_name(tool: Tool, name: str) -> str:
    """The name of that column; empty if there is none."""
    return (tool.parameters[name].column or "").partition(".")[2]
