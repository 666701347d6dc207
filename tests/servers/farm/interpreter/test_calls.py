"""Calls as a whole: results, faults, arguments, the clock, and the state that is never changed."""

import copy

from servers.farm.interpreter import Interpreter
from servers.farm.state import State, digest


def test_a_read_gives_the_very_same_state(interpreter: Interpreter, start: State) -> None:
    outcome = interpreter.call(start, "get_station", {"station_id": "ST-001"})
    assert outcome.succeeded
    assert outcome.state is start


def test_a_fault_gives_the_very_same_state(interpreter: Interpreter, start: State) -> None:
    outcome = interpreter.call(start, "rent_bike", {"rider_id": "R2", "bike_id": "B0003"})
    assert outcome.fault == "balance_too_low"
    assert outcome.state is start


def test_the_given_state_is_never_changed(interpreter: Interpreter, start: State) -> None:
    before, expected = copy.deepcopy(start), digest(start)
    for tool, arguments in (
        ("rent_bike", {"rider_id": "R1", "bike_id": "B0001"}),
        ("delete_rider", {"rider_id": "R1"}),
        ("create_station", {"name": "New", "city": "Oslo", "docks": 4}),
        ("move_bikes", {"bike_ids": ["B0001", "B0003"], "station_id": "ST-003"}),
    ):
        outcome = interpreter.call(start, tool, arguments)
        assert outcome.succeeded
        assert digest(outcome.state) != expected
    assert start == before


def test_a_write_shares_the_tables_that_it_does_not_touch(interpreter: Interpreter, start: State) -> None:
    outcome = interpreter.call(start, "top_up", {"rider_id": "R1", "amount": 1})
    assert outcome.state.rows["bike"] is start.rows["bike"]
    assert outcome.state.rows["rider"]["R2",] is start.rows["rider"]["R2",]


def test_result_fields_keep_the_order_of_return_and_next_cursor_comes_last(
    interpreter: Interpreter, start: State
) -> None:
    result = interpreter.call(start, "list_stations", {}).result
    assert result is not None
    assert list(result) == ["stations", "next_cursor"]


def test_money_and_numbers_are_json_numbers(interpreter: Interpreter, start: State) -> None:
    outcome = interpreter.call(start, "top_up", {"rider_id": "R1", "amount": 2.5})
    assert outcome.result == {"balance": 22.5}
    assert type(outcome.result["balance"]) is float


def test_only_a_successful_call_of_a_writing_tool_moves_the_clock(interpreter: Interpreter, start: State) -> None:
    assert interpreter.call(start, "top_up", {"rider_id": "R1", "amount": 1}).state.clock == "2026-03-02T09:01:00Z"
    assert interpreter.call(start, "top_up", {"rider_id": "R9", "amount": 1}).state.clock == "2026-03-02T09:00:00Z"
    assert interpreter.call(start, "list_riders", {}).state.clock == "2026-03-02T09:00:00Z"


def test_a_write_that_changes_no_value_still_moves_the_clock(interpreter: Interpreter, start: State) -> None:
    outcome = interpreter.call(start, "update_bike", {"bike_id": "B0001", "model": "Swift"})
    assert outcome.state.rows == start.rows
    assert outcome.state.clock == "2026-03-02T09:01:00Z"


def test_now_is_the_clock_during_the_call(interpreter: Interpreter, start: State) -> None:
    outcome = interpreter.call(start, "rent_bike", {"rider_id": "R1", "bike_id": "B0001"})
    assert outcome.state.rows["rental"]["RN-00003",]["started_at"] == start.clock


def test_arguments_are_checked_before_anything_else(interpreter: Interpreter, start: State) -> None:
    for arguments in ({"rider_id": "R9", "amount": "1"}, {"rider_id": "R9"}, {"rider_id": "R9", "amount": 1, "x": 1}):
        outcome = interpreter.call(start, "top_up", arguments)
        assert (outcome.fault, outcome.result) == (None, None)
        assert outcome.invalid
        assert outcome.state is start


def test_faults_come_in_the_order_of_the_steps(interpreter: Interpreter, start: State) -> None:
    found = [
        interpreter.call(start, "rent_bike", {"rider_id": rider, "bike_id": bike}).fault
        for rider, bike in (("R9", "B9"), ("R2", "B9"), ("R2", "B0004"), ("R2", "B0001"))
    ]
    assert found == ["rider_not_found", "bike_not_found", "bike_not_available", "balance_too_low"]


def test_a_fault_carries_a_filled_message_and_json_details(interpreter: Interpreter, start: State) -> None:
    outcome = interpreter.call(start, "rent_bike", {"rider_id": "R2", "bike_id": "B0001"})
    assert outcome.message == "The balance of 2.50 is below the price of one hour, 4.50."
    assert outcome.details == {"balance": 2.5, "price_per_hour": 4.5}


def test_a_result_beyond_what_can_be_kept_is_an_invalid_argument(notebooks: Interpreter, notes: State) -> None:
    notes.rows["settings"][()]["share"] = float("inf")
    outcome = notebooks.call(notes, "share_bill", {"first_id": "ada", "second_id": "bo", "amount": 1})
    assert outcome.invalid == "A number or date of this call is beyond what can be kept."
    assert outcome.state is notes


def test_a_value_is_computed_with_names_from_outside(interpreter: Interpreter, start: State) -> None:
    bike = start.rows["bike"]["B0001",]
    assert interpreter.value(start, "bike.station.name", {"bike": bike}) == "Harbour"
    assert interpreter.value(start, "mine.price_per_hour * hours", {"mine": bike, "hours": 2}, {"mine": "bike"}) == 9
    assert interpreter.value(start, "[b.bike_id for b in bike if b.status == s]", {"s": "rented"}) == ("B0004",)


def test_broken_invariants_are_named_with_their_rows(interpreter: Interpreter, start: State) -> None:
    assert interpreter.invariants(start) == []
    start.rows["station"]["ST-002",]["docks"] = 0
    assert interpreter.invariants(start) == [("station", ("ST-002",), "station.docks >= 1")]
