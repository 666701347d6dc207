"""Searches: filters, orders, pages, cursors and groups."""

import base64
import json
from typing import Any

import pytest

from servers.farm.interpreter import Interpreter
from servers.farm.model import Environment, from_data
from servers.farm.state import State


def listed(interpreter: Interpreter, state: State, **arguments: Any) -> list[str]:
    """The notes of all pages, one page after the other."""
    found, cursor = [], None
    while True:
        given = arguments | ({"cursor": cursor} if cursor else {})
        outcome = interpreter.call(state, "list_notes", given)
        assert outcome.result is not None, outcome
        found += [note["note_id"][-1] for note in outcome.result["notes"]]  # type: ignore[attr-defined]
        cursor = outcome.result["next_cursor"]
        if cursor is None:
            return found


def test_none_comes_first_ascending_and_last_descending_and_the_key_decides(
    notebooks: Interpreter, notes: State
) -> None:
    assert listed(notebooks, notes, sort="stars") == ["2", "5", "1", "4", "3"]
    assert listed(notebooks, notes, sort="best") == ["3", "1", "4", "5", "2"]
    assert listed(notebooks, notes, sort="due") == ["3", "4", "5", "1", "2"]


def test_later_columns_decide_among_equal_ones(notebooks: Interpreter, notes: State) -> None:
    assert listed(notebooks, notes, sort="price") == ["2", "5", "3", "1", "4"]


def test_booleans_sort_false_before_true(notebooks: Interpreter, notes: State) -> None:
    assert listed(notebooks, notes, sort="done") == ["4", "2", "1", "3", "5"]


@pytest.mark.parametrize("sort", ["stars", "best", "price", "due", "done"])
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_of_every_size_join_to_the_same_list(notebooks: Interpreter, notes: State, sort: str, limit: int) -> None:
    assert listed(notebooks, notes, sort=sort, limit=limit) == listed(notebooks, notes, sort=sort)


def test_a_cursor_holds_the_choice_the_last_values_and_the_key(notebooks: Interpreter, notes: State) -> None:
    outcome = notebooks.call(notes, "list_notes", {"sort": "price", "limit": 2})
    assert outcome.result is not None
    cursor = str(outcome.result["next_cursor"])
    assert json.loads(base64.urlsafe_b64decode(cursor + "==")) == ["price", 6050, "Gas", "N-005"]


def test_pages_hold_while_rows_are_added(notebooks: Interpreter, notes: State) -> None:
    first = notebooks.call(notes, "list_notes", {"limit": 2})
    assert first.result is not None
    added = notebooks.call(notes, "add_notes", {"folder_id": "F1", "notes_title": ["New"], "notes_stars": [0]})
    second = notebooks.call(added.state, "list_notes", {"limit": 3, "cursor": first.result["next_cursor"]})
    assert second.result is not None
    assert [note["note_id"] for note in second.result["notes"]] == ["N-001", "N-004", "N-003"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "values",
    [
        ["best", None, "N-002"],
        ["stars", "x", "N-002"],
        ["stars", 1],
        ["stars", 1, None],
        ["stars", True, "N-002"],
        {"stars": 1},
    ],
)
def test_a_cursor_of_something_else_is_an_invalid_argument(
    notebooks: Interpreter, notes: State, values: object
) -> None:
    text = json.dumps(values, separators=(",", ":"))
    cursor = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    assert "cursor" in str(notebooks.call(notes, "list_notes", {"cursor": cursor}).invalid)


@pytest.mark.parametrize("cursor", ["", "!", "bm8", "WyJzdGFycyIsIDEsICJOLTAwMiJd", "ü"])
def test_a_cursor_that_no_page_gave_is_an_invalid_argument(notebooks: Interpreter, notes: State, cursor: str) -> None:
    assert "cursor" in str(notebooks.call(notes, "list_notes", {"cursor": cursor}).invalid)


def test_a_given_filter_applies_only_if_all_its_optional_parameters_are_given(
    notebooks: Interpreter, notes: State
) -> None:
    assert listed(notebooks, notes, least=3, most=5) == ["1", "4", "3"]
    assert listed(notebooks, notes, least=3) == ["2", "5", "1", "4", "3"]
    assert listed(notebooks, notes, word="P") == ["1", "4", "3"]
    assert listed(notebooks, notes, bills=True, word="r") == ["2", "3"]


def test_groups_have_one_record_per_value_with_sums_in_their_order(notebooks: Interpreter, notes: State) -> None:
    notes.rows["note"]["N-001",]["price"] = notes.rows["note"]["N-003",]["price"]
    outcome = notebooks.call(notes, "note_statistics", {})
    assert outcome.result == {
        "kinds": [
            {"kind": "bill", "notes": 3, "sum": 921.0, "best": 2.5, "mean": 307.0},
            {"kind": "task", "notes": 1, "sum": 60.5, "best": 1.5, "mean": 60.5},
        ]
    }


def test_aggregates_pass_over_rows_without_a_value(notebook: Environment, notes: State) -> None:
    step = notebook.tools["note_statistics"].model_dump(mode="json", by_alias=True, exclude_defaults=True)["steps"][0]
    select = {"best": "max(note.score)", "least": "min(note.stars)", "mean": "average(note.score)"}
    search = step["search"] | {
        "where": ["note.kind != 'bill'"],
        "order": [],
        "group": {"by": ["kind"], "select": select},
    }
    tool = {"title": "x", "description": "x", "steps": [{"search": search}, {"return": {"kinds": "kinds"}}]}
    data = notebook.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    changed = from_data(data | {"tools": {"kinds": tool}})
    assert Interpreter(changed).call(notes, "kinds", {}).result == {
        "kinds": [
            {"kind": "idea", "best": None, "least": 3, "mean": 0.0},
            {"kind": "task", "best": 1.5, "least": 3, "mean": 1.5},
        ]
    }


def test_a_find_by_predicates_takes_the_first_in_its_order(notebooks: Interpreter, notes: State) -> None:
    for last, title in ((False, "Power"), (True, "Rent")):
        outcome = notebooks.call(notes, "pick", {"folder_id": "F2", "last": last})
        assert outcome.result is not None
        assert outcome.result["note"]["title"] == title  # type: ignore[index]
    assert notebooks.call(notes, "pick", {"folder_id": "F9"}).fault == "folder_empty"
