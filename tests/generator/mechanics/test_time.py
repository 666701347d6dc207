"""Time: intervals, plans, what expires and what is due."""

import pytest

from generator.description import Operation, Parameter
from generator.mechanics import Subject, Use, uses
from generator.mechanics.edits import edited
from generator.mechanics.time import Time
from generator.mechanics.weaving import woven
from servers.farm.model import Environment

from .conftest import Load, World


@pytest.fixture(scope="module")
def inn(load: Load) -> Environment:
    return load("inn")


@pytest.fixture(scope="module")
def timely(inn: Environment) -> Environment:
    return woven(inn, {}, [Time()])


def test_a_comparison_of_two_moments_of_a_row_is_a_use_however_they_are_called(inn: Environment) -> None:
    assert list(Time().uses(inn)) == [
        Use("time", "booking", name, "end_before_start")
        for name in ("create_booking", "create_voucher_booking", "update_booking")
    ]


def test_comparisons_of_other_things_are_no_uses(inn: Environment) -> None:
    def other(data: dict[str, object]) -> None:
        steps = data["tools"]["create_booking"]["steps"]  # type: ignore[index]
        steps[1] = {"require": {"that": "guests <= room.max_guests", "else": "end_before_start"}}

    changed = edited(inn, other)
    assert "create_booking" not in {use.tool for use in Time().uses(changed)}


def test_plans_lie_ahead_and_what_has_expired_is_refused(timely: Environment) -> None:
    found = {(use.tool, use.fault) for use in uses(timely, [Time()])}
    assert found >= {
        ("create_booking", "start_date_in_past"),
        ("update_booking", "start_date_in_past"),
        ("create_voucher", "expiry_in_past"),
        ("create_voucher_booking", "voucher_expired"),
    }


def test_the_start_of_a_booking_is_today_or_later(timely: Environment) -> None:
    world = World(timely)
    stay = {"room_id": "R001", "guest_name": "Ada", "end_date": "2026-03-09"}
    assert world.call("create_booking", **stay, start_date="2026-03-01") == "start_date_in_past"
    assert world.call("create_booking", **stay, start_date="2026-03-02") == ""


def test_a_change_that_leaves_the_start_is_not_asked_for_it(timely: Environment) -> None:
    world = World(timely)
    past = {"booking_id": "B0001", "start_date": "2026-03-01", "end_date": "2026-03-20"}
    assert world.call("update_booking", **past) == "start_date_in_past"
    world.put("booking", "B0001", start_date="2026-02-01", end_date="2026-02-02")
    assert world.call("update_booking", booking_id="B0001", guests=1) == ""


@pytest.mark.parametrize(
    ("moment", "wanted"), [("2026-03-02T09:00:00Z", "voucher_expired"), ("2026-03-02T09:00:01Z", ""), (None, "")]
)
def test_a_voucher_is_of_use_until_it_expires(timely: Environment, moment: str | None, wanted: str) -> None:
    world = World(timely)
    world.put("voucher", "V001", expires_at=moment)
    stay = {"room_id": "R001", "voucher_id": "V001", "start_date": "2026-03-04", "end_date": "2026-03-09"}
    assert world.call("create_voucher_booking", **stay, guest_name="Ada") == wanted


@pytest.mark.parametrize(
    ("due", "status", "wanted"),
    [("2026-03-01", "confirmed", True), ("2026-03-02", "confirmed", False), ("2026-03-01", "cancelled", False)],
)
def test_what_is_due_and_still_open_is_overdue(timely: Environment, due: str, status: str, wanted: bool) -> None:
    world = World(timely)
    world.put("booking", "B0001", due_date=due, status=status)
    assert world.row("booking", "B0001")["is_overdue"] is wanted


def test_a_description_that_allows_the_past_is_believed(inn: Environment) -> None:
    told = Operation(id="post", method="POST", path="/bookings", description="Bookings may be in the past.")
    found = Time().places(Subject(inn, {"create_booking": [told]}))
    assert ("start_date", "create_booking") not in {(place.columns[0], place.tool) for place in found}


def test_a_description_that_asks_for_the_future_is_the_best_evidence(inn: Environment) -> None:
    start = Parameter(name="startDate", location="query", description="Must be in the future.")
    told = Operation(id="post", method="POST", path="/bookings", parameters=(start,))
    found = {place.tool: place for place in Time().places(Subject(inn, {"create_booking": [told]}))}
    assert found["create_booking"].confidence > found["update_booking"].confidence


def test_it_is_not_given_twice(timely: Environment) -> None:
    assert woven(timely, {}, [Time()]) == timely
