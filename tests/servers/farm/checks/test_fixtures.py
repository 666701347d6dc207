"""The environments of the tests are right, and the table of rules is whole."""

import string
from collections.abc import Callable
from typing import Any

import pytest

from servers.farm.checks import RULES, check, checked
from servers.farm.model import Environment
from servers.farm.problems import InvalidEnvironment, Problem


def test_the_bike_hire_has_no_problem(bikes: Environment) -> None:
    assert check(bikes) == []


def test_the_repair_shop_has_no_problem(workshop: Environment) -> None:
    assert check(workshop) == []


def test_the_desk_has_no_problem(edited: Callable[..., Environment]) -> None:
    assert check(edited("desk", lambda data: None)) == []


def test_every_letter_of_the_model_has_a_rule_but_l_and_t() -> None:
    letters = {rule.letter for rule in RULES} - {"-"}
    assert letters == set(string.ascii_lowercase[: string.ascii_lowercase.index("w") + 1]) - {"l", "t"}


def test_unmet_seed_obligations_are_problems_too(bikes: Environment) -> None:
    unmet = Problem("tool 'rent_bike'", "no start row lets it succeed", "add a bike that is available")
    assert check(bikes, [unmet]) == [unmet]


def test_checked_gives_the_very_environment_back(bikes: Environment) -> None:
    assert checked(bikes) is bikes


def test_checked_raises_with_all_problems(edited: Callable[..., Environment]) -> None:
    def edit(data: dict[str, Any]) -> None:
        data["tools"]["get_station"]["title"] = " "
        data["tools"]["get_station"]["description"] = ""

    with pytest.raises(InvalidEnvironment) as error:
        checked(edited("bikes", edit))
    assert len(error.value.problems) == 2
