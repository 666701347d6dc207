"""Hierarchy: circles, depth and full rows are refused where a parent of the same kind is written or a row deleted."""

import pytest

from generator.description import Operation, Parameter, Schema
from generator.mechanics import Subject
from generator.mechanics.hierarchy import Hierarchy
from generator.mechanics.trees import Tree
from servers.farm.interpreter import Interpreter
from servers.farm.model import Environment
from servers.farm.state import Row, RowKey, State
from tests.generator.mechanics.sound import environment, stands, used, with_all

FOLDERS = """
entities:
  shop:
    plural: shops
    key: {column: shop_id, sequence: "S{n}"}
    columns: {name: {kind: text}}
    views: {full: [shop_id, name]}
  folder:
    plural: folders
    key: {column: folder_id, sequence: "F{n}"}
    columns:
      name: {kind: text}
      shop_id: {kind: reference, to: shop, on_delete: cascade}
      PARENT: {kind: reference, to: folder, nullable: true, on_delete: cascade}
    views: {full: [folder_id, name, shop_id, PARENT]}
faults:
  shop_not_found: {message: "There is no shop {shop_id}."}
  folder_not_found: {message: "There is no folder {folder_id}."}
  parent_not_found: {message: "There is no folder {PARENT}."}
tools:
  list_folders:
    title: List folders
    description: List folders.
    steps:
      - search: {entity: folder, as: folders, page: {size: 20}}
      - return: {folders: {rows: folders, view: full}}
  list_shops:
    title: List shops
    description: List shops.
    steps:
      - search: {entity: shop, as: shops, page: {size: 20}}
      - return: {shops: {rows: shops, view: full}}
  create_folder:
    title: Create a folder
    description: Create a folder.
    parameters:
      name: text
      shop_id: {kind: text, column: shop.shop_id}
      PARENT: {kind: text, column: folder.folder_id, optional: true}
    steps:
      - find: {entity: shop, key: shop_id, else: shop_not_found}
      - if: {that: PARENT is not None, then: [{find: {entity: folder, as: above, key: PARENT, else: parent_not_found}}]}
      - insert: {entity: folder, set: {name: name, shop_id: shop_id, PARENT: PARENT}}
      - return: {folder: {row: folder, view: full}}
  update_folder:
    title: Update a folder
    description: Update a folder.
    parameters:
      folder_id: {kind: text, column: folder.folder_id}
      name: text or none
      PARENT: {kind: text, column: folder.folder_id, optional: true}
    steps:
      - find: {entity: folder, key: folder_id, else: folder_not_found}
      - if: {that: PARENT is not None, then: [{find: {entity: folder, as: above, key: PARENT, else: parent_not_found}}]}
      - update: {row: folder, given: [name, PARENT]}
      - return: {folder: {row: folder, view: full}}
  delete_folder:
    title: Delete a folder
    description: Delete a folder.
    parameters: {folder_id: {kind: text, column: folder.folder_id}}
    steps:
      - find: {entity: folder, key: folder_id, else: folder_not_found}
      - delete: {row: folder}
      - return: {folder_id: folder_id}
"""
GUARDS = {
    ("create_folder", "folder_too_deep"), ("create_folder", "parent_folder_elsewhere"),
    ("update_folder", "folder_too_deep"), ("update_folder", "parent_folder_elsewhere"),
    ("update_folder", "folder_inside_itself"),
}  # fmt: skip


def folders(parent: str = "parent_folder_id") -> Environment:
    return environment(FOLDERS.replace("PARENT", parent))


def deletion(told: str, *flags: str) -> Subject:
    given = tuple(Parameter(name=name, location="query", schema=Schema(kind="boolean")) for name in flags)
    operation = Operation(id="remove", method="DELETE", path="/folders/{id}", description=told, parameters=given)
    return Subject(folders(), {"delete_folder": [operation]})


