"""Quotas: what says how many it takes takes no more."""

import pytest

from generator.description import Operation, Schema
from generator.mechanics import Subject, Use
from generator.mechanics.edits import edited
from generator.mechanics.quotas import Quotas
from generator.mechanics.weaving import woven
from servers.farm.checks import check
from servers.farm.model import Environment

from .conftest import Load, World
from .sound import stands


@pytest.fixture(scope="module")
def limited(load: Load) -> Environment:
    return woven(load("crew"), {}, [Quotas()])


def test_a_number_of_rows_that_is_compared_with_a_limit_is_a_use_and_nothing_else_is(
    limited: Environment, load: Load
) -> None:
    assert list(Quotas().uses(load("crew"))) == []
    assert set(Quotas().uses(limited)) == {
        Use("quotas", "team_member", "create_team_member", "team_member_limit_reached"),
    }
    assert check(limited) == []


def full(environment: Environment, most: int) -> World:
    """Where the first team has two members and takes so many."""
    world = World(environment)
    world.empty("team_member")
    world.put("team", "T001", max_members=2)
    for name in ("Ada", "Bo"):
        assert world.call("create_team_member", team_id="T001", name=name) == ""
    world.put("team", "T001", max_members=most)
    return world


def test_what_is_full_takes_no_more_until_one_leaves(limited: Environment) -> None:
    world = full(limited, 2)
    assert world.call("create_team_member", team_id="T001", name="Cy") == "team_member_limit_reached"
    assert world.call("delete_team_member", team_member_id=str(world.last("team_member")["team_member_id"])) == ""
    assert world.call("create_team_member", team_id="T001", name="Cy") == ""
    assert world.broken() == []


def test_a_limit_below_what_is_there_is_refused(limited: Environment) -> None:
    world = full(limited, 5)
    assert world.call("update_team", team_id="T001", max_members=1) == "team_max_members_too_low"
    assert world.call("update_team", team_id="T001", max_members=2) == ""
    assert world.call("update_team", team_id="T001", name="A") == ""


def test_every_row_promises_it(limited: Environment) -> None:
    assert full(limited, 2).broken() == []
    assert full(limited, 1).broken()


def test_rows_that_no_limit_names_are_not_counted(limited: Environment, load: Load) -> None:
    assert limited.tools["create_badge"] == load("crew").tools["create_badge"]


def test_success_and_refusal_wait_in_the_start_state(limited: Environment) -> None:
    stands(limited)


def test_weaving_twice_adds_nothing(limited: Environment) -> None:
    assert woven(limited, {}, [Quotas()]) == limited


def told(text: str) -> dict[str, list[Operation]]:
    inside = Schema(kind="object", properties={"maxMembers": Schema(kind="integer", description=text)})
    return {"update_team": [Operation(id="x", method="PUT", path="/teams/{id}", request=inside)]}


def test_a_limit_of_which_a_number_means_none_is_no_limit(load: Load) -> None:
    crew = load("crew")
    assert list(Quotas().places(Subject(crew, told("How many members. 0 means unlimited.")))) == []
    assert list(Quotas().places(Subject(crew, told("How many members there may be.")))) != []


def test_a_limit_that_may_be_set_below_nought_is_none(load: Load) -> None:
    def boundless(data: dict[str, object]) -> None:
        del data["tools"]["update_team"]["parameters"]["max_members"]["minimum"]  # type: ignore[index]

    assert list(Quotas().places(Subject(edited(load("crew"), boundless)))) == []
