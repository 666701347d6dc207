"""Numbers of nouns, articles, lists and verb forms."""

import pytest

from generator.english import article, is_mass, listing, participle, plural, sentence, singular


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("order", "orders"),
        ("address", "addresses"),
        ("status", "statuses"),
        ("category", "categories"),
        ("person", "people"),
        ("alias", "aliases"),
        ("task_list", "task_lists"),
        ("key", "keys"),
        ("invoice", "invoices"),
        ("metric", "metrics"),
        ("analysis", "analyses"),
        ("tax", "taxes"),
    ],
)
def test_singular_and_plural_undo_each_other(one: str, many: str) -> None:
    assert (plural(one), singular(many)) == (many, one)
    assert (singular(one), plural(many)) == (one, many)


def test_words_without_a_plural_stay_as_they_are() -> None:
    assert [plural(word) for word in ("media", "sms", "analytics")] == ["media", "sms", "analytics"]


def test_the_article_goes_by_the_sound() -> None:
    nouns = ["order", "user", "hour", "unit", "SMS", "invoice", "European invoice"]
    assert [article(noun).split()[0] for noun in nouns] == ["an", "a", "an", "a", "an", "an", "a"]


def test_a_listing_has_one_conjunction_before_the_last() -> None:
    assert listing(["a"]) == "a"
    assert listing(["a", "b", "c"], "or") == "a, b or c"


def test_participles_of_irregular_and_regular_verbs() -> None:
    verbs = ["send", "cancel", "close", "retry", "pay", "archive", "check in", "top", "scan", "post", "open"]
    assert [participle(verb) for verb in verbs] == [
        "sent",
        "cancelled",
        "closed",
        "retried",
        "paid",
        "archived",
        "checked in",
        "topped",
        "scanned",
        "posted",
        "opened",
    ]


def test_a_sentence_has_a_capital_and_one_stop() -> None:
    assert sentence("  list the  tasks.") == "List the tasks."


def test_what_cannot_be_counted_is_mass() -> None:
    assert is_mass("S/MIME information")
    assert not is_mass("information request")
