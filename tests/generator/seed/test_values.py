"""What single columns hold: texts that are dates or amounts, lists by their names, numbers that are moments."""

import re

import pytest

from generator.seed import raw_state
from generator.seed.making import moment
from servers.farm.state import Value
from tests.generator.seed.conftest import of

CLOCK = moment("2026-03-02T09:00:00Z")


def values(kind: str, name: str, entity: str = "gadget") -> list[Value]:
    environment = of({entity: {"columns": {name: {"kind": kind}}, "seed": {"rows": 24}}})
    return [row[name] for row in raw_state(environment).ordered(entity)]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("start_date", r"\d{4}-\d\d-\d\d"),
        ("failed_at", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"),
        ("total_amount", r"\d+(\.\d+)?"),
        ("request_count", r"\d+"),
        ("wallet_address", "0x[0-9a-f]{40}"),
        ("subnet", r"\d+\.\d+\.\d+\.\d+/28"),
        ("doi", r"10\.5555/\d{6}"),
        ("coordinates", r"-?\d+\.\d+,-?\d+\.\d+"),
        ("image_base64", "[A-Za-z0-9+/]+=*"),
        ("is_archived", "true|false"),
        ("alias", "[a-z0-9-]+"),
        ("phone_home", r"\+1-\d{3}-555-01\d\d"),
        ("barcode_value", r"\d{13}"),
        ("address2", r"\w.*"),
    ],
)
def test_texts_have_the_form_that_their_name_says(name: str, form: str) -> None:
    assert all(re.fullmatch(form, str(value)) for value in values("text", name))


@pytest.mark.parametrize("name", ["created", "updated_at", "last_login"])
def test_a_whole_number_that_is_a_moment_counts_seconds(name: str) -> None:
    assert all(
        CLOCK.timestamp() - 200 * 86_400 < int(str(value)) <= CLOCK.timestamp() for value in values("integer", name)
    )


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("countries", "[A-Z]{2}"),
        ("redirect_uris", "https://.*"),
        ("attachment_names", r".*\.\w+"),
        ("allowed_domains", r".*\.example"),
        ("permissions", "read|write|admin"),
        ("member_names", r"\S+ \S+"),
        ("subcategory_names", r"[A-Z]\w+"),
        ("suppliers", r"[A-Z].*"),
    ],
)
def test_lists_hold_what_their_name_says(name: str, form: str) -> None:
    found = [item for value in values("list", name) if isinstance(value, tuple) for item in value]
    assert found
    assert all(re.fullmatch(form, str(item)) for item in found)


def test_the_type_of_a_thing_is_one_of_that_thing() -> None:
    assert set(values("text", "type", "phone")) == {"mobile", "work", "home"}


def test_the_values_of_a_short_list_occur_about_equally_often() -> None:
    found = values("text", "priority")
    assert {found.count(value) for value in ("low", "normal", "high")} == {8}


def test_rows_of_a_table_have_their_own_places() -> None:
    assert values("integer", "sort_order") == list(range(1, 25))


def test_the_ends_of_a_call_are_telephone_numbers() -> None:
    assert all(str(value).startswith("+1-") for name in ("to", "sender") for value in values("text", name, "call"))


def test_what_was_last_seen_is_in_the_past() -> None:
    assert all(str(value) <= "2026-03-02T09:00:00Z" for value in values("datetime", "last_checkin_time"))


def test_numbers_spread_over_limits_that_the_rule_does_not_know() -> None:
    column = {"kind": "integer", "minimum": 0, "maximum": 30}
    environment = of({"gadget": {"columns": {"webhook_timeout_seconds": column}, "seed": {"rows": 24}}})
    found = {int(str(row["webhook_timeout_seconds"])) for row in raw_state(environment).ordered("gadget")}
    assert len(found) > 2
    assert all(0 <= value <= 30 for value in found)
