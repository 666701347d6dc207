"""Quotas: what says how many it takes takes no more."""

import pytest

from generator.description import Operation, Schema
from generator.mechanics import Subject, Use
from generator.mechanics.edits import edited
from generator.mechanics.quotas import Quotas
from generator.mechanics.weaving import woven
from servers.farm.checks import check
from servers.farm.model import Environment, dump
from servers.farm.model import load as json_load

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


def said(text: str) -> dict[str, list[Operation]]:
    return {"create_badge": [Operation(id="x", method="POST", path="/badges", description=text)]}


@pytest.mark.parametrize(
    ("text", "limited"),
    [
        ("A team can have up to 3 badges.", True),
        ("Creates a badge. A maximum of three badges is allowed.", True),
        ("Refused when the maximum number of badges (3) has been reached.", True),
        ("At most 3 badges per team.", True),
        ("Up to 3 badges can be created in a single request.", False),
        ("You can create up to 3 badges per minute.", False),
        ("A badge can have up to 3 colours.", False),
        ("A team can have up to 7 badges.", False),
        ("A badge for up to 3 days.", False),
        ("You can have two badges of one name in different teams.", False),
    ],
)
def test_a_number_that_the_description_states_is_a_limit_unless_it_speaks_of_one_request(
    load: Load, text: str, limited: bool
) -> None:
    found = woven(load("crew"), said(text), [Quotas()])
    assert ("team_badge_limit_reached" in found.faults) == limited


def test_what_has_as_many_as_the_description_allows_takes_no_more(load: Load) -> None:
    found = woven(load("crew"), said("A team can have up to 3 badges."), [Quotas()])
    assert Use("quotas", "badge", "create_badge", "team_badge_limit_reached") in set(Quotas().uses(found))
    stands(found)
    world = World(found)
    world.empty("badge")
    for name in "ABC":
        assert world.call("create_badge", team_id="T001", name=name) == ""
    assert world.call("create_badge", team_id="T001", name="D") == "team_badge_limit_reached"
    assert world.call("create_badge", team_id="T002", name="D") == ""
    assert world.broken() == []
    assert woven(found, said("A team can have up to 3 badges."), [Quotas()]) == found


def test_seats_are_for_members_and_not_for_badges(load: Load) -> None:
    seated = woven(json_load(dump(load("crew")).replace("max_members", "seats")), {}, [Quotas()])
    assert {use.tool for use in Quotas().uses(seated)} == {"create_team_member"}


@pytest.mark.parametrize(
    ("text", "limited"),
    [
        ("You can have up to 5 teams.", True),
        ("Each account can have a maximum of 5 teams.", True),
        ("A league may have up to 5 teams.", False),
        ("A maximum of 5 teams per league can be created.", False),
    ],
)
def test_what_lies_in_nothing_is_counted_as_a_whole_unless_that_is_said_of_something_else(
    load: Load, text: str, limited: bool
) -> None:
    told = {"create_team": [Operation(id="x", method="POST", path="/teams", description=text)]}
    assert ("team_limit_reached" in woven(load("crew"), told, [Quotas()]).faults) == limited
