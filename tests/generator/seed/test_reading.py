"""Rows that a demanding reader goes through: lists that differ, words that fit, states that are rare."""

from typing import Any

import pytest

from generator.seed import raw_state
from generator.seed.families import family_of
from generator.seed.meanings import meaning
from servers.farm.state import Value
from tests.generator.seed.conftest import of

SEEDS = (1, 2, 3)
TEXT = {"kind": "text"}


def values(entity: str, columns: dict[str, Any], name: str, seed: int = 1, **more: Any) -> list[Value]:
    environment = of({entity: {"columns": columns, "seed": {"rows": 24}, **more}})
    return [row[name] for row in raw_state(environment, seed).ordered(entity)]


@pytest.mark.parametrize("seed", SEEDS)
def test_entities_that_draw_from_one_family_have_few_names_in_common(seed: int) -> None:
    names = ("task", "todo", "reminder")
    state = raw_state(of({name: {"columns": {"title": TEXT}, "seed": {"rows": 8}} for name in names}), seed)
    lists = [{row["title"] for row in state.ordered(name)} for name in names]
    for place, own in enumerate(lists):
        assert all(len(own & other) <= len(own) // 2 for other in lists[:place])


@pytest.mark.parametrize("seed", SEEDS)
def test_texts_still_go_with_their_titles_wherever_a_table_begins(seed: int) -> None:
    columns = {"title": TEXT, "description": TEXT}
    known: dict[str, set[Value]] = {}
    for name in ("task", "todo"):
        environment = of({other: {"columns": columns, "seed": {"rows": 10}} for other in ("task", "todo")})
        for row in raw_state(environment, seed).ordered(name):
            known.setdefault(str(row["title"]).partition(", ")[0], set()).add(row["description"])
    assert all(len(texts) == 1 for texts in known.values())


def test_a_second_title_says_something_else() -> None:
    columns = {"title": TEXT, "embargo_title": TEXT, "online_title": TEXT}
    state = raw_state(of({"article": {"columns": columns}}))
    for row in state.ordered("article"):
        assert row["embargo_title"] != row["title"]
        assert row["online_title"] == row["title"]


@pytest.mark.parametrize("name", ["deleted_at", "cancelled_on", "archived_at"])
def test_few_rows_are_gone_where_no_status_tells_it(name: str) -> None:
    found = values("gadget", {name: {"kind": "datetime", "nullable": True}}, name)
    assert 1 <= sum(value is not None for value in found) <= len(found) // 3


def test_errors_are_told_as_machines_tell_them() -> None:
    state = {"kind": "enum", "values": ["running", "failed", "completed"]}
    columns = {"state": state, "error_message": {"kind": "text", "nullable": True}}
    rows = raw_state(of({"job": {"columns": columns, "seed": {"rows": 24}}})).ordered("job")
    assert all((row["error_message"] is not None) == (row["state"] == "failed") for row in rows)
    told = {"Connection timed out", "File not found", "Quota exceeded", "Invalid signature", "Access denied"}
    assert {row["error_message"] for row in rows} - {None} <= told


def test_notes_from_a_guest_are_sentences() -> None:
    assert all(
        " " in str(value) and str(value)[-1] in ".?!"
        for value in values("booking", {"notes_from_guest": TEXT}, "notes_from_guest")
    )


def test_where_a_country_does_not_fit_its_code_stands() -> None:
    found = values("gadget", {"country": {"kind": "text", "max_length": 2}}, "country")
    assert all(str(value).isupper() and len(str(value)) == 2 for value in found)


def test_taxes_are_such_as_there_are() -> None:
    found = values("product", {"vat_percentage": {"kind": "number"}}, "vat_percentage")
    assert set(found) <= {0.0, 5.0, 7.0, 10.0, 19.0, 20.0, 21.0}


def test_two_columns_that_nobody_knows_say_different_things() -> None:
    state = raw_state(of({"gadget": {"columns": {"flurbing": TEXT, "wobbling": TEXT}, "seed": {"rows": 24}}}))
    first, second = ({row[name] for row in state.ordered("gadget")} for name in ("flurbing", "wobbling"))
    assert first != second
    assert len(first) >= 5


@pytest.mark.parametrize(
    "name", ["send_at", "use_case", "used_by", "allow_origins", "show_name", "send_to", "is_a_type"]
)
def test_what_only_begins_like_a_question_is_none(name: str) -> None:
    found = meaning("text", name)
    assert found is None or set(found.options.get("values", ())) != {"true", "false"}  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "low", "high"), [("year_of_birth", 1940, 2008), ("year_built", 1850, 2025)])
def test_years_are_those_of_what_they_tell(name: str, low: int, high: int) -> None:
    assert all(low <= int(str(value)) <= high for value in values("gadget", {name: {"kind": "integer"}}, name))


def test_a_limit_per_day_is_no_day_of_a_month_and_a_business_unit_no_kilogram() -> None:
    limits = meaning("integer", "requests_per_day")
    assert limits is not None
    assert limits.options.get("high") != 28
    for name in ("business_unit", "organizational_unit", "payment_terms", "http_status_code"):
        found = meaning("text", name)
        assert found is not None
        assert found.make != "unit"
        assert found.options.get("list") not in ("search_term", "states")


def test_one_task_of_a_table_has_a_long_title_and_no_firm_has() -> None:
    tasks = [str(value) for value in values("task", {"title": TEXT}, "title")]
    assert sum(len(value) > 70 for value in tasks) == 1
    assert all(len(str(value)) < 50 for value in values("company", {"title": TEXT}, "title"))


@pytest.mark.parametrize(
    ("noun", "family"),
    [
        ("patient_health", ""),
        ("lending_request", ""),
        ("return_request", "order"),
        ("support_request", "issue"),
        ("pay_run", "transaction"),
        ("test_run", "workflow"),
        ("run", "exercise"),
        ("team_member", "person"),
        ("sub_contractor", "person"),
        ("calendar_list_entry", "calendar"),
    ],
)
def test_what_a_noun_is_about_is_told_by_its_head(noun: str, family: str) -> None:
    assert family_of(noun) == family


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("card_brand", "pick_from"),
        ("state_message", "pick_from"),
        ("status_title", "pick_from"),
        ("reason_title", "family_title"),
        ("tag_list", "tags_text"),
        ("slug_name", "slug"),
        ("item_sku_reference", "code"),
        ("purchase_order_num", "code"),
        ("publication_place", "place_part"),
        ("destination_title", "place_part"),
        ("printed", "pick_from"),
        ("cors_origin", "url"),
        ("display_to", "word"),
        ("feed", "word"),
    ],
)
def test_a_name_of_a_column_is_read_as_a_whole(name: str, make: str) -> None:
    found = meaning("text", name)
    assert found is not None
    assert found.make == make
