"""What `Finder` finds: direct calls, calls after other calls, and what cannot be."""

import pytest

from servers.farm.interpreter import Interpreter
from servers.farm.model import Environment, from_data
from servers.farm.situations import Finder, Situation, find_all, find_fault, find_success, unmet
from servers.farm.state import State, digest


def ends_as(environment: Environment, state: State, situation: Situation) -> str:
    interpreter = Interpreter(environment)
    for call in situation.setup:
        outcome = interpreter.call(state, call.tool, call.arguments)
        assert outcome.succeeded, call
        state = outcome.state
    last = interpreter.call(state, situation.call.tool, situation.call.arguments)
    return "success" if last.succeeded else str(last.fault)


def test_every_situation_ends_as_wanted(bikes: Environment, small: State) -> None:
    found = find_all(bikes, small)
    assert {item.tool for item in found} >= set(bikes.tools) - {"end_rental"}
    assert all(ends_as(bikes, small, item) == item.wanted for item in found)


def test_every_situation_after_a_login_ends_as_wanted(desk: Environment, office: State) -> None:
    found = find_all(desk, office)
    assert len(found) > 50
    assert all(ends_as(desk, office, item) == item.wanted for item in found)


def test_searching_leaves_the_state_as_it_is(bikes: Environment, small: State) -> None:
    before = digest(small)
    find_all(bikes, small)
    assert digest(small) == before


def test_the_same_state_gives_the_same_situations(desk: Environment, office: State) -> None:
    assert find_all(desk, office) == find_all(desk, office.copy())


def test_a_row_that_has_what_the_tool_requires_is_chosen(bikes: Environment, small: State) -> None:
    found = find_success(bikes, small, "rent_bike")
    assert found is not None
    assert found.setup == ()
    assert found.call.arguments == {"rider_id": "R1", "bike_id": "B0002"}


def test_keys_that_address_nothing_look_like_keys(bikes: Environment, small: State) -> None:
    found = find_fault(bikes, small, "get_station", "station_not_found")
    assert found is not None
    assert str(found.call.arguments["station_id"]).startswith("ST-")


def test_taken_values_provoke_a_clash(bikes: Environment, small: State) -> None:
    found = find_fault(bikes, small, "register_rider", "email_taken")
    assert found is not None
    assert found.call.arguments["email"] == "ada@mail.example"


def test_a_list_with_one_wrong_element_provokes_what_is_required_of_all(bikes: Environment, small: State) -> None:
    data = bikes.model_dump(by_alias=True, exclude_unset=True)
    data["faults"]["address_invalid"] = {"message": "An address is none."}
    data["tools"]["invite"] = {
        "title": "Invite",
        "description": "Invite people.",
        "parameters": {"addresses": {"kind": "list", "of": "text", "column": "rider.email"}},
        "steps": [
            {"require": {"that": "all(valid_email(item) for item in addresses)", "else": "address_invalid"}},
            {"return": {"invited": "len(addresses)"}},
        ],
    }
    found = find_fault(from_data(data), small, "invite", "address_invalid")
    assert found is not None
    assert len(list(found.call.arguments["addresses"])) == 1  # type: ignore[call-overload]


def test_a_row_that_does_not_exist_yet_is_made_first(bikes: Environment, small: State) -> None:
    found = find_success(bikes, small, "end_rental")
    assert found is not None
    assert [call.tool for call in found.setup] == ["rent_bike"]


def test_a_tool_that_needs_a_login_gets_one(desk: Environment, office: State) -> None:
    found = find_success(desk, office, "create_repository")
    assert found is not None
    assert [call.tool for call in found.setup] == ["log_in"]
    assert found.setup[0].arguments == {"email": "ada@mail.example", "password": "elm-11"}


def test_nobody_signed_in_is_a_direct_situation(desk: Environment, office: State) -> None:
    found = find_fault(desk, office, "cancel_order", "not_authenticated")
    assert found is not None
    assert found.setup == ()


def test_a_parent_that_somebody_else_owns_is_reached_through_the_right_login(desk: Environment, office: State) -> None:
    found = find_fault(desk, office, "delete_task_list", "list_not_empty")
    assert found is not None
    assert found.setup[0].arguments["email"] == "bo@mail.example"


def test_a_list_with_one_element_twice_provokes_a_clash_inside_the_loop(desk: Environment, office: State) -> None:
    found = find_fault(desk, office, "place_order", "line_exists")
    assert found is not None
    assert found.call.arguments["items_sku"] == ["EE-015", "EE-015"]


def test_lets_are_seen_through(desk: Environment, office: State) -> None:
    found = find_fault(desk, office, "move_event", "end_before_start")
    assert found is not None
    assert ends_as(desk, office, found) == "end_before_start"


def test_given_arguments_are_kept(bikes: Environment, small: State) -> None:
    found = find_success(bikes, small, "move_bikes", given={"bike_ids": ["B0001"]})
    assert found is not None
    assert found.call.arguments == {"bike_ids": ["B0001"], "station_id": "ST-001"}


def test_given_arguments_that_cannot_work_find_nothing(bikes: Environment, small: State) -> None:
    assert find_success(bikes, small, "rent_bike", given={"bike_id": "B0001"}) is None


def test_an_outcome_can_be_asked_for(bikes: Environment, small: State) -> None:
    found = find_success(
        bikes, small, "list_stations", accept=lambda outcome: (outcome.result or {}).get("stations") == []
    )
    assert found is not None
    assert found.call.arguments


def test_without_other_calls_less_is_found(bikes: Environment, small: State) -> None:
    assert find_success(bikes, small, "end_rental", depth=0) is None


@pytest.mark.parametrize("tool", ["rent_bike", "move_bikes", "delete_bike"])
def test_what_cannot_be_is_a_problem_with_a_hint(bikes: Environment, small: State, tool: str) -> None:
    small.rows["bike"].clear()
    problems = [item for item in unmet(bikes, small) if item.where == f"tool '{tool}'"]
    assert any("succeeds" in item.what for item in problems)
    assert all(item.hint for item in problems)


def test_all_obligations_are_successes_and_declared_faults(bikes: Environment) -> None:
    obligations = Finder(bikes).obligations
    assert len(obligations) == len(set(obligations)) == 41
    assert ("rent_bike", "balance_too_low") in obligations
