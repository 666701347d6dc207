"""The business rules in sentences."""

from collections.abc import Callable
from typing import Any

import pytest

from servers.farm.model import Environment
from servers.farm.policy import MAX_BYTES, MAX_SENTENCES, instructions

Edited = Callable[..., Environment]

SENTENCES = [
    "Ids come from the tools: look them up with a list or search, never make one up.",
    "Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.",
    "A change keeps what you leave out; to empty a value, name it in clear.",
    "A call that is refused changes nothing; its error says why and what to do.",
    "Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.",
    "You can rent a bike only while the bike is available "
    "and the rider's balance is at least the bike's price per hour.",
    "Ending a rental can be refused: the rental has already ended.",
    "Moving bikes or ending a rental can be refused: the station has no free dock.",
    "Deleting a station is refused while bikes refer to it.",
    "Deleting a rider also deletes their rentals.",
    "Two stations cannot have the same name.",
    "A bike's status goes from available to rented or retired, from rented to available, "
    "and from retired to available.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_rules_of_the_bike_hire_are_told(bikes: Environment, sentence: str) -> None:
    assert f"- {sentence}" in instructions(bikes).splitlines()


SHOP_SENTENCES = [
    "Log in first, with log_in; what is yours then belongs to that member.",
    "Changing a job can be refused: a member cannot help with a job of their own.",
    "You can start a job only while it is open.",
    "“Statistics of my jobs” can be refused: you have no finished jobs yet.",
    "Deleting a part is refused while lines refer to it.",
]


@pytest.mark.parametrize("sentence", SHOP_SENTENCES)
def test_the_rules_of_the_repair_shop_are_told(workshop: Environment, sentence: str) -> None:
    assert f"- {sentence}" in instructions(workshop).splitlines()


def test_what_no_tool_does_is_not_told(edited: Edited) -> None:
    def edit(data: dict[str, Any]) -> None:
        for name in ("delete_rider", "create_station", "update_bike"):
            del data["tools"][name]

    text = instructions(edited("bikes", edit))
    assert "Deleting a rider" not in text
    assert "the same name" not in text
    assert "clear" not in text


def test_the_introduction_says_what_this_is(bikes: Environment) -> None:
    assert instructions(bikes).splitlines()[0] == "Bike hire. Stations, bikes, riders and their rentals."


def test_no_sentence_comes_twice(bikes: Environment, workshop: Environment) -> None:
    for environment in (bikes, workshop):
        lines = instructions(environment).splitlines()
        assert len(lines) == len(set(lines))


def test_a_fixed_actor_is_told(edited: Edited) -> None:
    environment = edited("workshop", lambda data: data.update(actor={"entity": "member"}))
    assert "- You act for one member, who is logged in already." in instructions(environment).splitlines()


def test_of_very_many_rules_the_most_important_are_told(edited: Edited) -> None:
    def edit(data: dict[str, Any]) -> None:
        for number in range(200):
            tool = {**data["tools"]["rent_bike"], "title": f"Rent bike number {number}"}
            data["tools"][f"rent_bike_{number}"] = tool

    text = instructions(edited("bikes", edit))
    assert len(text.encode()) <= MAX_BYTES
    assert text.count("\n- ") <= MAX_SENTENCES
    assert "Ids come from the tools" in text
    assert text.endswith(".")


def without(*tools: str) -> Callable[[dict[str, Any]], None]:
    def edit(data: dict[str, Any]) -> None:
        for name in tools:
            del data["tools"][name]

    return edit


def test_what_is_only_a_repetition_is_told_last(edited: Edited) -> None:
    lines = instructions(edited("bikes", without("create_station", "end_rental", "move_bikes"))).splitlines()
    assert lines[-1] == "- You can remove a bike only while it is not rented."


def test_a_time_that_no_tool_moves_stands_still(edited: Edited) -> None:
    environment = edited("bikes", lambda data: data.update(tools={"get_station": data["tools"]["get_station"]}))
    line = "- Time is the service's own: it is 2026-03-02T09:00:00Z and stands still."
    assert line in instructions(environment).splitlines()


def test_links_are_told_as_links(edited: Edited) -> None:
    def edit(data: dict[str, Any]) -> None:
        unique = data["entities"]["rental"].setdefault("unique", [])
        unique.append({"columns": ["bike_id", "rider_id"], "fault": "name_taken"})

    lines = instructions(edited("bikes", edit)).splitlines()
    assert "- A bike and a rider can be linked only once." in lines


def test_what_a_unique_set_says_is_not_said_by_what_is_required_too(edited: Edited) -> None:
    def edit(data: dict[str, Any]) -> None:
        asked = {"that": "not any(same_text(other.name, name) for other in station)", "else": "station_name_taken"}
        data["faults"]["station_name_taken"]["message"] = "There is already a station with the name {name}."
        data["tools"]["create_station"]["steps"].insert(0, {"require": asked})

    text = instructions(edited("bikes", edit))
    assert "Two stations cannot have the same name." in text
    assert "that name" not in text


def test_of_tools_that_are_refused_alike_the_shorter_is_named_first(edited: Edited) -> None:
    def edit(data: dict[str, Any]) -> None:
        data["tools"]["move_bikes"]["title"] = "Move the bikes of a closed station"
        data["tools"]["end_rental"]["title"] = "Move a rental"

    assert "Moving a rental or the bikes of a closed station can be refused" in instructions(edited("bikes", edit))


@pytest.mark.parametrize(
    ("transitions", "told"),
    [
        (
            {"available": ["rented", "retired"], "rented": ["available", "retired"], "retired": ["available"]},
            "can become any other, but from retired only available.",
        ),
        (
            {"available": ["rented", "retired"], "rented": ["available", "retired"], "retired": []},
            "can become any other, but stays retired once it is so.",
        ),
        (
            {"available": ["rented"], "rented": ["available"], "retired": ["available", "rented"]},
            "goes from available to rented, from rented to available, and from retired to available or rented.",
        ),
    ],
)
def test_where_most_moves_are_free_only_the_others_are_told(
    edited: Edited, transitions: dict[str, list[str]], told: str
) -> None:
    def edit(data: dict[str, Any]) -> None:
        data["entities"]["bike"]["columns"]["status"]["transitions"] = transitions

    assert f"- A bike's status {told}" in instructions(edited("bikes", edit)).splitlines()


def test_a_status_that_can_become_any_other_has_no_rule(edited: Edited) -> None:
    def edit(data: dict[str, Any]) -> None:
        values = data["entities"]["bike"]["columns"]["status"]["values"]
        free = {value: [other for other in values if other != value] for value in values}
        data["entities"]["bike"]["columns"]["status"]["transitions"] = free

    assert "A bike's status" not in instructions(edited("bikes", edit))
