"""Inserts, updates and deletes: keys, positions, defaults, uniqueness, references and shared rows."""

from decimal import Decimal
from typing import Any

import pytest

from servers.farm.interpreter import Interpreter
from servers.farm.model import Environment
from servers.farm.state import RowChange, State, difference


def changes(environment: Environment, before: State, after: State) -> list[tuple[str, Any, str, frozenset[str]]]:
    found: list[RowChange] = difference(environment, before, after)
    return [(item.entity, item.key, item.op, item.columns if item.op == "update" else frozenset()) for item in found]


def test_keys_come_from_the_sequence(notebooks: Interpreter, notes: State) -> None:
    state = notes
    for expected in ("F4", "F5"):
        outcome = notebooks.call(state, "add_folder", {"name": f"new {expected}"})
        assert outcome.result is not None
        assert outcome.result["folder"]["folder_id"] == expected  # type: ignore[index]
        state = outcome.state
    assert state.sequences["folder"] == 5
    assert notes.sequences["folder"] == 3


def test_a_refused_call_uses_no_number(notebooks: Interpreter, notes: State) -> None:
    outcome = notebooks.call(notes, "add_folder", {"name": "Work"})
    assert (outcome.fault, outcome.details) == ("folder_name_taken", {"name": "Work"})
    assert outcome.state.sequences == notes.sequences


def test_numbers_can_run_inside_a_parent(notebooks: Interpreter, notes: State) -> None:
    one = notebooks.call(notes, "comment", {"note_id": "N-001", "body": "Yes"})
    assert one.result == {"first": 1, "second": 2, "last": "Yes!"}
    other = notebooks.call(one.state, "comment", {"note_id": "N-002", "body": "No"})
    assert other.result == {"first": 1, "second": 2, "last": "No!"}
    assert sorted(other.state.rows["comment"]) == [("N-001", 1), ("N-001", 2), ("N-002", 1), ("N-002", 2)]
    assert other.state.sequences["comment:N-001"] == 2


def test_positions_follow_the_last_of_their_parent_and_start_at_zero(notebooks: Interpreter, notes: State) -> None:
    ranks = [
        notebooks.call(notes, "add_folder", {"name": "New", **parent}).result["rank"]  # type: ignore[index]
        for parent in ({}, {"parent_id": "F1"}, {"parent_id": "F3"})
    ]
    assert ranks == [2, 1, 0]


def test_defaults_and_none_fill_what_an_insert_leaves_out(notebooks: Interpreter, notes: State) -> None:
    outcome = notebooks.call(notes, "add_notes", {"folder_id": "F1", "notes_title": ["x"], "notes_stars": [1]})
    row = outcome.state.rows["note"]["N-006",]
    assert (row["kind"], row["done"], row["made_at"], row["tags"]) == ("idea", False, notes.clock, ())
    assert (row["price"], row["reader_id"], row["secret"]) == (None, None, "-")


def test_find_else_insert_inserts_only_what_is_missing(notebooks: Interpreter, notes: State) -> None:
    new = notebooks.call(notes, "add_user", {"user_id": "cy", "name": "Cy"})
    assert new.state.rows["user"]["cy",] == {"user_id": "cy", "name": "Cy", "credit": Decimal("0.00")}
    old = notebooks.call(notes, "add_user", {"user_id": "bo", "name": "Bob"})
    assert old.result == {"user": {"user_id": "bo", "name": "Bob", "credit": 5.0}}
    assert len(old.state.rows["user"]) == 2


def test_a_patch_sets_what_is_given_and_clears_what_is_named(
    notebook: Environment, notebooks: Interpreter, notes: State
) -> None:
    arguments = {"note_id": "N-003", "stars": 1, "tags": ["a"], "clear": ["score"]}
    outcome = notebooks.call(notes, "change_note", arguments)
    assert changes(notebook, notes, outcome.state) == [
        ("note", ("N-003",), "update", frozenset({"stars", "tags", "score", "done"}))
    ]
    row = outcome.state.rows["note"]["N-003",]
    assert (row["stars"], row["tags"], row["score"], row["done"]) == (1, ("a",), None, True)


def test_an_empty_patch_is_a_fault_and_sets_nothing_else(notebooks: Interpreter, notes: State) -> None:
    assert notebooks.call(notes, "change_note", {"note_id": "N-003"}).fault == "nothing_to_change"


@pytest.mark.parametrize("extra", [{"stars": 1, "clear": ["stars"]}, {"clear": ["title"]}, {"clear": ["made_at"]}])
def test_clearing_what_is_given_or_cannot_be_cleared_is_invalid(
    notebooks: Interpreter, notes: State, extra: dict[str, object]
) -> None:
    assert "clear" in str(notebooks.call(notes, "change_note", {"note_id": "N-003", **extra}).invalid)


def test_two_names_for_one_key_are_one_row(notebooks: Interpreter, notes: State) -> None:
    outcome = notebooks.call(notes, "share_bill", {"first_id": "ada", "second_id": "ada", "amount": 5.01})
    assert outcome.result == {"first": 4.99, "second": 4.99, "part": 2.51, "sum": 9.99}


def test_a_later_query_sees_earlier_writes(notebooks: Interpreter, notes: State) -> None:
    outcome = notebooks.call(notes, "share_bill", {"first_id": "ada", "second_id": "bo", "amount": 5.01})
    assert outcome.result == {"first": 7.49, "second": 2.5, "part": 2.51, "sum": 9.99}


