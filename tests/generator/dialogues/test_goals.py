import pytest

from generator.dialogues.goals import goal, goals
from servers.farm.model import Environment, from_data

from .conftest import environment


@pytest.mark.parametrize(
    ("tool", "kind", "subject"),
    [
        ("list_stations", "list", "station"),
        ("get_station", "show", "station"),
        ("create_station", "create", "station"),
        ("delete_station", "remove", "station"),
        ("update_bike", "change", "bike"),
        ("move_bikes", "act", "bike"),
        ("rent_bike", "create", "rental"),
        ("end_rental", "act", "rental"),
        ("rental_statistics", "compute", ""),
    ],
)
def test_what_a_tool_is_wanted_for_follows_from_what_it_does(
    bikes: Environment, tool: str, kind: str, subject: str
) -> None:
    found = goal(bikes, tool)
    assert (found.kind, found.subject) == (kind, subject)


def test_parameters_are_targets_parents_names_or_details_and_nothing_twice() -> None:
    for name in ("bikes", "desk", "notebook", "workshop"):
        chosen = environment(name)
        for tool, found in goals(chosen).items():
            parts = [*found.targets, *found.parents, *found.names, *found.details]
            assert sorted(parts) == sorted(chosen.tools[tool].parameters)


def test_a_key_that_people_know_is_a_name(desk: Environment) -> None:
    assert goal(desk, "delete_product").names == ("sku",)


def test_logging_in_is_an_act(desk: Environment) -> None:
    assert goal(desk, "log_in").kind == "act"


def test_what_a_task_goes_under_is_not_what_is_moved() -> None:
    desk = environment("desk")
    found = goal(desk, "add_task")
    assert found.targets == ()
    data = desk.model_dump(mode="json", by_alias=True)
    move = data["tools"]["complete_task"]
    move["parameters"]["parent_id"] = {**move["parameters"]["task_id"], "optional": True}
    moving = goal(from_data(data), "complete_task")
    assert moving.targets == ("task_id",)
    assert "parent_id" in moving.parents
