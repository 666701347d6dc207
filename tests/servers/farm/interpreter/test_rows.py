"""What a write may not do, although no fault says so: the environment is wrong then."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from servers.farm.interpreter import BrokenRule, Interpreter
from servers.farm.interpreter.rows import Rows, tables_of
from servers.farm.model import Environment
from servers.farm.state import State

NOTE = {
    "folder_id": "F1",
    "title": "x",
    "kind": "idea",
    "done": False,
    "made_at": "2026-01-01T00:00:00Z",
    "secret": "-",
}


@pytest.mark.parametrize(
    ("entity", "values", "reason"),
    [
        ("folder", {"name": "x", "owner_id": "nobody"}, "there is no user nobody"),
        ("folder", {"name": "x"}, "folder.owner_id is never None"),
        ("user", {"user_id": "ada", "name": "x", "credit": Decimal(0)}, "already a row user"),
        ("user", {"user_id": "cy", "name": "x", "credit": Decimal("0.005")}, "more than 2 decimals"),
    ],
)
def test_an_insert_that_the_database_would_refuse_breaks_a_rule(
    notebook: Environment, notes: State, entity: str, values: Mapping[str, Any], reason: str
) -> None:
    rows = Rows(tables_of(notebook), notes, frozenset())
    with pytest.raises(BrokenRule, match=reason):
        rows.insert(entity, values)


def test_a_number_that_is_not_finite_is_not_kept(notebook: Environment, notes: State) -> None:
    rows = Rows(tables_of(notebook), notes, frozenset())
    with pytest.raises(OverflowError):
        rows.insert("note", {"folder_id": "F1", "title": "x", "score": float("inf")})


def test_whole_numbers_are_kept_as_floats_and_amounts_with_their_decimals(notebook: Environment, notes: State) -> None:
    rows = Rows(tables_of(notebook), notes, frozenset())
    row = rows.insert("note", NOTE | {"score": 2, "price": Decimal("1.5"), "tags": ["a"]})
    assert (repr(row["score"]), str(row["price"]), row["tags"]) == ("2.0", "1.50", ("a",))


def test_none_is_equal_to_no_other_none_in_a_unique_set(notebook: Environment, notes: State) -> None:
    folder = notebook.entities["folder"]
    only_parent = folder.unique[0].model_copy(update={"columns": ("parent_id",)})
    entities = {**notebook.entities, "folder": folder.model_copy(update={"unique": (only_parent,)})}
    rows = Rows(tables_of(notebook.model_copy(update={"entities": entities})), notes, frozenset())
    assert rows.insert("folder", {"name": "Work", "owner_id": "ada"})["parent_id"] is None


def test_what_is_kept_has_no_negative_zero(notebook: Environment, notes: State) -> None:
    rows = Rows(tables_of(notebook), notes, frozenset())
    row = rows.insert("note", NOTE | {"score": -0.0, "price": Decimal("-0.00"), "tags": ()})
    assert (repr(row["score"]), str(row["price"])) == ("0.0", "0.00")


def test_a_singleton_without_its_row_breaks_a_rule(notebooks: Interpreter, notes: State) -> None:
    del notes.rows["settings"][()]
    with pytest.raises(BrokenRule, match="the one row of settings is missing"):
        notebooks.call(notes, "set_theme", {"theme": "light"})
