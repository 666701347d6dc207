import json

import pytest

from generator.dialogues.facts import unsaid, unsupported

RESULT = json.dumps(
    {
        "bikes": [
            {"bike_id": "B1", "model": "City bike, blue", "status": "inRepair", "price": 12.5, "weight": 11850},
            {
                "bike_id": "B2",
                "model": "Tricycle",
                "status": "available",
                "price": 4.0,
                "bought": "2026-03-02T15:30:00Z",
            },
        ]
    }
)


@pytest.mark.parametrize(
    "reply",
    [
        'There are two bikes: "City bike, blue" and "Tricycle".',
        "The price is 12.50.",
        "It weighs 11,850 grams.",
        'The status is "in repair".',
        "It was bought on March 2, 2026 at 15:30.",
        "It was bought on March 2.",
        "I couldn't find one, so nothing has changed.",
    ],
)
def test_what_a_result_shows_may_be_said(reply: str) -> None:
    assert unsupported(reply, [RESULT], []) == []


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ('I deleted the bike "Unicycle".', ['"Unicycle"']),
        ("The price is 12.51.", ["12.51"]),
        ("There are three bikes.", ["3"]),
        ("It was bought on March 3, 2026.", ["2026-03-03"]),
        ("It was bought on March 2, 2026 at 15:31.", ["15:31"]),
        ("Write to ana@example.com.", ["ana@example.com"]),
    ],
)
def test_what_nobody_has_told_is_found(reply: str, found: list[str]) -> None:
    assert unsupported(reply, [RESULT], []) == found


def test_what_the_user_said_may_be_repeated() -> None:
    said = ['Create a bike called "Unicycle" for 12.51 on March 3, 2026.']
    assert unsupported('I created the bike "Unicycle" for 12.51 on March 3, 2026.', [], said) == []


def test_a_reply_may_count_what_it_names() -> None:
    assert unsupported('The first two are "City bike, blue" and "Tricycle".', [RESULT.replace("]", ", {}]")], []) == []


@pytest.mark.parametrize(
    "value",
    [
        "Buy milk",
        "needsAction",
        12.5,
        3,
        "2026-03-06",
        "2026-03-06T15:30:00Z",
        ["Buy milk", 3],
        True,
        "ana@example.com",
    ],
)
def test_values_are_recognised_in_the_words_for_them(value: object) -> None:
    said = ['Call it "buy milk", it needs action, 12.50 for 3, on March 6, 2026 at 15:30, for ana@example.com.']
    assert not unsaid(value, said)


@pytest.mark.parametrize(
    "value", ["Buy bread", "completed", 12.6, "2026-03-07", "2026-03-06T15:31:00Z", ["Buy milk", 4]]
)
def test_values_that_were_not_said_are_found(value: object) -> None:
    assert unsaid(value, ['Call it "buy milk", it needs action, 12.50 for 3, on March 6, 2026 at 15:30.'])
