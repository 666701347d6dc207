"""What a reply must not name: the other rows of the kind that was asked about.

Without this, an answer that recites every row would hold every fact that is asked for, and a list that ignores its
filter would hold every row that passes it.
"""

from collections.abc import Sequence

from client.responses import names
from generator.dialogues.goals import Goal
from generator.dialogues.tellable import Result, names_in, naming
from servers.farm.model import Environment
from servers.farm.state import RowKey, State, plain

MAX_RIVALS = 40


def rivals(
    environment: Environment, goal: Goal, rows: Sequence[RowKey], state: State, result: Result, said: Sequence[str]
) -> list[str]:
    """The names of other rows of the subject, but what the user or the gold reply (`said`) names.

    None of a list that goes on on another page, since those rows belong to the answer.
    """
    if result.get("next_cursor") is not None:
        return []
    entity, column = naming(environment, goal, result) if goal.kind == "list" else _labelled(environment, goal)
    if not column:
        return []
    said = [*said, *names_in(environment, goal, result)]
    found = [plain(row.get(column)) for key, row in sorted(state.rows[entity].items()) if key not in rows]
    texts = dict.fromkeys(text for text in found if isinstance(text, str) and _is_name(text))
    return [text for text in texts if not any(names(item, text) for item in said)][:MAX_RIVALS]


def _labelled(environment: Environment, goal: Goal) -> tuple[str, str]:
    return goal.subject, environment.entities[goal.subject].label or ""


def _is_name(text: str) -> bool:
    """Whether a text could not stand in a reply by accident, as the lower case word "draft" could."""
    return (len(text.strip()) > 2 and text != text.lower()) or "@" in text
