"""Candidates: which arguments come, in which order, and that tools take them."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servers.farm.interpreter import Interpreter
from servers.farm.model import Environment
from servers.farm.situations import Aim, Finder, candidates
from servers.farm.state import State


def test_optional_parameters_come_absent_first_then_alone_then_together(bikes: Environment, small: State) -> None:
    found = list(candidates(bikes, small, "search_bikes"))
    assert found[0] == {}
    assert {"status": "retired"} in found
    assert any({"model", "status", "max_price"} <= item.keys() for item in found)
    assert found.index({"status": "retired"}) < next(
        i for i, item in enumerate(found) if {"model", "status", "max_price"} <= item.keys()
    )


def test_every_value_of_an_enum_is_tried(bikes: Environment, small: State) -> None:
    found = list(candidates(bikes, small, "search_bikes"))
    assert {item["status"] for item in found if "status" in item} == {"available", "rented", "retired"}


def test_candidates_are_different(desk: Environment, office: State) -> None:
    for tool in desk.tools:
        found = list(candidates(desk, office, tool))
        assert len({repr(sorted(item.items())) for item in found}) == len(found)


def test_tools_take_most_candidates(bikes: Environment, small: State) -> None:
    interpreter = Interpreter(bikes)
    outcomes = [interpreter.call(small, tool, item) for tool in bikes.tools for item in candidates(bikes, small, tool)]
    assert sum(outcome.invalid is None for outcome in outcomes) > 0.9 * len(outcomes)


def test_filters_get_values_of_rows(bikes: Environment, small: State) -> None:
    finder = Finder(bikes)
    found = [item for item in finder.succeeding(small, "list_stations") if "city" in item]
    assert found
    assert found[0]["city"] == "Leeds"


def test_a_branch_can_be_aimed_at(desk: Environment, office: State) -> None:
    finder = Finder(desk)
    path = "step 2 (if)"
    then = finder.success(office, "add_task", aim=Aim(path, "then"))
    otherwise = finder.success(office, "add_task", aim=Aim(path, "else"))
    assert then is not None
    assert otherwise is not None
    assert "parent_id" in then.call.arguments
    assert "parent_id" not in otherwise.call.arguments


def test_lists_also_come_with_two_elements(bikes: Environment, small: State) -> None:
    small.rows["bike"]["B0003",] = {**small.rows["bike"]["B0002",], "bike_id": "B0003"}
    found = Finder(bikes).succeeding(small, "move_bikes")
    assert any(len(set(item["bike_ids"])) == 2 for item in found if isinstance(item["bike_ids"], list))


def test_new_values_can_come_from_outside(bikes: Environment, small: State) -> None:
    finder = Finder(
        bikes, invent=lambda entity, column: ["Lark Square"] if (entity, column) == ("station", "name") else []
    )
    found = finder.success(small, "create_station")
    assert found is not None
    assert found.call.arguments["name"] == "Lark Square"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gone=st.sets(st.sampled_from(["station", "bike", "rider", "rental"])))
def test_a_state_without_some_tables_never_breaks_the_search(bikes: Environment, small: State, gone: set[str]) -> None:
    state = small.copy()
    for entity in gone:
        state.rows[entity].clear()
    found = [item for tool in bikes.tools for item in candidates(bikes, state, tool)]
    assert found
