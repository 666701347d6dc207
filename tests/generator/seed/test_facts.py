"""Values that could be true: amounts that add up, facts of countries and currencies, forms of cards and keys."""

import re
from decimal import Decimal

import pytest

from generator.seed.words import family
from generator.seed.words.catalogues import CATALOGUES
from generator.seed.words.makings import SETTINGS
from generator.seed.words.people import PLACES
from servers.farm.state import Row
from tests.generator.seed.conftest import of
from tests.generator.seed.test_coherence import CLOCK, SEEDS, rows

MONEY = {"kind": "money"}
SALES = {
    "payout": {
        "columns": {"amount": MONEY, "fee": {"kind": "money", "nullable": True}, "net_amount": MONEY},
    },
    "bill": {
        "columns": {
            "subtotal": MONEY,
            "tax_amount": MONEY,
            "discount": MONEY,
            "total": MONEY,
            "amount_paid": MONEY,
            "amount_due": MONEY,
        },
    },
    "order": {"columns": {"subtotal": MONEY, "tax": MONEY, "total": MONEY}},
    "line": {"columns": {"order_id": {"kind": "reference", "to": "order", "on_delete": "cascade"}, "amount": MONEY}},
}


def _amount(row: Row, name: str) -> Decimal:
    return Decimal(str(row[name] or 0))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_left_of_an_amount_is_the_amount_without_its_fee(seed: int) -> None:
    found = rows(of(SALES), "payout", seed)
    assert all(_amount(row, "net_amount") == _amount(row, "amount") - _amount(row, "fee") for row in found)
    assert any(row["fee"] for row in found)
    assert all(_amount(row, "net_amount") > 0 for row in found)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_total_is_what_its_parts_say_and_what_is_due_is_what_is_not_paid(seed: int) -> None:
    for row in rows(of(SALES), "bill", seed):
        parts = _amount(row, "subtotal") + _amount(row, "tax_amount") - _amount(row, "discount")
        assert _amount(row, "total") == parts
        assert _amount(row, "amount_due") == _amount(row, "total") - _amount(row, "amount_paid") >= 0


@pytest.mark.parametrize("seed", SEEDS)
def test_a_total_above_lines_follows_the_subtotal_that_they_make(seed: int) -> None:
    environment = of(SALES)
    lines = rows(environment, "line", seed)
    for row in rows(environment, "order", seed):
        below = sum((_amount(line, "amount") for line in lines if line["order_id"] == row["order_id"]), Decimal(0))
        assert _amount(row, "subtotal") == below
        assert _amount(row, "total") == below + _amount(row, "tax")
    assert all(_amount(row, "tax") > 0 for row in rows(environment, "order", seed))


TEXT, PERHAPS = {"kind": "text"}, {"kind": "text", "nullable": True}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_catalogue_has_every_country_and_currency_once_and_its_facts_agree(seed: int) -> None:
    environment = of(
        {
            "country": {"columns": {"name": TEXT, "iso3": PERHAPS, "calling_code": TEXT}},
            "currency": {
                "columns": {"code": TEXT, "name": TEXT, "symbol": TEXT, "decimal_places": {"kind": "integer"}}
            },
            "language": {"columns": {"code": TEXT, "native_name": TEXT}},
        }
    )
    countries, currencies = rows(environment, "country", seed), rows(environment, "currency", seed)
    for found, column in ((countries, "name"), (currencies, "code"), (rows(environment, "language", seed), "code")):
        values = [row[column] for row in found]
        assert len(set(values)) == len(values) >= 8
    known = {fact["name"]: fact for fact in CATALOGUES["country"]}
    assert all(row["iso3"] == known[str(row["name"])]["code3"] for row in countries)
    assert all(row["calling_code"] == known[str(row["name"])]["calling"] for row in countries)
    money = {fact["code"]: fact for fact in CATALOGUES["currency"]}
    assert all(row["decimal_places"] == int(money[str(row["code"])]["digits"]) for row in currencies)


def test_no_two_facts_of_a_catalogue_have_one_name_or_code() -> None:
    for facts in CATALOGUES.values():
        assert all(
            len({fact[column] for fact in facts}) == len(facts)
            for column in ("name", "code", "code3")
            if column in facts[0]
        )


def test_a_variable_is_set_to_what_its_name_asks_for() -> None:
    found = rows(of({"env_variable": {"columns": {"name": TEXT, "value": TEXT}}}), "env_variable", 1)
    assert all(row["value"] == SETTINGS[name] for row in found if (name := str(row["name"])) in SETTINGS)
    assert {row["name"] for row in found} & set(SETTINGS)