def test_a_fault_after_writes_takes_them_back(notebooks: Interpreter, notes: State) -> None:
    outcome = notebooks.call(notes, "share_bill", {"first_id": "ada", "second_id": "bo", "amount": 12})
    assert (outcome.fault, outcome.message) == ("credit_too_low", "Bo has -1.00.")
    assert notes.rows["user"]["ada",]["credit"] == Decimal("10.00")


def test_a_singleton_is_updated_and_a_let_keeps_the_old_value(notebooks: Interpreter, notes: State) -> None:
    outcome = notebooks.call(notes, "set_theme", {"theme": "light"})
    assert outcome.result == {"before": "dark", "settings": {"theme": "light", "share": 0.5}}


def test_an_update_of_many_rows_evaluates_each_in_key_order(notebooks: Interpreter, notes: State) -> None:
    state = notebooks.call(notes, "add_folder", {"name": "Trips", "parent_id": "F1"}).state
    outcome = notebooks.call(state, "rename_all", {"parent_id": "F1", "prefix": "My "})
    assert outcome.result == {"names": ["My Bills", "My Trips"]}


def test_an_update_into_a_taken_name_is_refused_with_the_new_values(notebooks: Interpreter, notes: State) -> None:
    outcome = notebooks.call(notes, "rename_folder", {"folder_id": "F2", "name": "Work"})
    assert (outcome.fault, outcome.details) == ("folder_name_taken", {"name": "Work"})


def test_a_row_does_not_clash_with_itself(notebooks: Interpreter, notes: State) -> None:
    assert notebooks.call(notes, "rename_folder", {"folder_id": "F2", "name": "Bills"}).result == {"name": "Bills"}


def test_equal_values_of_another_owner_do_not_clash(notebooks: Interpreter, notes: State) -> None:
    assert notebooks.call(notes, "rename_folder", {"folder_id": "F2", "name": "Home"}).succeeded


def test_deleting_cascades_transitively_and_clears(notebook: Environment, notebooks: Interpreter, notes: State) -> None:
    del notes.rows["lock"]["L1",]
    state = notebooks.call(notes, "comment", {"note_id": "N-005", "body": "Hi"}).state
    outcome = notebooks.call(state, "remove_user", {"user_id": "bo"})
    assert outcome.result == {"left": 2}
    assert changes(notebook, state, outcome.state) == [
        ("comment", ("N-005", 1), "delete", frozenset()),
        ("comment", ("N-005", 2), "delete", frozenset()),
        ("folder", ("F3",), "delete", frozenset()),
        ("note", ("N-003",), "update", frozenset({"reader_id"})),
        ("note", ("N-004",), "delete", frozenset()),
        ("note", ("N-005",), "delete", frozenset()),
        ("user", ("bo",), "delete", frozenset()),
    ]


def test_a_refusal_below_a_cascade_refuses_the_whole_delete(notebooks: Interpreter, notes: State) -> None:
    outcome = notebooks.call(notes, "remove_user", {"user_id": "bo"})
    assert (outcome.fault, outcome.message) == ("note_locked", "Note N-005 is locked.")
    assert outcome.state is notes


def test_a_row_that_others_refer_to_is_not_deleted(notebooks: Interpreter, notes: State) -> None:
    outcome = notebooks.call(notes, "remove_note", {"note_id": "N-005"})
    assert (outcome.fault, outcome.details) == ("note_locked", {"note_id": "N-005"})
    assert notebooks.call(notes, "remove_note", {"note_id": "N-004"}).result == {"title": "Poem"}


def test_many_rows_are_deleted_also_those_that_a_cascade_took_before(notebooks: Interpreter, notes: State) -> None:
    for number in range(1, 6):
        notes.rows["note"].pop((f"N-{number:03d}",))
    notes.rows["lock"].clear()
    assert notebooks.call(notes, "remove_empty", {}).result == {"left": 1}


def test_each_runs_in_order_and_collects_into_lists_that_may_stay_empty(notebooks: Interpreter, notes: State) -> None:
    arguments = {"folder_id": "F1", "notes_title": ["a", "b"], "notes_stars": [1, 2]}
    outcome = notebooks.call(notes, "add_notes", arguments)
    assert outcome.result is not None
    assert [note["note_id"] for note in outcome.result["added"]] == ["N-006", "N-007"]  # type: ignore[attr-defined]
    assert outcome.result["best"] == []
    assert outcome.result["others"] == [{"title": "a", "stars": 1}, {"title": "b", "stars": 2}]
    assert outcome.result["sum"] == 3


def test_one_bad_row_refuses_the_whole_call(interpreter: Interpreter, start: State) -> None:
    outcome = interpreter.call(start, "move_bikes", {"bike_ids": ["B0001", "B9"], "station_id": "ST-003"})
    assert (outcome.fault, outcome.details) == ("bike_not_found", {"bike_id": "B9"})
    assert outcome.state is start


def test_a_row_moved_twice_is_seen_as_moved_the_second_time(interpreter: Interpreter, start: State) -> None:
    outcome = interpreter.call(start, "move_bikes", {"bike_ids": ["B0001", "B0001"], "station_id": "ST-003"})
    assert outcome.result == {"moved": ["B0001"], "free": 7}


def test_arrays_of_different_lengths_are_invalid(notebooks: Interpreter, notes: State) -> None:
    arguments = {"folder_id": "F1", "notes_title": ["a", "b"], "notes_stars": [1]}
    assert "notes_title" in str(notebooks.call(notes, "add_notes", arguments).invalid)
