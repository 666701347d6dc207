"""What kind of difference two answers have, and when an answer counts."""

import pytest

from client.probe.findings import Finding, cut, merged, shown
from client.probe.observing import counts_up, difference
from client.probe.tools import Tool, singular


@pytest.mark.parametrize(
    ("first", "second", "kinds"),
    [
        ("3 notes", "3 notes", set()),
        ("at 2026-11-28T10:00:00Z", "at 2026-11-28T10:00:03Z", {"time"}),
        ("day 2026-11-27, 23:10", "day 2026-11-29, 01:10", {"time"}),
        ('{"id": "9f86d081884c7d65"}', '{"id": "2c26b46b68ffc68f"}', {"chance"}),
        ("3f2b8a52-6c1d-4e0f-9a7b-5d4c3b2a1908", "a2b8a52f-6c1d-4e0f-9a7b-5d4c3b2a1907", {"chance"}),
        ("3 notes", "4 notes", {"number"}),
        ("one, two", "two, one", {"other"}),
        ("[]", "[1, 2]", {"other"}),
        ("3 notes at 10:00", "4 notes at 10:01", {"number", "time"}),
    ],
)
def test_differences_are_told_apart(first: str, second: str, kinds: set[str]) -> None:
    assert difference(first, second) == difference(second, first) == kinds


@pytest.mark.parametrize(
    ("texts", "counts"),
    [
        (["seen 1 of 5", "seen 2 of 5", "seen 3 of 5"], True),
        (["seen 1", "seen 1", "seen 1"], False),
        (["seen 1", "seen 3", "seen 5"], False),
        (["took 1.0", "took 2.0", "took 3.0"], False),
        (["a 1", "b 2", "c 3"], False),
        (["1 and 1", "2 and 2", "3 and 3"], True),
    ],
)
def test_an_answer_counts_its_calls_if_one_more_each_time_is_all_that_differs(texts: list[str], counts: bool) -> None:
    assert counts_up(texts) is counts


@pytest.mark.parametrize(
    ("name", "verb", "nouns"),
    [
        ("list_notes", "read", {"note"}),
        ("createNote", "create", {"note"}),
        ("delete-all-categories", "delete", {"all", "category"}),
        ("frobnicate", "", {"frobnicate"}),
        ("GetHTTPStatus", "read", {"http", "status"}),
    ],
)
def test_a_name_says_what_a_tool_does_and_to_what(name: str, verb: str, nouns: set[str]) -> None:
    assert str(Tool(name).verb) == verb
    assert Tool(name).nouns == nouns


def test_a_description_says_it_where_the_name_does_not() -> None:
    assert Tool("notes", "Lists all notes.").verb == "read"
    assert Tool("notes", "Deletes a note.").verb == "delete"
    assert singular("addresses") == "addresse"  # good enough: both sides are cut alike
    assert singular("bus") == "bus"


def test_a_hint_is_believed_before_a_name() -> None:
    assert not Tool("get_and_reset", hints={"readOnlyHint": False}).reads
    assert Tool("tidy", hints={"readOnlyHint": True}).reads


def test_findings_of_one_kind_are_one_and_the_worst_come_first() -> None:
    one, two = (Finding("note", "b", "x", "is odd", "mend it", tool=name) for name in ("first", "second"))
    worse = Finding("error", "b", "y", "is broken", "mend it")
    found = merged([one, two, worse], ["a", "b"])
    assert [item.what for item in found] == ["is broken", "is odd"]
    assert found[1].tools == ("first", "second")


def test_what_is_shown_is_one_short_line() -> None:
    text = shown({"a": "x" * 1_000, "b": list(range(100)), "c": "\x1b[31m\nred"})
    assert len(text) <= 300
    assert "(1,000 characters)" in text
    assert "\x1b" not in cut("\x1b[31mred\n") == "[31mred"
