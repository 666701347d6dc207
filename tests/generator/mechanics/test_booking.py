"""Booking: a room has one booking at a time, and no more guests than it takes."""

import pytest

from generator.description import Operation
from generator.mechanics import Subject, Use
from generator.mechanics.booking import Booking
from generator.mechanics.weaving import woven
from servers.farm.model import Environment, dump
from servers.farm.model import load as json_load

from .conftest import Load, World

STAY = {"room_id": "R001", "guest_name": "Ada"}


@pytest.fixture(scope="module")
def inn(load: Load) -> Environment:
    return load("inn")


@pytest.fixture(scope="module")
def booked(inn: Environment) -> Environment:
    return woven(inn, {}, [Booking()])


@pytest.fixture
def world(booked: Environment) -> World:
    """A world in which room R001 is taken from the tenth to the fifteenth, and nothing else."""
    found = World(booked)
    found.empty("booking")
    found.put("room", "R001", max_guests=3)
    assert found.call("create_booking", **STAY, start_date="2026-04-10", end_date="2026-04-15") == ""
    return found


def test_every_tool_that_books_or_moves_is_a_use(inn: Environment, booked: Environment) -> None:
    assert list(Booking().uses(inn)) == []
    taken = [use.tool for use in Booking().uses(booked) if use.fault == "room_already_booked"]
    assert taken == ["create_booking", "create_voucher_booking", "update_booking"]
    assert Use("booking", "booking", "create_booking", "room_too_small") in set(Booking().uses(booked))


@pytest.mark.parametrize(
    ("start", "end", "taken"),
    [
        ("2026-04-12", "2026-04-13", True),
        ("2026-04-09", "2026-04-16", True),
        ("2026-04-09", "2026-04-11", True),
        ("2026-04-14", "2026-04-16", True),
        ("2026-04-08", "2026-04-10", False),
        ("2026-04-15", "2026-04-18", False),
    ],
)
def test_a_part_of_the_time_is_enough_and_touching_ends_are_none(
    world: World, start: str, end: str, taken: bool
) -> None:
    assert world.call("create_booking", **STAY, start_date=start, end_date=end) == "room_already_booked" * taken
    assert world.call("create_booking", **{**STAY, "room_id": "R002"}, start_date=start, end_date=end) == ""
    assert world.broken() == []


def test_a_cancelled_booking_frees_its_room(world: World) -> None:
    assert world.call("cancel_booking", booking_id=world.last("booking")["booking_id"]) == ""
    assert world.call("create_booking", **STAY, start_date="2026-04-10", end_date="2026-04-12") == ""
    assert world.broken() == []


def test_a_booking_is_not_in_its_own_way_but_in_that_of_others(world: World) -> None:
    assert world.call("create_booking", **STAY, start_date="2026-04-20", end_date="2026-04-22") == ""
    own = world.last("booking")["booking_id"]
    assert world.call("update_booking", booking_id=own, end_date="2026-04-23") == ""
    assert world.call("update_booking", booking_id=own, start_date="2026-04-14") == "room_already_booked"
    assert world.call("update_booking", booking_id=own, guests=2) == ""


def test_a_stay_has_a_night(world: World) -> None:
    fault = world.call("create_booking", **STAY, start_date="2026-05-01", end_date="2026-05-01")
    assert fault == "end_before_start"
    message = world.environment.faults[fault].message
    assert message == "The end date must come after the start date. Give a later end or an earlier start."


def test_a_room_takes_so_many_guests(world: World) -> None:
    stay = {"start_date": "2026-05-01", "end_date": "2026-05-02"}
    assert world.call("create_booking", **STAY, **stay, guests=4) == "room_too_small"
    assert world.call("create_booking", **STAY, **stay, guests=3) == ""
    assert world.call("update_booking", booking_id=world.last("booking")["booking_id"], guests=4) == "room_too_small"


def test_a_change_is_refused_that_puts_the_same_guests_into_a_smaller_room(world: World) -> None:
    world.put("room", "R002", max_guests=2)
    own = world.last("booking")["booking_id"]
    assert world.call("update_booking", booking_id=own, guests=3) == ""
    assert world.call("update_booking", booking_id=own, room_id="R002") == "room_too_small"
    assert world.call("update_booking", booking_id=own, room_id="R002", guests=2) == ""
    assert world.call("update_booking", booking_id=own, guests=3) == "room_too_small"
    assert world.broken() == []


def test_a_room_does_not_become_too_small_for_who_comes(world: World) -> None:
    own = world.last("booking")["booking_id"]
    assert world.call("update_booking", booking_id=own, guests=3) == ""
    assert world.call("update_room", room_id="R001", max_guests=2) == "room_holds_bookings"
    assert world.call("update_room", room_id="R001", max_guests=3) == ""
    assert world.call("cancel_booking", booking_id=own) == ""
    assert world.call("update_room", room_id="R001", max_guests=2) == ""
    assert world.broken() == []


def test_more_guests_than_the_room_takes_break_the_invariant(world: World) -> None:
    world.put("room", "R001", max_guests=0)
    assert len(world.broken()) == 1


def test_two_meeting_rows_break_the_invariant(world: World) -> None:
    assert world.call("create_booking", **STAY, start_date="2026-04-20", end_date="2026-04-22") == ""
    world.put("booking", str(world.last("booking")["booking_id"]), start_date="2026-04-14")
    assert len(world.broken()) == 2


def test_a_description_that_lets_bookings_overlap_is_believed(inn: Environment) -> None:
    told = Operation(id="post", method="POST", path="/bookings", description="Bookings of a room may overlap.")
    found = Booking().places(Subject(inn, {"create_booking": [told]}))
    assert "room_id" not in {place.columns[0] for place in found}


def test_nobody_is_absent_twice_at_the_same_time(inn: Environment) -> None:
    crew = dump(inn).replace("booking", "leave_request").replace("Booking", "Leave").replace("room", "employee")
    leaves = woven(json_load(crew), {}, [Booking()])
    assert "employee_already_booked" in {use.fault for use in Booking().uses(leaves)}
    things = json_load(crew.replace("employee", "country"))
    assert "country_already_booked" not in {use.fault for use in Booking().uses(woven(things, {}, [Booking()]))}


def test_many_bookings_of_a_hotel_stand_side_by_side(inn: Environment) -> None:
    hotels = json_load(dump(inn).replace("room", "hotel").replace("Room", "Hotel"))
    assert [place.columns for place in Booking().places(Subject(hotels))] == [("guests", "hotel_id")]


def test_it_is_not_given_twice(booked: Environment) -> None:
    assert woven(booked, {}, [Booking()]) == booked
