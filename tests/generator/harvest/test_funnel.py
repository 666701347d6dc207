"""The funnel, and the pages that tell of it."""

import pytest

from generator.harvest.funnel import Left, general, stage


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("not stateful: nothing that can be read (cat, dog) can be written", None),
        ("line 3 column 14: is no JSON; mend it", "line N column N: is no JSON"),
        ("tool 'lend', step 2 (\"find\"): is lost", "tool …, step N (…): is lost"),
        ("its first keys are 'a', 'b'", "its first keys are …"),
        ("too\nlong", "too long"),
    ],
)
def test_a_reason_loses_what_is_different_in_each_case(reason: str, told: str | None) -> None:
    assert general(reason) == (told or "not stateful: nothing that can be read (…) can be written")


def test_reasons_are_counted_the_most_frequent_first_each_with_its_first() -> None:
    found = stage("described", 5, "documents", [("no 'a'", "x"), ("is torn", "y"), ("no 'b'", "z")])
    assert found.left == (Left("no …", 2, "x"), Left("is torn", 1, "y"))
    assert found.data() == {
        "stage": "described",
        "count": 5,
        "of": "documents",
        "left": [
            {"reason": "no …", "count": 2, "example": "x"},
            {"reason": "is torn", "count": 1, "example": "y"},
        ],
    }
