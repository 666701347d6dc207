"""Words for sentences."""

import pytest

from servers.farm.phrases import article, column_phrase, gerund, joined, pronoun, said, spoken_value, uncapitalised


def test_articles_follow_the_sound() -> None:
    nouns = ["bike", "order", "user", "hour", "one-way trip", "unit", "umbrella", "uniform", "ACL rule", "URL", "SMS"]
    articles = ["a", "an", "a", "an", "a", "a", "an", "a", "an", "a", "an"]
    assert [article(noun).split()[0] for noun in nouns] == articles


def test_what_is_not_counted_has_no_article() -> None:
    assert [article(noun) for noun in ("media", "billing data", "data set")] == ["media", "billing data", "a data set"]


def test_parts_are_joined_as_in_a_sentence() -> None:
    assert [joined(["a"]), joined(["a", "b"]), joined("abc", "or")] == ["a", "a and b", "a, b or c"]


GERUNDS = {
    "Move a task": "moving a task",
    "Top up": "topping up",
    "Log in": "logging in",
    "Submit a claim": "submitting a claim",
    "Unpin a note": "unpinning a note",
    "Update a file": "updating a file",
    "Edit a file": "editing a file",
    "Pay an invoice": "paying an invoice",
    "Tie a knot": "tying a knot",
    "Agree": "agreeing",
    "Fix a bike": "fixing a bike",
    "Read a note": "reading a note",
    "Try again": "trying again",
    "Begin a shift": "beginning a shift",
    "Open a job": "opening a job",
}


@pytest.mark.parametrize(("command", "gerund_"), GERUNDS.items())
def test_a_command_becomes_what_is_done(command: str, gerund_: str) -> None:
    assert gerund(command) == gerund_


def test_initialisms_keep_their_capitals() -> None:
    assert [said("acl_rule"), said("smime_info"), said("user_ids")] == ["ACL rule", "S/MIME info", "user IDs"]


def test_values_are_told_in_small_words() -> None:
    assert [spoken_value(value) for value in ("IN_PROGRESS", "inProgress", "Starting")] == [
        "in progress",
        "in progress",
        "starting",
    ]


def test_columns_of_times_and_references_are_told_by_what_they_hold() -> None:
    assert [column_phrase(name) for name in ("started_at", "due_on", "owner_id")] == [
        "started time",
        "due date",
        "owner",
    ]


def test_people_are_they() -> None:
    assert [pronoun(name).possessive for name in ("team_member", "invoice")] == ["their", "its"]


def test_a_name_at_the_beginning_keeps_its_capital() -> None:
    assert [uncapitalised("The end"), uncapitalised("ACL rules")] == ["the end", "ACL rules"]