def test_tools_that_write_a_parent_refuse_circles_depth_and_another_container() -> None:
    found = with_all(Hierarchy(), folders())
    assert used(Hierarchy(), folders()) == set()
    assert used(Hierarchy(), found) == GUARDS
    assert len(found.entities["folder"].invariants) == 2
    stands(found)


@pytest.mark.parametrize("column", ["original_folder_id", "template_parent_id", "linked_folder_id"])
def test_a_reference_to_the_same_kind_that_is_no_parent_is_left_alone(column: str) -> None:
    assert with_all(Hierarchy(), folders(column)) == folders(column)


Table = dict[RowKey, Row]


def chain(found: Environment, parents: dict[str, str | None]) -> State:
    rows: Table = {
        (key,): {"folder_id": key, "name": key, "shop_id": "S1", "parent_folder_id": parent}
        for key, parent in parents.items()
    }
    shops: Table = {("S1",): {"shop_id": "S1", "name": "One"}}
    return State(found.clock.start, {"folder": rows, "shop": shops}, {"folder": len(rows), "shop": 1})


def moved(parents: dict[str, str | None], key: str, parent: str) -> str:
    found = with_all(Hierarchy(), folders())
    interpreter, state = Interpreter(found), chain(found, parents)
    assert interpreter.invariants(state) == []
    outcome = interpreter.call(state, "update_folder", {"folder_id": key, "parent_folder_id": parent})
    return outcome.fault or "moved"


def test_what_lies_below_a_row_counts_when_it_moves_down() -> None:
    two_chains = {"a": None, "b": "a", "c": "b", "x": None, "y": "x"}
    assert moved(two_chains, "x", "b") == "moved"
    assert moved(two_chains, "x", "c") == "folder_too_deep"
    assert moved(two_chains, "y", "c") == "moved"
    assert moved(two_chains, "a", "x") == "moved"
    assert moved(two_chains, "a", "y") == "folder_too_deep"
    assert moved(two_chains | {"z": "y"}, "a", "x") == "moved"
    assert moved(two_chains | {"d": "c"}, "a", "x") == "folder_too_deep"


def test_a_row_goes_under_nothing_that_lies_in_it() -> None:
    parents = {"a": None, "b": "a", "c": "b", "d": "c"}
    assert [moved(parents, "a", other) for other in "abcd"] == ["folder_inside_itself"] * 4


def test_the_promise_of_a_tree_is_broken_by_circles_and_by_five_levels() -> None:
    found = with_all(Hierarchy(), folders())
    five: dict[str, str | None] = {"a": None, "b": "a", "c": "b", "d": "c", "e": "d"}
    circles: list[dict[str, str | None]] = [{"a": "b", "b": "a"}, {"a": "a"}, {"a": "c", "b": "a", "c": "b"}]
    for parents in (five, *circles):
        assert Interpreter(found).invariants(chain(found, parents))


def test_a_delete_that_takes_a_flag_refuses_what_is_not_empty_without_it() -> None:
    subject = deletion("Removes a folder.", "recursive")
    found = with_all(Hierarchy(), folders(), subject)
    assert ("delete_folder", "folder_not_empty") in used(Hierarchy(), found)
    assert found.tools["delete_folder"].parameters["recursive"].default is False
    stands(found)


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ("The folder must be empty.", True),
        ("Fails with 409 if the folder is not empty.", True),
        ("Removes a folder even if it is not empty.", False),
        ("Returns an empty object.", False),
        ("Removes a folder.", False),
    ],
)
def test_a_delete_refuses_what_is_not_empty_only_where_the_description_says_so(told: str, refused: bool) -> None:
    found = with_all(Hierarchy(), folders(), deletion(told))
    assert (("delete_folder", "folder_not_empty") in used(Hierarchy(), found)) is refused


def test_a_tree_has_as_many_levels_as_references_can_be_followed() -> None:
    tree = Tree("folder", "folder_id", "parent_id")
    assert tree.above("row") == ["row.parent_id", "row.parent.parent_id", "row.parent.parent.parent_id"]
    assert len(tree.invariants()) == 1
