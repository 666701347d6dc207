"""What makes a call worth planning: something happens in the steps that has not happened before."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from client.session import Session
from client.verify import Case, Contract
from client.verify.cases import Call, Plan, freeze
from client.verify.inside import target
from client.verify.play import observe
from client.verify.prepared import Worlds
from client.verify.touched import touched
from client.verify.values import candidates
from servers.farm.interpreter import Interpreter, Trace
from servers.farm.model import Environment
from servers.farm.model.base import tag_of
from servers.farm.places import places
from servers.farm.state import RowChange, State, apply
from servers.farm.surface import surface


@pytest.fixture(scope="module")
def start(folder: Path) -> State:
    with Session.open(folder) as session:
        return session.state()


def test_a_tool_s_expressions_say_what_they_look_at(bikes: Environment) -> None:
    looked_at = touched(bikes, "rent_bike")
    assert ("bike", "status") in looked_at.columns
    assert ("rider", "balance") in looked_at.columns
    assert looked_at.values["bike", "status"] == ("available",)
    assert looked_at.partners["bike_id"] == (("bike", "bike_id"),)


def test_a_trace_tells_which_side_of_a_comparison_was_seen(bikes: Environment, start: State) -> None:
    trace = Trace()
    interpreter = Interpreter(bikes, trace)
    bike = next(row for row in start.ordered("bike") if row["status"] == "available")
    rider = start.ordered("rider")[0]
    seen = []
    for more in (Decimal(-1), Decimal(0), Decimal(1)):
        after = {**rider, "balance": Decimal(str(bike["price_per_hour"])) + more}
        state = apply(bikes, start, [RowChange("rider", (str(rider["rider_id"]),), "update", rider, after)])
        interpreter.call(state, "rent_bike", {"rider_id": rider["rider_id"], "bike_id": bike["bike_id"]})
        told = {event.what for event in trace.take() if event.path == "step 4 (require)"}
        seen.append(next(what for what in told if what.startswith("#")).split(" ")[1])
    assert seen == ["False", "equal", "True"]


def test_an_interpreter_without_a_trace_answers_the_same(bikes: Environment, frozen: tuple[Case, ...]) -> None:
    plain, traced = Interpreter(bikes), Interpreter(bikes, Trace())
    for case in frozen[:200]:
        call = case.steps[0].call
        state = State("2026-03-02T09:00:00Z", {name: {} for name in bikes.entities})
        assert plain.call(state, call.tool, call.arguments) == traced.call(state, call.tool, call.arguments)


def test_every_step_and_both_ways_of_every_if_are_taken(contract: Contract, frozen: tuple[Case, ...]) -> None:
    events = frozenset().union(*(case.events for case in frozen))
    reached = {(event.tool, event.path) for event in events if event.what == "reached"}
    for name, tool in contract.environment.tools.items():
        for place in places(contract.environment, tool):
            assert (name, place.path) in reached or tag_of(place.step) == "return", (name, place.path)


def test_prepared_worlds_are_sound_and_differ_in_one_value_that_the_tool_looks_at(
    bikes: Environment, start: State
) -> None:
    looked_at = touched(bikes, "rent_bike")
    changes = list(Worlds(bikes, start, looked_at).near(looked_at.columns))
    assert changes
    for (change,) in changes:
        (column,) = change.columns
        assert (change.entity, column) in looked_at.columns
        state = apply(bikes, start, [change])
        assert state.rows[change.entity][change.key][column] != start.rows[change.entity][change.key][column]


def test_a_case_in_a_prepared_world_begins_with_it_and_the_next_one_does_not(
    contract: Contract, folder: Path, start: State
) -> None:
    interpreter = Interpreter(contract.environment)
    looked_at = touched(contract.environment, "rent_bike")
    world = next(Worlds(contract.environment, start, looked_at).near(looked_at.columns))
    call = Call("search_bikes", {})
    plans = [Plan("a", "success", (call,), world=world), Plan("b", "success", (call,))]
    within, without = freeze(interpreter, start, plans)
    with Session.open(folder) as session:
        tested = target(session, contract.environment)
        for case in (within, without, within):
            (seen,) = observe(case, tested)
            assert seen.after.digest == case.last.digest
    assert within.last.digest != without.last.digest


def test_dates_are_tried_at_the_day_of_the_clock_and_at_the_day_before(folder: Path, start: State) -> None:
    contract = Contract.open(folder)
    (since,) = (item for item in surface(contract.environment, "list_rentals") if item.name == "since")
    looked_at = touched(contract.environment, "list_rentals")
    tried = candidates(contract, start, "list_rentals", since, looked_at)
    day = date.fromisoformat(start.clock[:10])
    assert {str(day), str(day - timedelta(days=1))} <= set(map(str, tried))