def test_what_is_finished_was_started_before_whatever_both_are_called() -> None:
    moments = {"dump_start_date": {"kind": "date"}, "dump_finished_date": {"kind": "date"}}
    found = rows(of({"migration": {"columns": moments}}), "migration", 1)
    assert all(str(row["dump_start_date"]) <= str(row["dump_finished_date"]) for row in found)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_tax_is_a_small_part_of_its_total_whatever_both_are_called(seed: int) -> None:
    columns = {"order_total_price": MONEY, "order_total_tax": {"kind": "money", "nullable": True}}
    for row in rows(of({"sale": {"columns": columns}}), "sale", seed):
        assert _amount(row, "order_total_tax") * 9 < _amount(row, "order_total_price")


def test_what_cards_and_keys_and_measured_times_say_has_their_form() -> None:
    columns = {
        "credit_card_number": TEXT,
        "card_verification_code": TEXT,
        "expiration_year": {"kind": "integer"},
        "public_key": TEXT,
        "run_time": {"kind": "number"},
    }
    for row in rows(of({"terminal": {"columns": columns}}), "terminal", 1):
        assert re.fullmatch(r"[*]{12}\d{4}", str(row["credit_card_number"]))
        assert re.fullmatch(r"\d{3}", str(row["card_verification_code"]))
        assert int(str(row["expiration_year"])) >= 2026
        assert "PUBLIC KEY" in str(row["public_key"])
        assert float(str(row["run_time"])) <= 240


@pytest.mark.parametrize("seed", SEEDS)
def test_who_pays_is_seldom_who_is_paid(seed: int) -> None:
    columns = {"creditor_name": TEXT, "debtor_name": TEXT}
    found = rows(of({"settlement": {"columns": columns}}), "settlement", seed)
    assert sum(row["creditor_name"] == row["debtor_name"] for row in found) < 0.3 * len(found)


DAY = {"kind": "date"}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_said_again_says_the_same(seed: int) -> None:
    columns = {"name": TEXT, "scheme_name": TEXT, "logged_date": DAY, "logged_date_string": TEXT}
    scheme = of({"holiday_scheme": {"label": "name", "columns": columns}})
    for row in rows(scheme, "holiday_scheme", seed):
        assert row["scheme_name"] == row["name"]
        assert str(row["logged_date_string"]).startswith(str(row["logged_date"]))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_region_is_one_of_the_country_that_stands_beside_it(seed: int) -> None:
    columns = {"region": TEXT, "depot_country": TEXT, "depot_city": TEXT}
    places = {(place[0], place[1], place[2]) for place in PLACES}
    for row in rows(of({"employer": {"columns": columns}}), "employer", seed):
        assert (row["depot_city"], row["region"], row["depot_country"]) in places


def test_account_numbers_hold_their_check_and_belong_to_no_bank() -> None:
    for row in rows(of({"payee": {"columns": {"iban": TEXT}}}), "payee", 1):
        number = str(row["iban"]).replace(" ", "")
        figures = "".join(str(int(letter, 36)) for letter in number[4:] + number[:4])
        assert int(figures) % 97 == 1
        assert number[4:12] == "00000000"


def test_a_certificate_has_days_and_a_show_years() -> None:
    columns = {"not_valid_before": TEXT, "not_valid_after": TEXT, "since": {"kind": "integer"}}
    for row in rows(of({"listing": {"columns": columns}}), "listing", 1):
        assert str(row["not_valid_before"]) < CLOCK[:10] < str(row["not_valid_after"])
        assert 1990 < int(str(row["since"])) < 2026


def test_machines_of_a_cloud_run_in_its_regions_and_people_in_places() -> None:
    entities = {"region": {"columns": {"name": TEXT, "slug": TEXT}}, "server": {"columns": {"location": TEXT}}}
    cloud = {"name": "cloud", "because": "its things: server", "confidence": 0.9}
    regions = set(family("cloud_region").titles)
    found = of(entities, domain=cloud)
    assert {row["name"] for row in rows(found, "region", 1)} | {
        row["location"] for row in rows(found, "server", 1)
    } <= regions
    assert all(row["slug"] == row["name"] for row in rows(found, "region", 1))
    assert not {row["location"] for row in rows(of(entities), "server", 1)} & regions


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_used_and_what_is_least_are_within_their_bounds(seed: int) -> None:
    whole = {"kind": "integer"}
    names = ("seat_limit", "seat_count", "size_max", "size_min", "max_used", "price_before_vat", "vat_rate")
    found = rows(of({"plan": {"columns": dict.fromkeys(names, whole)}}), "plan", seed)
    for row in found:
        numbers = {name: int(str(row[name])) for name in names}
        assert 0 <= numbers["seat_count"] <= numbers["seat_limit"]
        assert 0 <= numbers["size_min"] <= numbers["size_max"]
    assert (
        max(int(str(row["price_before_vat"])) for row in found) > 21 >= max(int(str(row["vat_rate"])) for row in found)
    )
