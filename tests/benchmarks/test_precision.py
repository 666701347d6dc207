"""The study of precision: what a draw may hold, and what is said of verdicts that do not fit it."""

import json

from .precision import ASPECTS, DESCRIPTIONS, VERDICTS, WANTED, Verdict, may_join, problems, shares, written

DRAWN = [("shop.test", "listOrders"), ("shop.test", "buy")]


def judged(operation: str, *wrong: str, why: str = "as it is described") -> Verdict:
    return Verdict("shop.test", operation, operation, {aspect: aspect not in wrong for aspect in ASPECTS}, why)


def test_cloud_vendors_make_at_most_half_and_others_come_once() -> None:
    half = [f"azure.com/disks{number}" for number in range(DESCRIPTIONS // 2)]
    assert may_join("amazonaws.com/queues", half[1:])
    assert not may_join("amazonaws.com/queues", half)
    assert may_join("shop.test/orders", half)
    assert not may_join("shop.test/orders", ["shop.test/stock"])


def test_nothing_is_wrong_with_verdicts_on_what_was_drawn() -> None:
    assert problems([judged("listOrders"), judged("buy")], DRAWN) == []


def test_other_draws_missing_reasons_and_low_shares_are_told() -> None:
    found = problems([judged("listOrders", "entity", why=""), judged("sell")], DRAWN)
    assert found == [
        "judged, but not drawn: shop.test sell",
        "drawn, but not judged: shop.test buy",
        "without a reason: shop.test listOrders",
        "too few are right in entity",
    ]
    assert problems([], []) == ["nothing is judged"]


def test_the_committed_file_holds_sixty_verdicts_as_they_are_written() -> None:
    text = VERDICTS.read_text(encoding="utf-8")
    data = json.loads(text)
    verdicts = [Verdict(**row) for row in data["rows"]]
    assert len({item.drawn for item in verdicts}) == 60
    assert all(set(item.right) == set(ASPECTS) and item.why for item in verdicts)
    assert written(data["seed"], verdicts) == text
    assert set(shares(verdicts)) == set(WANTED)
