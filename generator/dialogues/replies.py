"""What the assistant says at the end of a turn: only facts from tool results, in plain English.

Each reply comes with the checks that hold it to its facts: what the user asked for must be in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from client.records import Json, ResponseCheck
from generator.dialogues.requests import Request
from generator.dialogues.words import are, is_state, noun, nouns, state_word, trait, value_words
from generator.english import capital, listing, sentence
from servers.farm.model import Column, Environment
from servers.farm.state import RowChange
from servers.farm.views import ResultField, ViewField, result_fields, view_fields

MOST_LISTED = 6
MOST_FACTS = 2
MAX_FACT = 60
Result = Mapping[str, object]


@dataclass(frozen=True)
class Reply:
    """A text and what it must hold."""

    text: str
    checks: tuple[ResponseCheck, ...] = ()


def reply(environment: Environment, request: Request, turn: int, result: Result, changes: list[RowChange]) -> Reply:
    """The assistant's answer to a request that succeeded."""
    goal = request.goal
    fields = result_fields(environment, environment.tools[goal.tool])
    if goal.kind == "list":
        return _listed(environment, fields, turn, result)
    if goal.kind == "show":
        return _told(environment, request, fields, turn, result)
    return Reply(_done(environment, request, fields, result, changes))


def refusal(message: str) -> str:
    """The assistant's words for a fault: its message, which is written for people too."""
    return f"That didn't work. {sentence(message)}"


def label_of(environment: Environment, entity: str, view: str, item: Result) -> str | None:
    """What the thing in a result is called, None if the view does not show it."""
    label = environment.entities[entity].label
    for field in view_fields(environment, entity, view):
        if field.path == (label,):
            value = item.get(field.name)
            return value if isinstance(value, str) and value.strip() else None
    return None


def _listed(environment: Environment, fields: tuple[ResultField, ...], turn: int, result: Result) -> Reply:
    field = next(item for item in fields if item.kind == "rows")
    entity, items = field.type.element.entity, result[field.name]
    assert isinstance(items, list)
    labels = [label_of(environment, entity, field.view, item) for item in items]
    named = [label for label in labels if label is not None][:MOST_LISTED]
    more = result.get("next_cursor") is not None or len(named) < len(items)
    quoted = listing([f'"{label}"' for label in named])
    if len(items) == 1:
        text = f"There is one {noun(entity)}: {quoted}."
    elif more:
        text = f"There are several {nouns(entity)}; the first {_count(len(named))} are {quoted}."
    else:
        text = f"There are {_count(len(items))} {nouns(entity)}: {quoted}."
    return Reply(text, (ResponseCheck(turn=turn, kind="set", value=list(named)),))


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _told(
    environment: Environment, request: Request, fields: tuple[ResultField, ...], turn: int, result: Result
) -> Reply:
    found = _row_field(environment, fields, result, request.goal.subject)
    assert found is not None
    shown, item = found
    facts, checks = [], []
    for name in request.asked:
        field = shown[name]
        facts.append(fact(name, item[name], _column(environment, request.goal.subject, field)))
        checks.append(check_of(turn, item[name], _column(environment, request.goal.subject, field)))
    return Reply(f"{capital(listing(facts))}.", tuple(checks))


def fact(name: str, value: object, column: Column | None) -> str:
    """One fact: "the price is 12.50", "it is now hidden"."""
    if isinstance(value, bool):
        return f"it is {'now' if value else 'no longer'} {state_word(name)}"
    return f"the {trait(name)} {are(trait(name))} {value_words(value, column)}"


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
    environment: Environment, fields: tuple[ResultField, ...], result: Result, subject: str
) -> tuple[dict[str, ViewField], Result] | None:
    """The row of the subject in a result, with the fields of its view by name."""
    for field in fields:
        item = result.get(field.name)
        if field.kind == "row" and field.type.entity == subject and isinstance(item, Mapping):
            return {shown.name: shown for shown in view_fields(environment, subject, field.view)}, item
    return None


def _column(environment: Environment, entity: str, field: ViewField) -> Column | None:
    return environment.entities[entity].columns.get(field.path[0]) if len(field.path) == 1 else None


def _done(
    environment: Environment,
    request: Request,
    fields: tuple[ResultField, ...],
    result: Result,
    changes: list[RowChange],
) -> str:
    """What was done, and up to two facts about it that the result shows."""
    goal = request.goal
    facts = _new_facts(environment, request, fields, result, changes)
    sentences = [f"{capital(listing(facts))}."] if facts else []
    sentences += [f"{capital(text)}." for text in _values(fields, result)]
    ending = "".join(f" {text}" for text in sentences)
    thing = next((item.text for item in request.things if item.entity == goal.subject), "")
    if goal.kind == "remove":
        return f"Done{_gone(thing, len(changes))}.{ending}" if goal.targets else f"Done.{ending}"
    if goal.kind == "create":
        label = _created_label(environment, fields, result, goal.subject)
        made = f'the {noun(goal.subject)} "{label}"' if label else f"the new {noun(goal.subject)}"
        return f"Done. {capital(made)} is there now.{ending}"
    return f"Done.{ending}"


def _gone(thing: str, rows: int) -> str:
    named = thing.startswith("the ") and '"' in thing
    many = rows > 1 and " and " in thing
    if named and not many:
        return f". {capital(thing)} is gone"
    return ", they are gone" if many else ", it is gone"


def _created_label(
    environment: Environment, fields: tuple[ResultField, ...], result: Result, subject: str
) -> str | None:
    for field in fields:
        item = result.get(field.name)
        if field.kind == "row" and field.type.entity == subject and isinstance(item, Mapping):
            return label_of(environment, subject, field.view, item)
    return None


def _new_facts(
    environment: Environment,
    request: Request,
    fields: tuple[ResultField, ...],
    result: Result,
    changes: list[RowChange],
) -> list[str]:
    """Visible columns of the subject that the call has set or changed, what the user gave first."""
    subject = request.goal.subject
    found = _row_field(environment, fields, result, subject)
    if found is None or request.goal.kind == "remove":
        return []
    shown, item = found
    changed = frozenset[str]().union(*(change.columns for change in changes if change.entity == subject))
    label, facts = environment.entities[subject].label, []
    told = sorted(changed & shown.keys(), key=lambda name: (name not in request.values, list(shown).index(name)))
    for name in told:
        column = _column(environment, subject, shown[name])
        worth = name != label and column is not None and _worth(name, column, request)
        if worth and _sayable(item.get(name)):
            facts.append(fact(name, item[name], column))
    return facts[:MOST_FACTS]


def _worth(name: str, column: Column, request: Request) -> bool:
    """Whether a changed column is worth telling: what the user gave, and states, dates and amounts."""
    if column.kind == "boolean":
        return is_state(name) and request.goal.kind in ("change", "act")
    told = request.values.get(name)
    short = not isinstance(told, str) or len(told) <= MAX_FACT
    return column.kind in _WORTH or (told is not None and short and column.kind in ("text", "datetime"))


_WORTH = frozenset({"enum", "date", "money", "integer", "number"})


def _sayable(value: object) -> bool:
    return value is not None and value != [] and not isinstance(value, Mapping)


def _values(fields: tuple[ResultField, ...], result: Result) -> list[str]:
    """Values of the result that are no columns, in the words that describe them."""
    found = []
    for field in fields:
        value = result.get(field.name)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if field.kind == "value" and number and not field.type.root:
            words = f"{field.describe.rstrip('.')}: {value_words(value)}" if field.describe else ""
            found.append(words or f"the {trait(field.name)} {are(trait(field.name))} {value_words(value)}")
    return found[:1]
