"""Rows that make sense: names with their emails, ends after starts, totals that add up, paths that agree."""

from collections import Counter
from decimal import Decimal

import pytest

from generator.seed import raw_state
from generator.seed.words.people import PLACES, SPOKEN_THERE
from servers.farm.model import Environment
from servers.farm.state import Row
from tests.generator.seed.conftest import of

SEEDS = [1, 2, 3]
CLOCK = "2026-03-02T09:00:00Z"


def rows(environment: Environment, entity: str, seed: int) -> list[Row]:
    return raw_state(environment, seed).ordered(entity)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_email_belongs_to_the_name_of_its_row(desk: Environment, seed: int) -> None:
    for row in rows(desk, "user", seed):
        first = str(row["email"]).partition(".")[0]
        assert str(row["name"]).lower().startswith(first[:2])


@pytest.mark.parametrize("seed", SEEDS)
def test_addresses_and_numbers_cannot_belong_to_anybody(desk: Environment, seed: int) -> None:
    for row in rows(desk, "user", seed):
        assert str(row["email"]).endswith(".example")
        assert row["phone"] is None or "-555-01" in str(row["phone"])


@pytest.mark.parametrize("seed", SEEDS)
def test_events_end_after_they_start(desk: Environment, seed: int) -> None:
    assert all(str(row["start_time"]) < str(row["end_time"]) for row in rows(desk, "event", seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_completion_time_is_there_exactly_when_completed(desk: Environment, seed: int) -> None:
    found = rows(desk, "task", seed)
    assert all((row["status"] == "completed") == (row["completed_at"] is not None) for row in found)
    assert all(str(row["created_at"]) <= str(row["completed_at"] or CLOCK) <= CLOCK for row in found)


@pytest.mark.parametrize("seed", SEEDS)
def test_due_dates_lie_on_both_sides_of_the_clock(desk: Environment, seed: int) -> None:
    dates = [str(row["due_on"]) for row in rows(desk, "task", seed) if row["due_on"]]
    assert min(dates) < CLOCK[:10] < max(dates)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_value_of_an_enum_occurs_and_the_default_most(desk: Environment, seed: int) -> None:
    counts = Counter(row["status"] for row in rows(desk, "order", seed))
    assert set(counts) == {"open", "paid", "shipped", "cancelled"}
    assert counts.most_common(1)[0][0] == "open"


@pytest.mark.parametrize("seed", SEEDS)
def test_subtasks_are_in_the_list_of_their_parent(desk: Environment, seed: int) -> None:
    table = {row["task_id"]: row for row in rows(desk, "task", seed)}
    children = [row for row in table.values() if row["parent_id"] is not None]
    assert children
    assert all(table[row["parent_id"]]["task_list_id"] == row["task_list_id"] for row in children)


@pytest.mark.parametrize("seed", SEEDS)
def test_some_parents_have_many_children_and_some_none(desk: Environment, seed: int) -> None:
    state = raw_state(desk, seed)
    counts = Counter(row["task_list_id"] for row in state.ordered("task"))
    assert max(counts.values()) >= 4
    assert len(counts) < len(state.rows["task_list"])


@pytest.mark.parametrize("seed", SEEDS)
def test_totals_add_up_over_the_lines_and_lines_have_the_products_price(desk: Environment, seed: int) -> None:
    state = raw_state(desk, seed)
    prices = {row["sku"]: row["price"] for row in state.ordered("product")}
    sums: dict[object, Decimal] = {}
    for line in state.ordered("order_line"):
        assert line["price"] == prices[line["sku"]]
        sums[line["order_id"]] = sums.get(line["order_id"], Decimal(0)) + Decimal(str(line["price"])) * int(
            str(line["quantity"])
        )
    assert all(row["total"] == sums.get(row["order_id"], 0) for row in state.ordered("order"))


@pytest.mark.parametrize("seed", SEEDS)
def test_titles_differ_and_belong_to_their_texts(desk: Environment, seed: int) -> None:
    found = rows(desk, "event", seed)
    titles = [row["summary"] for row in found]
    assert len(titles) == len(set(titles))
    notes = {row["summary"]: row["description"] for other in SEEDS for row in rows(desk, "event", other)}
    assert all(row["description"] in (None, notes[row["summary"]]) or notes[row["summary"]] is None for row in found)


def test_two_entities_with_the_same_words_list_them_differently() -> None:
    columns = {"title": {"kind": "text"}}
    environment = of({"task": {"columns": columns}, "todo": {"columns": columns}})
    state = raw_state(environment)
    assert [row["title"] for row in state.ordered("task")] != [row["title"] for row in state.ordered("todo")]


def test_two_entities_of_people_list_them_differently() -> None:
    columns = {"name": {"kind": "text"}}
    environment = of({"customer": {"columns": columns}, "driver": {"columns": columns}})
    state = raw_state(environment)
    assert [row["name"] for row in state.ordered("customer")] != [row["name"] for row in state.ordered("driver")]


def test_a_noun_that_nobody_knows_still_gets_a_readable_name() -> None:
    environment = of({"flux_gizmo": {"columns": {"name": {"kind": "text"}}}})
    names = [str(row["name"]) for row in raw_state(environment).ordered("flux_gizmo")]
    assert len(names) == len(set(names))
    assert all("flux gizmo" in name for name in names)


def test_limits_of_columns_are_kept() -> None:
    environment = of(
        {
            "order": {
                "columns": {
                    "name": {"kind": "text", "max_length": 12},
                    "quantity": {"kind": "integer", "minimum": 7, "maximum": 8},
                    "weight": {"kind": "number", "minimum": 100, "maximum": 101},
                }
            }
        }
    )
    for row in raw_state(environment).ordered("order"):
        assert len(str(row["name"])) <= 12
        assert 7 <= int(str(row["quantity"])) <= 8
        assert 100 <= float(str(row["weight"])) <= 101


def test_an_invariant_says_what_comes_after_what() -> None:
    environment = of(
        {
            "shift": {
                "columns": {"opening": {"kind": "datetime"}, "zenith": {"kind": "datetime"}},
                "invariants": ["shift.opening < shift.zenith"],
            }
        }
    )
    assert all(str(row["opening"]) < str(row["zenith"]) for row in raw_state(environment).ordered("shift"))


def test_about_a_quarter_of_a_nullable_column_is_null() -> None:
    environment = of({"note": {"columns": {"mood": {"kind": "integer", "nullable": True}}, "seed": {"rows": 40}}})
    missing = sum(row["mood"] is None for row in raw_state(environment).ordered("note"))
    assert 6 <= missing <= 14


def test_the_first_row_of_each_parent_is_the_primary_one() -> None:
    address = {
        "customer_id": {"kind": "reference", "to": "customer", "on_delete": "cascade"},
        "primary": {"kind": "boolean"},
    }
    environment = of({"customer": {"columns": {"name": {"kind": "text"}}}, "address": {"columns": address}})
    found = raw_state(environment).ordered("address")
    primary = Counter(row["customer_id"] for row in found if row["primary"])
    assert set(primary) == {row["customer_id"] for row in found}
    assert set(primary.values()) == {1}


def test_counts_of_children_are_right() -> None:
    environment = of(
        {
            "album": {"columns": {"name": {"kind": "text"}, "photo_count": {"kind": "integer"}}},
            "photo": {"columns": {"album_id": {"kind": "reference", "to": "album", "on_delete": "cascade"}}},
        }
    )
    state = raw_state(environment)
    counts = Counter(row["album_id"] for row in state.ordered("photo"))
    assert all(row["photo_count"] == counts[row["album_id"]] for row in state.ordered("album"))


def test_a_file_and_its_type_agree() -> None:
    environment = of({"file": {"columns": {"name": {"kind": "text"}, "mime_type": {"kind": "text"}}}})
    for row in raw_state(environment).ordered("file"):
        assert (str(row["name"]).endswith(".pdf")) == (row["mime_type"] == "application/pdf")


def test_places_of_one_row_agree() -> None:
    columns = {name: {"kind": "text"} for name in ("city", "country", "country_code", "postal_code")}
    environment = of({"venue": {"columns": columns}})
    for row in raw_state(environment).ordered("venue"):
        assert (row["city"] == "Lisbon") == (row["postal_code"] == "1100-053")
        assert (row["country"] == "Portugal") == (row["country_code"] == "PT")


def test_telephone_language_zone_and_currency_are_those_of_the_place() -> None:
    names = ("billing_city", "billing_country_code", "phone", "locale", "time_zone", "currency")
    environment = of({"shop": {"columns": {name: {"kind": "text"} for name in names}, "seed": {"rows": 40}}})
    found = raw_state(environment).ordered("shop")
    assert len({row["billing_city"] for row in found}) > 5
    for row in found:
        place = next(item for item in PLACES if item[0] == row["billing_city"])
        start, language = SPOKEN_THERE[place[3]]
        assert (row["billing_country_code"], row["time_zone"], row["currency"]) == (place[3], place[7], place[8])
        assert str(row["phone"]).startswith(f"+{start}-")
        assert row["locale"] == language


@pytest.mark.parametrize("name", ["address_latitude", "shop_latitude", "latitude"])
def test_a_position_is_near_the_city(name: str) -> None:
    columns = {"city": {"kind": "text"}, name: {"kind": "number"}}
    for row in raw_state(of({"shop": {"columns": columns}})).ordered("shop"):
        place = next(item for item in PLACES if item[0] == row["city"])
        assert abs(float(str(row[name])) - place[5]) < 0.1


def test_lines_are_in_the_currency_of_their_order() -> None:
    currency = {"currency": {"kind": "text"}}
    order_id = {"kind": "reference", "to": "order", "on_delete": "cascade"}
    environment = of({"order": {"columns": currency}, "order_line": {"columns": {"order_id": order_id, **currency}}})
    for seed in SEEDS:
        state = raw_state(environment, seed)
        orders = {row["order_id"]: row["currency"] for row in state.ordered("order")}
        assert all(row["currency"] == orders[row["order_id"]] for row in state.ordered("order_line"))


def test_a_short_list_does_not_stop_rows_that_have_to_differ() -> None:
    unique = [{"columns": ["source"], "fault": "source_taken"}]
    declared = {"gadget": {"columns": {"source": {"kind": "text"}}, "unique": unique}}
    found = raw_state(of(declared, faults={"source_taken": {"message": "Taken."}})).ordered("gadget")
    assert len({row["source"] for row in found}) == len(found) >= 8


def test_initials_are_those_of_the_name() -> None:
    columns = {name: {"kind": "text"} for name in ("first_name", "last_name", "initials")}
    for row in raw_state(of({"user": {"columns": columns}})).ordered("user"):
        assert row["initials"] == f"{str(row['first_name'])[0]}{str(row['last_name'])[0]}"


def test_links_are_not_made_twice() -> None:
    link = {
        "message_id": {"kind": "reference", "to": "message", "on_delete": "cascade"},
        "label_id": {"kind": "reference", "to": "label", "on_delete": "cascade"},
    }
    environment = of(
        {
            "message": {"columns": {"subject": {"kind": "text"}}},
            "label": {"columns": {"name": {"kind": "text"}}},
            "message_label": {"columns": link},
        }
    )
    pairs = [(row["message_id"], row["label_id"]) for row in raw_state(environment).ordered("message_label")]
    assert len(pairs) == len(set(pairs)) > 10


def test_nobody_writes_to_themselves() -> None:
    columns = {"sender": {"kind": "text"}, "recipients": {"kind": "list"}}
    environment = of({"message": {"columns": columns, "seed": {"rows": 40}}})
    found = raw_state(environment).ordered("message")
    assert not any(row["sender"] in tuple(row["recipients"] or ()) for row in found)  # type: ignore[arg-type]


ENDS = [
    ("start", "end"),
    ("start_date", "end_date"),
    ("check_in", "check_out"),
    ("issued_at", "due_at"),
    ("started_at", "completed_at"),
    ("valid_from", "valid_until"),
    ("departure", "arrival"),
    ("since", "until"),
    ("invoice_date", "due_date"),
    ("filter_started_at", "filter_ended_at"),
    ("first_seen", "last_seen"),
]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", ["date", "datetime"])
@pytest.mark.parametrize(("early", "late"), ENDS)
def test_rows_keep_an_order_that_an_invariant_asks_for_where_both_are_there(
    early: str, late: str, kind: str, seed: int
) -> None:
    columns = {name: {"kind": kind, "nullable": True} for name in (early, late)}
    rule = f"thing.{early} is None or thing.{late} is None or thing.{early} <= thing.{late}"
    small = of({"thing": {"columns": {"name": {"kind": "text"}, **columns}, "invariants": [rule]}})
    found = rows(small, "thing", seed)
    both = [(str(row[early]), str(row[late])) for row in found if row[early] and row[late]]
    assert len(found) >= 8
    assert both
    assert all(start <= end for start, end in both)


def test_no_row_is_made_that_breaks_an_invariant_that_no_rule_knows() -> None:
    columns = {"low": {"kind": "integer", "minimum": 0, "maximum": 9}, "high": {"kind": "integer", "maximum": 9}}
    small = of({"thing": {"columns": columns, "invariants": ["thing.low * 2 <= thing.high + 9"]}})
    found = rows(small, "thing", 1)
    assert found
    assert all(int(str(row["low"])) * 2 <= int(str(row["high"])) + 9 for row in found)
