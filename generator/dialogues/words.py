"""Values, columns and rows in plain English: how a person says a date, an amount, a status, a thing."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from generator.dialogues.reference import Condition, Reference
from generator.english import is_plural, listing, plural
from servers.farm.model import Column, Environment, ReferenceColumn
from servers.farm.names import reference_name, spoken

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SHORT_FORMS = {
    **{word: word.upper() for word in "url uri id ip html iban acl api rgb sms vat pdf csv xml sku".split()},
    "etag": "ETag",
}


def noun(entity: str) -> str:
    """What an entity is called: `order_line` → "order line"."""
    return shortened(spoken(entity))


def nouns(entity: str) -> str:
    """Many of it."""
    return plural(noun(entity))


def shortened(text: str) -> str:
    """Initialisms in capitals."""
    return " ".join(_SHORT_FORMS.get(word, word) for word in text.split())


def column_words(column: str) -> str:
    """What a column is called: `started_at` → "start time" would be invented, so it stays "started at"."""
    return shortened(spoken(column))


def trait(column: str) -> str:
    """A column as something that a thing has: "due date" for `due`, "creation time" for `created_at`."""
    known = _TRAITS.get(column)
    if known is not None:
        return known
    for ending, pattern in (("_at", "{} time"), ("_on", "{} date")):
        if column.endswith(ending):
            return pattern.format(spoken(column.removesuffix(ending)))
    return column_words(column)


_TRAITS = {
    "due": "due date",
    "created_at": "creation time",
    "updated_at": "time of the last change",
    "modified_at": "time of the last change",
    "completed_at": "completion time",
    "started_at": "start time",
    "ended_at": "end time",
    "sent_at": "time it was sent",
}


def value_words(value: object, column: Column | None = None) -> str:
    """A value as a person says it; texts are quoted, enums spelled as words, times without seconds."""
    kind = column.kind if column is not None else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return _text(value, kind)
    if isinstance(value, Sequence):
        return listing([value_words(item) for item in value])
    if kind == "money" and isinstance(value, float):
        return f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) and abs(value) >= 10_000 else f"{value}".removesuffix(".0")


def _text(value: str, kind: str) -> str:
    if kind == "enum":
        return enum_words(value)
    if kind == "date":
        return date_words(value)
    if kind == "datetime":
        return moment_words(value)
    return value if _BARE.fullmatch(value) else f'"{value}"'


_BARE = re.compile(r"[\w.+-]+@[\w.-]+|[A-Z][a-z]+|\+?[\d -]{7,}")
"""Email addresses, single names and phone numbers need no quotation marks."""


def is_state(name: str) -> bool:
    """Whether a yes-or-no column says a state that a thing can be in: hidden, starred, public."""
    last = name.split("_")[-1]
    return name.removeprefix("is_").count("_") == 0 and (last.endswith(("ed", "en")) or last in _STATES)


def state_word(name: str) -> str:
    """`is_default` → "default"."""
    return spoken(name.removeprefix("is_"))


_STATES = frozenset(
    "open public private default primary active read unread visible busy free draft urgent important online available "
    "required optional internal external favorite favourite mandatory".split()
)


def are(trait_words: str) -> str:
    """The verb for a trait: "the notes are", "the price is"."""
    return "are" if is_plural(trait_words.split()[-1]) else "is"


def enum_words(value: str) -> str:
    """`needsAction` → "needs action", `IN_PROGRESS` → "in progress"."""
    spaced = _CAMEL.sub(" ", value).replace("_", " ").replace("-", " ")
    return spaced.lower()


def date_words(value: str) -> str:
    """`2026-03-06` → "March 6, 2026"."""
    day = date.fromisoformat(value[:10])
    return f"{day:%B} {day.day}, {day.year}"


def moment_words(value: str) -> str:
    """`2026-03-06T15:30:00Z` → "March 6, 2026 at 15:30"; midnight has no time of day."""
    moment = datetime.fromisoformat(value)
    time = "" if (moment.hour, moment.minute) == (0, 0) else f" at {moment:%H:%M}"
    return date_words(value) + time


def reference_words(environment: Environment, reference: Reference) -> str:
    """`the task "Buy milk" in the task list "Groceries"`, or `the rental with the cost 12.50`."""
    head = f"the {noun(reference.entity)}"
    rest = list(reference.conditions)
    if reference.label:
        head += f' "{rest.pop(0).value}"'
    said = [_condition(environment, reference.entity, item) for item in rest]
    having = [text.removeprefix("with ") for text in said if text.startswith("with ")]
    others = [text for text in said if not text.startswith("with ")]
    return " ".join([head, *([f"with {listing(having)}"] if having else []), *others])


def _condition(environment: Environment, entity: str, condition: Condition) -> str:
    column = environment.entities[entity].columns.get(condition.path[0])
    if len(condition.path) > 1 and isinstance(column, ReferenceColumn):
        role = reference_name(condition.path[0])
        what = noun(column.to) if role in (column.to, "parent") else column_words(role)
        return f'{_BELONGS.get(role, "of")} the {what} "{condition.value}"'
    said = value_words(condition.value, column)
    what = trait(condition.path[0].removeprefix(f"{entity}_"))
    if column is not None and column.kind == "enum":
        return (
            f"that is {said}"
            if condition.path[0] in ("status", "state")
            else f"with the {trait(condition.path[0])} {said}"
        )
    return f"with the {what} {said}"


_BELONGS = {"folder": "in", "parent": "under", "tasklist": "in", "calendar": "in", "project": "in", "list": "in"}


def is_plain(text: str) -> bool:
    """Whether a text could stand in speech: no line breaks, not empty, not only signs."""
    return bool(text.strip()) and "\n" not in text and any(character.isalnum() for character in text)
