"""Views, computed columns and whose account it is."""

import copy

from servers.farm.interpreter import Interpreter
from servers.farm.state import State


def shown(notebooks: Interpreter, state: State, folder_id: str) -> dict[str, object]:
    outcome = notebooks.call(state, "show_folder", {"folder_id": folder_id})
    assert outcome.result is not None, outcome
    return outcome.result["folder"]  # type: ignore[return-value]


def test_views_splice_others_and_follow_references(notebooks: Interpreter, notes: State) -> None:
    assert shown(notebooks, notes, "F2") == {
        "folder_id": "F2",
        "name": "Bills",
        "mine": True,
        "label": "Bills (2 notes)",
        "parent": "Work",
        "owner": "Ada",
        "parent_owner": "Ada",
        "children": [],
        "recent": [
            {"note_id": "N-002", "title": "Rent", "stars": None, "price": 800.0, "done": True},
            {"note_id": "N-003", "title": "Power", "stars": 5, "price": 60.5, "done": False},
        ],
    }


def test_a_path_is_none_where_a_reference_is(notebooks: Interpreter, notes: State) -> None:
    folder = shown(notebooks, notes, "F1")
    assert (folder["parent"], folder["parent_owner"], folder["owner"]) == (None, None, "Ada")


def test_fields_come_in_the_order_of_the_view(notebooks: Interpreter, notes: State) -> None:
    fields = list(shown(notebooks, notes, "F1"))
    assert fields[:4] == ["folder_id", "name", "mine", "label"]
    assert fields[-2:] == ["children", "recent"]


def test_child_rows_come_by_position_then_key_and_stop_at_the_limit(notebooks: Interpreter, notes: State) -> None:
    for number, rank in ((4, 5), (5, 3), (6, 3)):
        row = {"folder_id": f"F{number}", "name": f"f{number}", "owner_id": "ada", "parent_id": "F3", "rank": rank}
        notes.rows["folder"][f"F{number}",] = row  # type: ignore[assignment]
    children = shown(notebooks, notes, "F3")["children"]
    assert [child["folder_id"] for child in children] == ["F5", "F6"]  # type: ignore[attr-defined]


def test_computed_columns_follow_the_clock_and_the_actor(notebooks: Interpreter, notes: State) -> None:
    note = notes.rows["note"]["N-001",]
    assert notebooks.computed(notes, "note", note) == {"overdue": True}
    notes.clock = "2026-03-01T23:59:59Z"
    assert notebooks.computed(notes, "note", note) == {"overdue": False}
    folder = notes.rows["folder"]["F3",]
    assert notebooks.computed(notes, "folder", folder) == {"mine": False, "label": "Home (2 notes)", "notes": 2}


def test_a_view_shows_a_row_outside_of_a_call(notebooks: Interpreter, notes: State) -> None:
    view = notebooks.view(notes, "note", notes.rows["note"]["N-003",], "detail")
    assert (view["price"], view["tags"], view["reader"], "secret" in view) == (60.5, [], "Bo", False)


def test_the_actor_is_the_user_of_the_session(notebooks: Interpreter, notes: State) -> None:
    assert notebooks.call(notes, "who_am_i", {}).result == {"user": {"user_id": "ada", "name": "Ada", "credit": 10.0}}
    other = notebooks.call(notes, "log_in", {"user_id": "bo"})
    assert other.result == {"user_id": "bo", "since": "2026-03-02T09:00:00Z"}
    result = notebooks.call(other.state, "who_am_i", {}).result
    assert result == {"user": {"user_id": "bo", "name": "Bo", "credit": 5.0}}


def test_a_tool_that_needs_the_actor_refuses_before_its_first_step(notebooks: Interpreter, notes: State) -> None:
    for actor in (None, "nobody"):
        state = copy.deepcopy(notes)
        state.rows["login"][()]["actor_id"] = actor
        outcome = notebooks.call(state, "add_folder", {"name": "x", "parent_id": "F99"})
        assert outcome.fault == "not_authenticated"
        assert outcome.message == "Nobody is logged in. Call log_in first."


def test_faults_name_the_actor_too(notebooks: Interpreter, notes: State) -> None:
    outcome = notebooks.call(notes, "rename_folder", {"folder_id": "F3", "name": "x"})
    assert outcome.message == "Folder F3 belongs to bo, not to ada."
    assert outcome.details == {"folder_id": "F3", "owner_id": "bo", "user_id": "ada"}


def test_without_a_session_the_first_row_is_the_actor(notebooks: Interpreter, notes: State) -> None:
    environment = notebooks.environment
    assert environment.actor is not None
    alone = environment.model_copy(update={"actor": environment.actor.model_copy(update={"session": None})})
    notes.rows["login"][()]["actor_id"] = None
    result = Interpreter(alone).call(notes, "who_am_i", {}).result
    assert result == {"user": {"user_id": "ada", "name": "Ada", "credit": 10.0}}
