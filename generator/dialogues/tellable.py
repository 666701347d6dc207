"""What of a result is worth asking about and worth telling."""

from collections.abc import Iterator, Mapping

from generator.dialogues.context import Context
from generator.dialogues.drawing import sayable
from generator.dialogues.goals import Goal
from generator.dialogues.traits import MAX_WORDS, is_odd, is_technical
from generator.dialogues.words import is_plain
from servers.farm.model import Environment
from servers.farm.state import RowKey
from servers.farm.views import result_fields, view_fields

TOLD_KINDS = frozenset({"text", "enum", "date", "datetime", "money", "integer", "number"})
MAX_TOLD = 120
SHORT_CODE = 2
"""A text of so few small letters is a code, and stands in any reply by accident: the language "it"."""
Result = Mapping[str, object]


def label_of(environment: Environment, entity: str, view: str, item: Result) -> str | None:
    """What the thing in a result is called, None if the view does not show it."""
    label = environment.entities[entity].label
    for field in view_fields(environment, entity, view):
        if field.path == (label,):
            value = item.get(field.name)
            return value if isinstance(value, str) and value.strip() else None
    return None


def names_in(environment: Environment, goal: Goal, result: Result) -> list[str]:
    """What tells the rows of a list apart in speech, one text each: their labels, else a column that differs in all.

    Empty if the list is empty or nothing does.
    """
    return _named(environment, goal, result)[2]


def naming(environment: Environment, goal: Goal, result: Result) -> tuple[str, str]:
    """The entity of a list's rows and the column that names them; empty texts if none does."""
    return _named(environment, goal, result)[:2]


def _named(environment: Environment, goal: Goal, result: Result) -> tuple[str, str, list[str]]:
    for item in result_fields(environment, environment.tools[goal.tool]):
        rows = result.get(item.name)
        if item.kind == "rows" and isinstance(rows, list):
            entity = item.type.element.entity
            for column, field in _naming_fields(environment, entity, item.view):
                found = [row.get(field) for row in rows]
                texts = [text for text in found if isinstance(text, str) and is_plain(text) and '"' not in text]
                if len(texts) == len(rows) == len(set(texts)):
                    return entity, column, texts
    return "", "", []


def _naming_fields(environment: Environment, entity: str, view: str) -> list[tuple[str, str]]:
    """The columns by which rows are listed, each with its field: the label, a key that is given, then other texts."""
    declared = environment.entities[entity]
    shown = {field.path[0]: field.name for field in view_fields(environment, entity, view) if len(field.path) == 1}
    if declared.label is not None:
        return [(declared.label, shown[declared.label])] if declared.label in shown else []
    key = [declared.key.column] if declared.key is not None and declared.key.sequence is None else []
    texts = [name for name, column in declared.columns.items() if column.kind == "text" and not is_odd(name)]
    return [(name, shown[name]) for name in (*key, *texts) if name in shown]


def asked_columns(environment: Environment, goal: Goal, result: Result) -> list[str]:
    """The columns of the subject that a result shows with a value worth asking for."""
    for item in result_fields(environment, environment.tools[goal.tool]):
        row = result.get(item.name)
        if item.kind == "row" and item.type.entity == goal.subject and isinstance(row, Mapping):
            shown = tellable(environment, goal.subject, item.view, odd=True)
            found = [name for name in shown if worth_telling(row.get(name))]
            return [name for name in found if not is_odd(name)] or found
    return []


def tellable(environment: Environment, entity: str, view: str, *, odd: bool = False) -> list[str]:
    """The fields of a view that people ask about: plain columns with an ordinary name (or any sayable one)."""
    declared = environment.entities[entity]
    fields = [field for field in view_fields(environment, entity, view) if len(field.path) == 1]
    named = [
        field.name
        for field in fields
        if field.path[0] in declared.columns and declared.columns[field.path[0]].kind in TOLD_KINDS
    ]
    good = [name for name in named if sayable(name) and len(name.split("_")) <= MAX_WORDS]
    return [name for name in good if name != declared.label and (odd or not is_odd(name))]


def worth_telling(value: object) -> bool:
    """Whether a value can be told to a person."""
    if isinstance(value, str):
        code = len(value) <= SHORT_CODE and value == value.lower()
        return is_plain(value) and len(value) <= MAX_TOLD and '"' not in value and not is_technical(value) and not code
    return value is not None


def shown_row(context: Context, entity: str, key: RowKey) -> dict[str, object]:
    """The columns of a row as results have shown them, the latest value of each."""
    found: dict[str, object] = {}
    for call in context.calls:
        for row, fields in _rows(context.environment, call.tool, call.outcome.result or {}, entity):
            own = context.environment.entities[entity].key
            if own is not None and key and row.get(own.column) == key[-1]:
                found |= {name: row[name] for name in fields if name in row}
    return found


def _rows(environment: Environment, tool: str, result: Result, entity: str) -> Iterator[tuple[Result, list[str]]]:
    """The rows of an entity in a result, each with the columns worth telling."""
    for item in result_fields(environment, environment.tools[tool]):
        value = result.get(item.name)
        if item.kind == "row" and item.type.entity == entity and isinstance(value, Mapping):
            yield value, tellable(environment, entity, item.view)
        elif item.kind == "rows" and item.type.element.entity == entity and isinstance(value, list):
            fields = tellable(environment, entity, item.view)
            yield from ((row, fields) for row in value)
