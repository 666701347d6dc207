"""What messages say without the values of one call."""

import pytest

from servers.farm import types
from servers.farm.model import Environment
from servers.farm.reasons import is_command, is_rule, reason
from servers.farm.scopes import Scope

TOLD = {
    "There are no events to clear.": "There are no events to clear",
    "The amount must be above zero. Choose another.": "The amount must be above zero",
    "There is already a label with the name {name}. Choose another name.": "There is already a label with that name",
    "It is in station {station_id} already.": "It is in that station already",
    "Bike {bike.bike_id} is already rented.": "The bike is already rented",
    "The station {station.name} is full.": "That station is full",
    "Bike {bike.bike_id} is {bike.status}. Only a bike that is available can be rented.": (
        "Only a bike that is available can be rented"
    ),
}


@pytest.mark.parametrize(("message", "told"), TOLD.items())
def test_a_message_is_told_without_its_values(bikes: Environment, message: str, told: str) -> None:
    assert reason(message, Scope(bikes).bind("bike", types.row("bike"))) == told


UNTOLD = [
    "{email} is not an email address.",
    "There is no station {station_id}.",
    "Not enough of {bike.bike_id}.",
    "Only {limit} can be rented at once.",
    "Use another one.",
    "{limit} seats are taken. Remove one or choose another.",
    "Very " * 40 + "long.",
]


@pytest.mark.parametrize("message", UNTOLD)
def test_a_message_that_needs_its_values_is_left_out(bikes: Environment, message: str) -> None:
    assert reason(message, Scope(bikes).bind("bike", types.row("bike"))) is None


def test_rules_and_commands_are_told_apart_from_reasons() -> None:
    said = ["The amount must be above zero", "Give at least one label", "The password is wrong"]
    assert [(is_rule(item), is_command(item)) for item in said] == [(True, False), (False, True), (False, False)]
