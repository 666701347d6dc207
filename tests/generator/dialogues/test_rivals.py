import json
from collections.abc import Iterator

from client.rewards import grade
from generator.dialogues.certificate import run

from .conftest import Told


def strict(told: list[Told], kind: str) -> Iterator[tuple[Told, int]]:
    """The turns of a kind of question whose reply must not name other rows."""
    for item in told:
        for number, (turn, line) in enumerate(zip(item.plan.turns, item.lines, strict=True)):
            if turn.request.goal.kind == kind and any(check.absent for check in line.checks):
                yield item, number


def test_reciting_every_row_answers_no_question(told: list[Told]) -> None:
    for kind in ("list", "show"):
        cases = list(strict(told, kind))
        assert cases
        for item, number in cases:
            others = [name for check in item.lines[number].checks for name in check.absent]
            replies = [line.assistant for line in item.lines]
            assert grade(item.spec, run(item.loaded, item.performed, replies)).total == 1.0
            replies[number] += " " + ", ".join(others)
            assert grade(item.spec, run(item.loaded, item.performed, replies)).total == 0.0


def test_what_a_list_shows_is_never_forbidden(told: list[Told]) -> None:
    for item, number in strict(told, "list"):
        shown = json.loads(item.performed[item.plan.turns[number].calls.stop - 1].text)
        rows = [row for rows in shown.values() if isinstance(rows, list) for row in rows]
        texts = {value for row in rows for value in row.values() if isinstance(value, str)}
        assert not texts & {name for check in item.lines[number].checks for name in check.absent}


def test_what_the_user_named_is_never_forbidden(told: list[Told]) -> None:
    for item in told:
        for number, line in enumerate(item.lines):
            said = " ".join(before.user for before in item.lines[: number + 1])
            assert not any(f'"{name}"' in said for check in line.checks for name in check.absent)
