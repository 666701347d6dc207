"""Conditions as clauses."""

import pytest

from servers.farm import facts, types
from servers.farm.clauses import Speaker, about, clauses
from servers.farm.expressions import parse
from servers.farm.model import Environment, Tool
from servers.farm.scopes import Scope

PHRASES = {
    "bike.status == 'available'": "the bike is available",
    "bike.status != 'rented'": "the bike is not rented",
    "bike.status in ('available', 'retired')": "the bike is not rented",
    "bike.status not in ('rented', 'retired')": "the bike is available",
    "bike.model == 'City'": "the bike's model is City",
    "rider.balance > 0": "the rider's balance is above 0",
    "0 < rider.balance": "the rider's balance is above 0",
    "rider.balance >= bike.price_per_hour": "the rider's balance is at least the bike's price per hour",
    "rental.started_at < now()": "the rental's started time is before the current time",
    "rental.ended_at is None": "the rental is not yet ended",
    "rental.ended_at is not None": "the rental is already ended",
    "rental.note is None": "the rental has no note",
    "rental.note is not None": "the rental has a note",
    "station.open": "the station is open",
    "not station.open": "the station is not open",
    "bike.status != 'rented' and bike.status in ('rented', 'available')": "the bike is available",
    "station.open and rider.balance > 0": "the station is open, the rider's balance is above 0",
    "helper.balance > 0": "the helper's balance is above 0",
}


@pytest.fixture(scope="module")
def scope(bikes: Environment) -> Scope:
    found = Scope(bikes)
    for name in ("bike", "rider", "rental", "station"):
        found = found.bind(name, types.row(name))
    for name in ("helper", "first"):
        found = found.bind(name, types.row("rider"))
    return found.bind("amount", types.MONEY).bind("note", types.TEXT.or_none())


TOOL = Tool.model_validate(
    {
        "title": "Ride",
        "description": "Ride.",
        "parameters": {"helper_id": "text", "first_id": "text"},
        "steps": [{"return": {"n": "1"}}],
    }
)


def told(text: str, scope: Scope, it: str = "") -> str | None:
    """The clauses of a condition, separated by commas."""
    found = clauses(facts.conjuncts(parse(text)), Speaker(scope, TOOL, it))
    return None if found is None else ", ".join(found)


@pytest.mark.parametrize(("text", "phrase"), PHRASES.items())
def test_a_condition_is_a_clause(scope: Scope, text: str, phrase: str) -> None:
    assert told(text, scope) == phrase


UNSPOKEN = [
    "valid_email(rider.email)",
    "any(b.model == note for b in bike)",
    "not any(b.station_id == station.station_id for b in bike)",
    "amount > 0",
    "note is None or amount > 0",
    "note is None",
    "station.open or bike.status == 'rented'",
    "rental.rider_id == rider.rider_id",
    "rental.bike.status == 'rented'",
    "rider.balance * 2 > 1",
    "rider.balance > amount",
    "first.balance > 0",
    "station.open and amount > 0",
]


@pytest.mark.parametrize("text", UNSPOKEN)
def test_a_condition_without_a_good_clause_has_none(scope: Scope, text: str) -> None:
    assert told(text, scope) is None


def test_the_row_that_the_sentence_is_about_is_it(scope: Scope) -> None:
    assert told("bike.status == 'available' and bike.slot > 2", scope, "bike") == "it is available, its slot is above 2"
    assert told("rider.balance > 0", scope, "rider") == "their balance is above 0"


def test_the_names_of_the_rows_are_known() -> None:
    assert about(facts.conjuncts(parse("bike.slot > 2 and rider.balance > amount"))) == {"bike", "rider"}
