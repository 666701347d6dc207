import pytest

from client.records import ResponseCheck
from client.responses import dates, holds, numbers, obtained


def check(kind: str, value: object = None, tolerance: float = 0.0) -> ResponseCheck:
    return ResponseCheck.model_validate({"turn": 0, "kind": kind, "value": value, "tolerance": tolerance})


@pytest.mark.parametrize(
    ("kind", "value", "reply"),
    [
        ("fact", "Lake House", "It is the lake house."),
        ("fact", "needsAction", "It still needs action."),
        ("fact", "IN_PROGRESS", "The status is in progress."),
        ("number", 1250.5, "That makes 1,250.50 in all."),
        ("number", 3, "You have 3 of them."),
        ("date", "2026-03-04", "It is due on March 4."),
        ("date", "2026-03-04", "It is due on 4 March 2026."),
        ("date", "2026-03-04T10:00:00Z", "It is due 2026-03-04."),
        ("set", ["Milk", "Eggs"], "eggs and milk"),
        ("abstain", None, "I can’t cancel it: it was shipped."),
    ],
)
def test_a_reply_that_says_it_holds(kind: str, value: object, reply: str) -> None:
    assert holds(check(kind, value), [reply])


@pytest.mark.parametrize(
    ("kind", "value", "reply"),
    [
        ("fact", "Lake House", "It is the sea house."),
        ("number", 10, "There are 110 of them, see v10.2"),
        ("number", 3, "in 2003"),
        ("date", "2026-03-04", "It is due on March 5."),
        ("date", "2026-03-04", "It is due on 4 March 2027."),
        ("set", ["Milk", "Eggs"], "only milk"),
        ("abstain", None, "Done, it is cancelled."),
        ("fact", "Lake House", ""),
        ("fact", "it", "Italian is spoken, with wit."),
        ("fact", "low", "The priority is slow."),
        ("set", ["Milk", "Eggs"], "milky eggs"),
    ],
)
def test_a_reply_that_does_not_say_it_fails(kind: str, value: object, reply: str) -> None:
    assert not holds(check(kind, value), [reply])


def test_a_reply_that_names_what_was_not_asked_for_fails() -> None:
    strict = check("set", ["Milk"]).model_copy(update={"absent": ["Eggs", "Oat milk"]})
    assert holds(strict, ["There is milk."])
    assert holds(strict, ["There is milk, and eggshells are no Eggses."])
    assert not holds(strict, ["There is milk, and there are Eggs."])
    assert not holds(strict, ["Oat milk, Milk"])


def test_a_turn_without_a_reply_says_nothing() -> None:
    assert not holds(check("fact", "x"), [])


def test_numbers_with_thousands_and_dates_without_years_are_read() -> None:
    assert numbers("1,250.50 and -3") == [1250.5, -3.0]
    assert dates("Mar 4, 2026; 2026-01-02; 5th of May") == ["2026-01-02", "2026-03-04", "--05-05"]


def test_a_fact_that_no_tool_gave_was_guessed() -> None:
    results = ['{"task":{"title":"Buy milk","price":12.0}}']
    assert obtained(check("fact", "buy milk"), results)
    assert obtained(check("number", 12), results)
    assert not obtained(check("fact", "buy eggs"), results)
    assert not obtained(check("fact", "buy mil"), results)
    assert not obtained(check("number", 13), results)
