from pathlib import Path

import pytest

from client.servers import Object
from client.session import Session
from client.verify import Case, Contract
from client.verify.cases import Plan, freeze
from client.verify.effort import QUICK
from client.verify.hostile import plans
from client.verify.planning import Planner, aligned
from servers.farm.interpreter import Interpreter
from servers.farm.situations import Finder
from servers.farm.state import State


@pytest.fixture(scope="module")
def start(folder: Path) -> State:
    with Session.open(folder) as session:
        return session.state()


@pytest.fixture(scope="module")
def planner(contract: Contract, start: State) -> Planner:
    environment = contract.environment
    return Planner(contract, Interpreter(environment), start, Finder(environment), 1)


def test_every_tool_succeeds_and_every_fault_is_provoked(contract: Contract, frozen: tuple[Case, ...]) -> None:
    succeeded = {case.tool for case in frozen if case.family == "success" and case.last.outcome == "success"}
    provoked = {(case.tool, case.last.fault) for case in frozen if case.family == "fault"}
    assert succeeded == set(contract.environment.tools)
    assert provoked == set(contract.faults)


def test_cases_are_called_by_different_names(frozen: tuple[Case, ...]) -> None:
    assert len({case.id for case in frozen}) == len(frozen)


def test_every_optional_argument_is_tried_and_left_out(contract: Contract, frozen: tuple[Case, ...]) -> None:
    for tool, surface in contract.surfaces.items():
        calls = [case.steps[-1].call.arguments for case in frozen if case.family == "success" and case.tool == tool]
        for item in surface:
            assert any(item.name in arguments for arguments in calls), (tool, item.name)
            assert item.required or any(item.name not in arguments for arguments in calls), (tool, item.name)


def test_pages_are_turned_to_the_end(contract: Contract, start: State, frozen: tuple[Case, ...]) -> None:
    case = next(case for case in frozen if case.id == "success/list_stations/pages of 1")
    assert len(case.steps) == len(start.rows["station"])
    assert case.last.result is not None
    assert case.last.result["next_cursor"] is None


def test_most_calls_of_a_walk_succeed_and_the_seed_decides_which(planner: Planner, start: State) -> None:
    walk = planner.walk(0, 60)
    (case,) = freeze(planner.interpreter, start, [walk])
    outcomes = [step.expected.outcome for step in case.steps]
    assert outcomes.count("success") > 40
    assert outcomes.count("success") < 60
    assert planner.walk(0, 60) == walk
    assert planner.walk(1, 60).calls != walk.calls


def test_hostile_calls_are_refused_or_harmless_and_never_change_a_state_when_refused(
    planner: Planner, start: State
) -> None:
    for case in freeze(planner.interpreter, start, plans(planner)):
        assert case.last.outcome != "broken"
        if case.last.outcome == "invalid":
            assert case.last.names


def test_quickly_every_kind_of_abuse_is_tried_on_some_tool_instead_of_all(planner: Planner) -> None:
    quick = Planner(planner.contract, planner.interpreter, planner.start, planner.finder, 1, QUICK)
    kinds = [{_kind_of(plan) for plan in plans(one) if not plan.alike} for one in (planner, quick)]
    assert kinds[0] == kinds[1]
    assert sum(not plan.alike for plan in plans(quick)) < sum(not plan.alike for plan in plans(planner)) / 2


def _kind_of(plan: Plan) -> str:
    """What is wrong in a hostile call, whatever the argument is called."""
    return plan.id.split(" ", 1)[1].replace(plan.names, "", 1)


@pytest.mark.parametrize(
    ("tool", "abuse"),
    [
        ("create_station", "unknown parameter"),
        ("create_station", "docks missing"),
        ("create_station", "docks of another type"),
        ("list_stations", "cursor wrong"),
        ("list_stations", "limit wrong"),
        ("top_up", "amount with too many decimals"),
        ("move_bikes", "bike_ids too long"),
    ],
)
def test_abuse_is_refused(planner: Planner, start: State, tool: str, abuse: str) -> None:
    made = [plan for plan in plans(planner) if plan.id.startswith(f"hostile/{tool}/") and plan.id.endswith(abuse)]
    assert made
    assert {case.last.outcome for case in freeze(planner.interpreter, start, made)} == {"invalid"}


def test_values_come_from_the_rows_the_schema_and_nowhere(planner: Planner, contract: Contract, start: State) -> None:
    surface = {item.name: item for item in contract.surfaces["create_station"]}
    docks = planner.values(start, "create_station", surface["docks"])
    assert {1, 100, 0, 101} <= set(map(int, docks))  # type: ignore[arg-type]
    stored = [row["name"] for row in start.ordered("station")]
    names = planner.values(start, "create_station", surface["name"])
    assert names[0] == stored[0]
    assert "no-such-value" in names


def test_arrays_of_one_list_of_rows_are_cut_to_the_same_length(contract: Contract) -> None:
    item = contract.surfaces["top_up"][0]
    fields = [type(item)(f"items_{name}", {"type": "array"}, True, "rows", "items", name) for name in ("sku", "count")]
    given: Object = {"items_sku": ["a", "b", "c"], "items_count": [1], "note": "x"}
    assert aligned(fields, given) == {"items_sku": ["a"], "items_count": [1], "note": "x"}
