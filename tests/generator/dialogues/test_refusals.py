from random import Random

import pytest

from client.records import ResponseCheck
from client.responses import holds
from generator.dialogues.refusals import explanation, refusal
from generator.seed import start_state
from servers.farm.model import Environment


@pytest.fixture
def model(bikes: Environment) -> str:
    """What the first bike is called."""
    state = start_state(bikes)
    return str(state.rows["bike"]["B0001",]["model"])


def told(bikes: Environment, message: str, said: set[str] | None = None) -> str:
    return explanation(bikes, start_state(bikes), message, said or set())


def test_a_key_is_replaced_by_what_the_thing_is_called(bikes: Environment, model: str) -> None:
    assert told(bikes, "Bike B0001 is rented.") == f'The bike "{model}" is rented.'
    assert told(bikes, "It is the bike B0001 already.") == f'It is the bike "{model}" already.'


def test_a_key_that_the_user_has_said_stays(bikes: Environment) -> None:
    assert told(bikes, "Bike B0001 is rented.", {"B0001"}) == "Bike B0001 is rented."


def test_a_number_is_a_key_only_of_what_is_named_before_it(bikes: Environment) -> None:
    state = start_state(bikes).copy()
    row = {**state.rows["bike"]["B0001",], "bike_id": "7", "model": "Seven"}
    state.rows["bike"]["7",] = row
    assert explanation(bikes, state, "The bike 7 is rented.", set()) == 'The bike "Seven" is rented.'
    assert explanation(bikes, state, "The station has 7 bikes.", set()) == "The station has 7 bikes."
    assert explanation(bikes, state, "The rider 7 has left.", set()) == "The rider 7 has left."


def test_choices_without_end_are_not_read_out(bikes: Environment) -> None:
    text = "Bike B0001 is sold. This needs a bike that is new, used, free, rented, broken or lost."
    assert told(bikes, text).endswith("is sold.")


def test_a_thing_without_a_name_is_pointed_at(bikes: Environment) -> None:
    assert told(bikes, "Rental RN-00001 has already ended.") == "That rental has already ended."


def test_what_only_an_agent_can_follow_is_left_out(bikes: Environment) -> None:
    assert told(bikes, "There is no such station. List the stations to see their ids.") == "There is no such station."


def test_values_are_put_into_words(bikes: Environment) -> None:
    assert told(bikes, "It starts 2026-03-06T15:00:00Z.") == "It starts March 6, 2026 at 15:00."


@pytest.mark.parametrize("seed", range(12))
def test_a_refusal_says_that_it_was_not_done(bikes: Environment, seed: int) -> None:
    text = refusal(bikes, start_state(bikes), "Bike B0001 is rented.", set(), Random(seed))
    assert holds(ResponseCheck(turn=0, kind="abstain"), [text])
    assert "is rented." in text
