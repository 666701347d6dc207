"""Two environments of the farm's tests with small states, in which some situations need other calls first."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from servers.farm.model import Environment, from_data
from servers.farm.state import State, key_of, stored_columns

DATA = Path(__file__).parents[1] / "data"
Read = Callable[[str], Environment]


@pytest.fixture(scope="session")
def bikes() -> Environment:
    return read("bikes.yaml")


@pytest.fixture(scope="session")
def desk() -> Environment:
    return read("desk.yaml")


def read(name: str) -> Environment:
    return from_data(yaml.safe_load((DATA / name).read_text(encoding="utf-8")))


def state_of(environment: Environment, rows: dict[str, list[dict[str, Any]]]) -> State:
    """A state of rows that leave out what is None; sequences stand at the number of rows."""
    state = State(environment.clock.start, {name: {} for name in environment.entities})
    for name, table in rows.items():
        entity = environment.entities[name]
        for row in table:
            state.rows[name][key_of(entity, row)] = {column: row.get(column) for column in stored_columns(entity)}
        state.sequences[name] = len(table)
    return state


@pytest.fixture
def small(bikes: Environment) -> State:
    """An open and a closed station, an available bike at the open one, a retired one nowhere, a rider with money."""
    station = {"city": "Leeds", "docks": 3, "open": True}
    bike = {"price_per_hour": Decimal("4.00"), "tags": (), "slot": 0, "serial": "x"}
    return state_of(
        bikes,
        {
            "station": [
                {**station, "station_id": "ST-001", "name": "Mill Lane"},
                {**station, "station_id": "ST-002", "name": "Quay", "open": False},
            ],
            "bike": [
                {**bike, "bike_id": "B0001", "model": "City", "status": "retired"},
                {**bike, "bike_id": "B0002", "model": "Cargo", "status": "available", "station_id": "ST-001"},
            ],
            "rider": [
                {
                    "rider_id": "R1",
                    "name": "Ada Bell",
                    "email": "ada@mail.example",
                    "balance": Decimal("9.00"),
                    "joined_on": "2026-01-05",
                }
            ],
        },
    )


@pytest.fixture
def office(desk: Environment) -> State:
    """Two users, one with a list that holds a task with an open subtask; products and an open order."""
    user = {"phone": None, "time_zone": "Europe/Lisbon"}
    task = {"task_list_id": "L001", "status": "needs_action", "created_at": "2026-02-01T09:00:00Z"}
    return state_of(
        desk,
        {
            "session": [{"actor_id": None}],
            "user": [
                {**user, "user_id": "U1", "name": "Ada Bell", "email": "ada@mail.example", "password": "elm-11"},
                {**user, "user_id": "U2", "name": "Bo Cole", "email": "bo@mail.example", "password": "oak-22"},
            ],
            "task_list": [
                {"task_list_id": "L001", "title": "Home", "owner_id": "U2", "updated_at": "2026-02-01T09:00:00Z"}
            ],
            "task": [
                {**task, "task_id": "T0001", "title": "Paint the fence", "position": 0},
                {**task, "task_id": "T0002", "title": "Buy paint", "position": 1, "parent_id": "T0001"},
            ],
            "event": [
                {
                    "event_id": "E0001",
                    "summary": "Lunch",
                    "organizer_email": "ada@mail.example",
                    "attendees": (),
                    "start_time": "2026-03-03T12:00:00Z",
                    "end_time": "2026-03-03T13:00:00Z",
                    "status": "confirmed",
                    "html_link": "https://desk.example/1",
                }
            ],
            "product": [
                {"sku": "EE-015", "name": "Mug", "price": Decimal("7.50"), "stock": 4, "category": "Kitchen"},
                {"sku": "EE-016", "name": "Bowl", "price": Decimal("9.00"), "stock": 0, "category": "Kitchen"},
            ],
            "order": [
                {"order_id": "ORD-00001", "user_id": "U2", "status": "open", "total": Decimal("0.00"),
                 "placed_at": "2026-02-01T09:00:00Z"}
            ],
        },
    )  # fmt: skip
