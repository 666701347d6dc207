import pytest

from generator.dialogues.traits import (
    are,
    counted,
    happening,
    is_odd,
    is_state,
    is_technical,
    noun,
    nouns,
    switch_words,
    trait,
)


@pytest.mark.parametrize(
    ("column", "entity", "said"),
    [
        ("due", "task", "due date"),
        ("created_at", "file", "creation time"),
        ("delegate_email", "delegate", "email"),
        ("color_background_color", "label", "background color"),
        ("messages_total", "profile", "number of messages"),
        ("physical_id", "token", "physical ID"),
        ("firstname", "driver", "first name"),
        ("zipcode", "store", "zip code"),
        ("zip_code", "store", "zip code"),
        ("image_url", "product", "image URL"),
        ("starts_on", "lease", "start date"),
        ("name", "name", "name"),
    ],
)
def test_columns_are_called_as_people_call_them(column: str, entity: str, said: str) -> None:
    assert trait(column, entity) == said


@pytest.mark.parametrize(
    ("column", "happened"),
    [
        ("created_at", "created"),
        ("modified_time", "last changed"),
        ("disable_time", "disabled"),
        ("sent_at", "sent"),
        ("expires_at", "set to expire"),
        ("start_time", None),
        ("due", None),
        ("price", None),
    ],
)
def test_times_tell_what_happened(column: str, happened: str | None) -> None:
    assert happening(column) == happened


def test_initialisms_are_in_capitals_and_plurals_plural() -> None:
    assert (noun("acl_rule"), nouns("acl_rule"), nouns("api_key")) == ("ACL rule", "ACL rules", "API keys")
    assert (counted("acl_rule"), counted("smime_info")) == ("ACL rule", "piece of S/MIME information")
    assert (noun("smime_info"), nouns("smime_info")) == ("S/MIME information", "pieces of S/MIME information")


@pytest.mark.parametrize(
    "text", ["#1A73E8", "https://a.example/b", "text/plain", "h9y65Np-JBDlOLmB", "a-b-c", "needs_action"]
)
def test_codes_are_nothing_that_people_write(text: str) -> None:
    assert is_technical(text)


@pytest.mark.parametrize("text", ["Buy milk", "Lisbon", "ana@example.com", "in progress", "2026", "+31 20 555 0101"])
def test_words_and_addresses_are(text: str) -> None:
    assert not is_technical(text)


def test_nobody_asks_about_internals() -> None:
    assert is_odd("etag")
    assert is_odd("content_hash")
    assert not is_odd("price_per_hour")


def test_states_are_marked_and_features_turned_on() -> None:
    assert is_state("hidden")
    assert is_state("is_default")
    assert not is_state("enable_auto_reply")
    assert switch_words("enable_auto_reply") == "auto reply"
    assert switch_words("working_hours_enabled") == "working hours"


@pytest.mark.parametrize(
    ("what", "verb"), [("notes", "are"), ("price", "is"), ("number of bikes", "is"), ("tags", "are")]
)
def test_verbs_agree_with_traits(what: str, verb: str) -> None:
    assert are(what) == verb
