"""Which maker a column gets, by its name and kind."""

import pytest

from generator.seed import with_seed_rules
from generator.seed.families import family_of, is_person
from generator.seed.makers import REGISTRY
from generator.seed.meanings import TABLE, meaning
from generator.seed.words import family, names
from generator.seed.words.choices import choice_of, choices
from tests.generator.seed.conftest import of


@pytest.mark.parametrize(
    ("kind", "name", "make"),
    [
        ("text", "first_name", "first_name"),
        ("text", "author_email", "email"),
        ("text", "reply_to_address", "email"),
        ("text", "shipping_address", "address_part"),
        ("text", "country_code", "place_part"),
        ("number", "latitude", "place_number"),
        ("text", "webhook_url", "url"),
        ("text", "color_rgb", "color"),
        ("text", "sha256", "hex"),
        ("text", "client_secret", "secret"),
        ("text", "title", "title"),
        ("text", "body_html", "text"),
        ("text", "sku", "code"),
        ("text", "time_zone", "place_part"),
        ("datetime", "created_at", "past"),
        ("datetime", "create_time", "past"),
        ("datetime", "modified_time", "after_past"),
        ("datetime", "starts_at", "around"),
        ("datetime", "started_at", "past"),
        ("date", "due_date", "around"),
        ("date", "birthday", "past"),
        ("integer", "size_bytes", "bytes"),
        ("integer", "quantity", "few"),
        ("integer", "duration_minutes", "stepped"),
        ("money", "unit_price", "price"),
        ("money", "balance", "amount"),
        ("boolean", "is_default", "first_only"),
        ("boolean", "archived", "flag"),
        ("enum", "status", "spread"),
        ("list", "tags", "several"),
        ("list", "attendees", "emails"),
        ("text", "host", "hostname"),
        ("text", "created_by", "person_name"),
        ("text", "redirect_url", "url"),
        ("text", "photo_image_128x128", "url"),
        ("text", "txid", "hex"),
        ("text", "cidr", "ip"),
        ("text", "doi", "code"),
        ("text", "birth_place", "place_part"),
        ("text", "total_amount", "amount"),
        ("text", "max_retries", "whole"),
        ("text", "failed_at", "past"),
        ("integer", "created", "past"),
        ("integer", "sort_order", "ordinal"),
        ("integer", "response_status", "pick_number"),
        ("text", "load_profile_type", "pick_from"),
        ("text", "topic_arn", "code"),
        ("text", "frobnication", "word"),
    ],
)
def test_the_name_of_a_column_tells_its_maker(kind: str, name: str, make: str) -> None:
    found = meaning(kind, name)
    assert found is not None
    assert found.make == make


def test_the_part_before_a_role_is_kept() -> None:
    found = meaning("text", "assignee_email")
    assert found is not None
    assert found.options == {"role": "assignee"}


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("address_type", "address_type"),
        ("legal_entity_type", "party_type"),
        ("widget_type", "types"),
        ("method", "verb"),
        ("calculation_method", "mode"),
        ("request_payload", "json"),
        ("weight_unit", "weight_unit"),
        ("is_archived", "truth"),
        ("failure_reason", "error"),
        ("frobnication", None),
    ],
)
def test_texts_of_a_few_words_find_their_list(name: str, chosen: str | None) -> None:
    assert choice_of(name) == chosen


def test_lists_of_choices_have_different_values() -> None:
    assert len(choices()) > 80
    for name, (_, values) in choices().items():
        assert len(set(values)) >= 2, name
        assert all(value == value.strip() != "" for value in values), name


def test_references_and_positions_have_no_maker() -> None:
    assert meaning("reference", "user_id") is None
    assert meaning("position", "rank") is None


def test_every_line_of_the_table_names_a_maker_that_exists() -> None:
    assert {line.make for line in TABLE} <= set(REGISTRY)


@pytest.mark.parametrize(
    ("entity", "known"),
    [
        ("task", "task"),
        ("pull_request_review", "comment"),
        ("calendar_list_entry", "calendar"),
        ("order_line", "product"),
        ("companies", "company"),
        ("zorblax", ""),
    ],
)
def test_a_noun_finds_its_family(entity: str, known: str) -> None:
    assert family_of(entity) == known


def test_people_are_people() -> None:
    assert is_person("customer")
    assert is_person("team_member")
    assert not is_person("invoice")


@pytest.mark.parametrize("name", names())
def test_the_titles_of_a_family_differ_and_are_enough(name: str) -> None:
    titles = family(name).titles
    assert len(titles) == len(set(titles)) >= 10
    assert not any("lorem" in title.lower() for title in titles)


def test_the_subject_of_a_mail_is_no_subject_of_a_catalogue() -> None:
    environment = of({"newsletter": {"columns": {"email_subject": {"kind": "text"}}}})
    rule = with_seed_rules(environment).entities["newsletter"].seed.columns["email_subject"]
    assert rule.options["family"] == "message"
