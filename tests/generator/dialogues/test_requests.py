import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest

from generator.dialogues import frames
from generator.dialogues.goals import goal
from generator.dialogues.requests import Manner, Request, imperative, words
from generator.dialogues.titles import Thing, did, filled
from servers.farm.model import Environment

from .conftest import Told

MANNERS: tuple[Manner | None, ...] = (None, "first", "later", "pleased")
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
    said = words(bikes, asked, Random(seed), MANNERS[seed % 4])
    assert said.endswith('"Where to?"')


@pytest.mark.parametrize("seed", range(8))
def test_a_question_names_what_it_asks_for_and_of_what(bikes: Environment, seed: int) -> None:
    request = Request(goal(bikes, "get_station"), (STATION,), {}, ("docks",))
    assert 'the docks of the station "Quay"' in words(bikes, request, Random(seed))


def test_frames_have_the_slots_that_are_filled_and_end_like_sentences() -> None:
    filled = {
        "phrase": "x",
        "capital": "X",
        "many": "x",
        "tail": "",
        "thing": "x",
        "what": "x",
        "verb": "'s",
        "be": "are",
    }
    told = {name: value for name, value in vars(frames).items() if name.isupper()}
    assert len(told) > 20
    for name, ways in told.items():
        for way in ways:
            text = way.format("x", "x", "x", question="X", clause="x", **filled)
            assert not re.search(r"[{}]|  ", text), way
            open_ended = name in ("YIELDS", "AGAIN", "DEEDS", "DONES", "FACTS", "COUNTS", "PAGES", "REFUSALS")
            assert open_ended or text.endswith((".", "?")), way


def test_nobody_is_pleased_by_a_refusal(told: list[Told]) -> None:
    pleased = tuple(way.split("{")[0] for way in frames.PLEASED_REQUESTS)
    for item in told:
        for number, turn in enumerate(item.plan.turns[:-1]):
            if turn.failed:
                assert not item.lines[number + 1].user.startswith(pleased)


def test_a_few_frames_do_not_carry_most_turns(told: list[Told]) -> None:
    texts = [re.sub(r'"[^"]*"', "", line.user) for item in told for line in item.lines]
    openings = Counter(" ".join(text.split()[:3]) for text in texts)
    assert sum(count for _, count in openings.most_common(10)) <= 0.35 * len(texts)


def test_a_question_about_a_time_asks_when(bikes: Environment) -> None:
    rental = Thing("rental_id", "rental", "it")
    asked = replace(goal(bikes, "get_station"), subject="rental")
    assert words(bikes, Request(asked, (rental,), {}, ("ended_at",)), Random(1)) == "When was it ended?"
