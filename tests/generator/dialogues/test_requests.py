from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest

from generator.dialogues.goals import goal
from generator.dialogues.requests import Request, imperative, words
from generator.dialogues.titles import Thing, did, filled
from servers.farm.model import Environment

BIKE = Thing("bike_id", "bike", 'the bike "Roadster"')
IT = Thing("bike_id", "bike", "it")
STATION = Thing("station_id", "station", 'the station "Quay"')


def phrase(environment: Environment, tool: str, things: tuple[Thing, ...], values: Mapping[str, object]) -> str:
    said = imperative(environment, Request(goal(environment, tool), things, values), Random(1))
    return said.replace("set the", "change the").replace("set its", "change its")


@pytest.mark.parametrize(
    ("tool", "things", "values", "said"),
    [
        ("delete_bike", (BIKE,), {}, 'remove the bike "Roadster"'),
        ("delete_bike", (IT,), {}, "remove it"),
        ("update_bike", (BIKE,), {"price_per_hour": 5.5}, 'change the price per hour of the bike "Roadster" to 5.50'),
        ("update_bike", (IT,), {"weight": 12.5}, "change its weight to 12.5"),
        (
            "update_bike",
            (BIKE,),
            {"price_per_hour": 5.5, "weight": 12.5},
            'change the price per hour of the bike "Roadster" to 5.50 and its weight to 12.5',
        ),
        (
            "create_station",
            (),
            {"name": "Quay", "city": "Bergen", "docks": 12},
            'open a station called "Quay" with the city "Bergen" and 12 docks',
        ),
        ("create_station", (), {"city": "Bergen"}, 'open a station with the city "Bergen"'),
    ],
)
def test_wishes_are_said_with_things_and_values(
    bikes: Environment, tool: str, things: tuple[Thing, ...], values: dict[str, object], said: str
) -> None:
    assert phrase(bikes, tool, things, values) == said


def test_a_thing_that_a_title_does_not_mention_is_attached(bikes: Environment) -> None:
    text, rest = filled(bikes, goal(bikes, "move_bikes"), (Thing("bike_ids", "bike", 'the bike "Roadster"'), STATION))
    assert " ".join([text, *rest]).endswith('to the station "Quay"')


def test_what_was_done_is_said_in_the_past(bikes: Environment) -> None:
    assert did(bikes, goal(bikes, "delete_bike"), (BIKE,)) == 'removed the bike "Roadster"'


@pytest.mark.parametrize("seed", range(8))
def test_a_sentence_does_not_end_twice(bikes: Environment, seed: int) -> None:
    asked = Request(goal(bikes, "create_station"), (), {"name": "Where to?"})
    said = words(bikes, asked, Random(seed), later=bool(seed % 2))
    assert said.endswith('"Where to?"')


@pytest.mark.parametrize("seed", range(8))
def test_a_question_names_what_it_asks_for_and_of_what(bikes: Environment, seed: int) -> None:
    request = Request(goal(bikes, "get_station"), (STATION,), {}, ("docks",))
    assert words(bikes, request, Random(seed)).endswith(
        ('the docks of the station "Quay"?', 'the docks of the station "Quay", please.')
    )


def test_a_question_about_a_time_asks_when(bikes: Environment) -> None:
    rental = Thing("rental_id", "rental", "it")
    asked = replace(goal(bikes, "get_station"), subject="rental")
    assert words(bikes, Request(asked, (rental,), {}, ("ended_at",)), Random(1)) == "When was it ended?"
