"""The business rules in sentences."""

from collections.abc import Callable
from typing import Any

import pytest

from servers.farm import types
from servers.farm.expressions import parse
from servers.farm.model import Environment
from servers.farm.phrases import article, condition, joined
from servers.farm.policy import MAX_BYTES, instructions
from servers.farm.scopes import Scope

Edited = Callable[..., Environment]

SENTENCES = [
    "Ids come from the tools: look them up with a list or search, never make one up.",
    "Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.",
    "A change keeps what you leave out; to empty a value, name it in clear.",
    "A call that is refused changes nothing; its error says why and what to do.",
    "Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.",
    "You can remove a bike only while the bike is not rented.",
    "You can top up only if the amount is above 0.",
    "You can rent a bike only while the bike is available "
    "and the rider's balance is at least the bike's price per hour.",
    "Deleting a station is refused while bikes refer to it.",
    "Deleting a rider also deletes the rider's rentals.",
    "Two stations cannot have the same name.",
    "A bike's status goes from available to rented or retired, from rented to available, "
    "and from retired to available.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_rules_of_the_bike_hire_are_told(bikes: Environment, sentence: str) -> None:
    assert f"- {sentence}" in instructions(bikes).splitlines()


SHOP_SENTENCES = [
    "Log in first, with log_in; what is yours then belongs to that member.",
    "If the helper is given, you can change a job only while the helper is not the job's member.",
    "You can start a job only while the job is open.",
    "“Statistics of my jobs” works only if the number of matching jobs is above 0.",
    "Deleting a part is refused while lines refer to it.",
    "Deleting a job also deletes the job's lines and labels.",
    "Deleting a member empties the helper of jobs that refer to it.",
    "A job's status goes from open to started or dropped, and from started to done or dropped.",
]


@pytest.mark.parametrize("sentence", SHOP_SENTENCES)
def test_the_rules_of_the_repair_shop_are_told(workshop: Environment, sentence: str) -> None:
    assert f"- {sentence}" in instructions(workshop).splitlines()


def test_what_no_tool_does_is_not_told(edited: Edited) -> None:
    def edit(data: dict[str, Any]) -> None:
        for name in ("delete_rider", "create_station", "update_bike"):
            del data["tools"][name]

    text = instructions(edited("bikes", edit))
    assert "Deleting a rider" not in text
    assert "the same name" not in text
    assert "clear" not in text


def test_the_introduction_says_what_this_is(bikes: Environment) -> None:
    assert instructions(bikes).splitlines()[0] == "Bike hire. Stations, bikes, riders and their rentals."


def test_no_sentence_comes_twice(bikes: Environment, workshop: Environment) -> None:
    for environment in (bikes, workshop):
        lines = instructions(environment).splitlines()
        assert len(lines) == len(set(lines))


def test_a_fixed_actor_is_told(edited: Edited) -> None:
    environment = edited("workshop", lambda data: data.update(actor={"entity": "member"}))
    assert "- You act for one member, who is logged in already." in instructions(environment).splitlines()


def test_very_many_rules_are_cut_at_four_kilobytes_between_sentences(edited: Edited) -> None:
    def edit(data: dict[str, Any]) -> None:
        for number in range(200):
            tool = {**data["tools"]["top_up"], "title": f"Top up number {number}"}
            data["tools"][f"top_up_{number}"] = tool

    text = instructions(edited("bikes", edit))
    assert len(text.encode()) <= MAX_BYTES
    assert text.endswith(".")


PHRASES = {
    "bike.status == 'available'": "the bike is available",
    "bike.status != 'rented'": "the bike is not rented",
    "bike.status in ('available', 'retired')": "the bike is available or retired",
    "bike.status not in ('rented', 'retired')": "the bike is neither rented nor retired",
    "bike.model == 'City'": "the bike's model is City",
    "amount > 0": "the amount is above 0",
    "0 < amount": "the amount is above 0",
    "amount <= 5": "the amount is at most 5",
    "rider.balance >= bike.price_per_hour": "the rider's balance is at least the bike's price per hour",
    "since < rental.started_at": "the since is before the rental's started time",
    "since >= now()": "the since is no earlier than the current time",
    "rental.ended_at is None": "the rental is not yet ended",
    "rental.ended_at is not None": "the rental is already ended",
    "rental.note is None": "the rental has no note",
    "rental.note is not None": "the rental has a note",
    "station.open": "the station is open",
    "not station.open": "the station is not open",
    "note is not None": "the note is given",
    "note is None": "the note is left out",
    "note is None or amount > 0": "the amount is above 0 (where given)",
    "station.open or bike.status == 'rented'": "either the station is open or the bike is rented",
    "station.open and amount > 0": "the station is open and the amount is above 0",
    "not (station.open and amount > 0)": "either the station is not open or the amount is at most 0",
    "rental.bike.status == 'rented'": "the rental's bike is rented",
    "rental.rider_id == rider.rider_id": "the rental's rider is the rider",
    "not any(b.station_id == station.station_id for b in bike)": "the station has no bikes",
    "count(b for b in bike if b.station_id == station.station_id) == 0": "the station has no bikes",
    "not any(b.status == 'rented' for b in bike if b.station_id == station.station_id)": (
        "the station has no bikes that are rented"
    ),
    "kept is None": "there is no such kept",
    "len(bike_ids) <= station.docks": "the number of bikes is at most the station's docks",
}


@pytest.fixture(scope="module")
def scope(bikes: Environment) -> Scope:
    found = Scope(bikes)
    for name in ("bike", "rider", "rental", "station"):
        found = found.bind(name, types.row(name))
    names = {"amount": types.MONEY, "since": types.DATETIME, "note": types.TEXT.or_none()}
    for name, kind in {**names, "bike_ids": types.list_of(types.TEXT)}.items():
        found = found.bind(name, kind)
    return found.bind("kept", types.row("station", nullable=True))


@pytest.mark.parametrize(("text", "phrase"), PHRASES.items())
def test_a_condition_is_a_clause(scope: Scope, text: str, phrase: str) -> None:
    assert condition(parse(text), scope) == phrase


UNSPOKEN = [
    "valid_email(note)",
    "any(b.model == note for b in bike)",
    "all(b.slot > 1 for b in bike)",
    "amount * 2 > 1",
]


@pytest.mark.parametrize("text", UNSPOKEN)
def test_a_condition_without_a_good_clause_has_none(scope: Scope, text: str) -> None:
    assert condition(parse(text), scope) is None


def test_articles_follow_the_sound() -> None:
    nouns = ["bike", "order", "user", "hour", "one-way trip", "unit", "umbrella", "uniform"]
    assert [article(noun).split()[0] for noun in nouns] == ["a", "an", "a", "an", "a", "a", "an", "a"]


def test_parts_are_joined_as_in_a_sentence() -> None:
    assert [joined(["a"]), joined(["a", "b"]), joined("abc", "or")] == ["a", "a and b", "a, b or c"]
