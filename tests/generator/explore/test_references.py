"""Which leaves hold the id of another thing."""

import pytest

from generator.description import Schema
from generator.explore.leaves import Leaf
from generator.explore.references import reference

NAMES = ("task", "project", "user", "task_list")


@pytest.mark.parametrize(
    ("name", "target", "column"),
    [
        ("project_id", "project", "project_id"),
        ("id_project", "project", "project_id"),
        ("project_identifier", "project", "project_id"),
        ("source_project_id", "project", "source_project_id"),
        ("owner_id", "user", "owner_id"),
        ("list_id", "task_list", "list_id"),
        ("parent_id", "task", "parent_id"),
        ("parent_task_id", "task", "parent_id"),
    ],
)
def test_names_that_say_id_refer_by_noun_role_or_parent(name: str, target: str, column: str) -> None:
    found = reference(Leaf(name, Schema(kind="string")), "task", NAMES)
    assert found is not None
    assert (found.target, found.column) == (target, column)


@pytest.mark.parametrize(
    ("told", "target", "column"),
    [
        ("The id of the parent project.", "project", "parent_project_id"),
        ("The id of the parent task, in the same project.", "task", "parent_id"),
        ("The id of the parent node.", "task", "parent_id"),
        ("", "task", "parent_id"),
    ],
)
def test_a_parent_is_what_the_description_calls_it(told: str, target: str, column: str) -> None:
    found = reference(Leaf("parent_id", Schema(kind="string", description=told)), "task", NAMES)
    assert found is not None
    assert (found.target, found.column) == (target, column)


@pytest.mark.parametrize("name", ["request_id", "external_id", "tax_id", "title", "project_name", "id"])
def test_other_names_do_not(name: str) -> None:
    assert reference(Leaf(name, Schema(kind="string")), "task", NAMES) is None


def test_a_noun_alone_refers_if_its_description_speaks_of_an_id() -> None:
    told = Schema(kind="string", description="The identifier of the project.")
    assert reference(Leaf("project", told), "task", NAMES) is not None
    assert reference(Leaf("project", Schema(kind="string")), "task", NAMES) is None


def test_an_enum_is_never_a_reference() -> None:
    assert reference(Leaf("project_id", Schema(kind="string", enum=("a", "b"))), "task", NAMES) is None


def test_a_whole_number_that_is_called_like_a_thing_holds_its_id() -> None:
    assert reference(Leaf("project", Schema(kind="integer")), "task", NAMES) is not None
    counted = Schema(kind="integer", description="The number of projects.")
    assert reference(Leaf("project", counted), "task", NAMES) is None
    assert reference(Leaf("rating", Schema(kind="integer")), "task", (*NAMES, "rating")) is None
