"""The bike hire of the farm's tests and a small state of it; environments and states for single behaviours."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from servers.farm.interpreter import Interpreter
from servers.farm.model import Environment, from_data
from servers.farm.state import Row, State, key_of, stored_columns

DATA = Path(__file__).parents[1] / "data"
BIKES = DATA / "bikes.yaml"

Rows = Mapping[str, list[dict[str, Any]]]
MakeState = Callable[[Environment, Rows], State]


@pytest.fixture(scope="session")
def bikes() -> Environment:
    """The environment in data/bikes.yaml."""
    return from_data(yaml.safe_load(BIKES.read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def interpreter(bikes: Environment) -> Interpreter:
    """Its interpreter."""
    return Interpreter(bikes)


@pytest.fixture(scope="session")
def state_of() -> MakeState:
    """Makes a state of an environment from rows that leave out what is None."""
    return make_state


def make_state(environment: Environment, rows: Rows) -> State:
    """Missing columns are None; sequences stand at the number of rows."""
    tables: dict[str, dict[Any, Row]] = {name: {} for name in environment.entities}
    for name, found in rows.items():
        entity = environment.entities[name]
        for row in found:
            complete = {column: row.get(column) for column in stored_columns(entity)}
            tables[name][key_of(entity, complete)] = complete
    sequences = {
        name: len(found)
        for name, found in rows.items()
        if (key := environment.entities[name].key) is not None and key.sequence and not key.per
    }
    return State(environment.clock.start, tables, sequences)


@pytest.fixture(scope="session")
def notebook() -> Environment:
    """The environment in data/notebook.yaml."""
    return from_data(yaml.safe_load((DATA / "notebook.yaml").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def notebooks(notebook: Environment) -> Interpreter:
    """Its interpreter."""
    return Interpreter(notebook)


@pytest.fixture
def notes(notebook: Environment) -> State:
    """Two users, of whom ada is logged in; three folders, F2 in F1; five notes, the last of which is locked."""
    state = make_state(
        notebook,
        {
            "user": [
                {"user_id": "ada", "name": "Ada", "credit": Decimal("10.00")},
                {"user_id": "bo", "name": "Bo", "credit": Decimal("5.00")},
            ],
            "login": [{"actor_id": "ada", "since": "2026-03-01T08:00:00Z"}],
            "settings": [{"theme": "dark", "share": 0.5}],
            "folder": [
                {"folder_id": "F1", "name": "Work", "owner_id": "ada", "rank": 0},
                {"folder_id": "F2", "name": "Bills", "owner_id": "ada", "parent_id": "F1", "rank": 0},
                {"folder_id": "F3", "name": "Home", "owner_id": "bo", "rank": 1},
            ],
            "note": [
                _note(1, "F1", "Plan", "task", 3, 1.5, None, "2026-03-01"),
                _note(2, "F2", "Rent", "bill", None, 0.5, "800.00", "2026-03-05"),
                _note(3, "F2", "Power", "bill", 5, 2.5, "60.50", None),
                _note(4, "F3", "Poem", "idea", 3, None, None, None),
                _note(5, "F3", "Gas", "bill", 1, 2.5, "60.50", "2026-02-01"),
            ],
            "lock": [{"lock_id": "L1", "note_id": "N-005"}],
        },
    )
    state.rows["note"]["N-003",]["reader_id"] = "bo"
    return state


def _note(
    number: int, folder: str, title: str, kind: str, stars: int | None, score: float | None, price: str | None,
    due: str | None,
) -> Row:  # fmt: skip
    row: Row = {"note_id": f"N-{number:03d}", "folder_id": folder, "title": title, "kind": kind, "stars": stars}
    amount = None if price is None else Decimal(price)
    row |= {"score": score, "price": amount, "due": due, "done": number % 2 == 0}
    return row | {"made_at": "2026-02-01T00:00:00Z", "reader_id": None, "tags": (), "secret": "-"}


@pytest.fixture
def start(bikes: Environment) -> State:
    """Four stations, five bikes, three riders, two rentals; station ST-004 is closed and empty."""
    return make_state(
        bikes,
        {
            "station": [
                {"station_id": "ST-001", "name": "Harbour", "city": "Bergen", "docks": 3, "open": True},
                {"station_id": "ST-002", "name": "Castle", "city": "Bergen", "docks": 2, "open": True},
                {"station_id": "ST-003", "name": "Market", "city": "Oslo", "docks": 9, "open": True},
                {"station_id": "ST-004", "name": "Airport", "city": "Oslo", "docks": 1, "open": False},
            ],
            "bike": [
                _bike(1, "Swift", "available", "ST-001", "4.50", 12.5, ("light", "red"), 0),
                _bike(2, "Swift", "available", "ST-001", "3.00", None, (), 1),
                _bike(3, "Cargo", "available", "ST-002", "8.00", 31.0, ("box",), 0),
                _bike(4, "Cargo", "rented", None, "8.00", 30.0, (), 0),
                _bike(5, "Ændring", "retired", "ST-003", "1.25", 14.0, (), 0),
            ],
            "rider": [
                _rider(1, "Ada", "ada@example.org", "20.00"),
                _rider(2, "Bo", "bo@example.org", "2.50"),
                _rider(3, "Cy", "cy@example.org", "0.00"),
            ],
            "rental": [
                _rental(1, "R1", "B0001", "2026-02-28T08:00:00Z", "2026-02-28T10:30:00Z", "11.25", None),
                _rental(2, "R2", "B0004", "2026-03-02T07:00:00Z", None, None, "late"),
            ],
        },
    )


def _bike(
    number: int, model: str, status: str, station: str | None, price: str, weight: float | None, tags: Any, slot: int
) -> Row:
    row: Row = {"bike_id": f"B{number:04d}", "model": model, "status": status, "station_id": station}
    return row | {"price_per_hour": Decimal(price), "weight": weight, "tags": tags, "slot": slot, "serial": "unknown"}


def _rider(number: int, name: str, email: str, balance: str) -> Row:
    return {
        "rider_id": f"R{number}",
        "name": name,
        "email": email,
        "balance": Decimal(balance),
        "joined_on": "2026-01-15",
    }


def _rental(number: int, rider: str, bike: str, start: str, end: str | None, cost: str | None, note: str | None) -> Row:
    row: Row = {"rental_id": f"RN-{number:05d}", "rider_id": rider, "bike_id": bike, "started_at": start}
    return row | {"ended_at": end, "cost": None if cost is None else Decimal(cost), "note": note}
