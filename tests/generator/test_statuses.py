"""How states are told of."""

import pytest

from generator.statuses import being


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (("PENDING",), "is pending"),
        (("pending", "in_progress", "paid"), "is pending, in progress or paid"),
        (("draft", "open"), "is a draft or open"),
        (("requires_action",), "requires action"),
        (("pending", "requires_action"), "is pending or requires action"),
        (("requires_action", "awaits_review", "open"), "requires action, awaits review or is open"),
    ],
)
def test_what_is_said_of_a_row_in_a_state_is_a_sentence(values: tuple[str, ...], told: str) -> None:
    assert being(values) == told
