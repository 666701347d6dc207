"""Two unique sets violated by one write: whoever executes it names the set that is declared first."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from client.session import Session
from generator.emit import render
from servers.farm.interpreter import Interpreter
from servers.farm.model import Environment
from servers.farm.state import State

KEYS = ["ST-001", "ST-002"]
STATIONS: dict[tuple[Any, ...], dict[str, Any]] = {
    (key,): {"station_id": key, "name": name, "city": city, "docks": 4, "open": True}
    for key, name, city in zip(KEYS, ["Quay", "Gate"], ["Bern", "Chur"], strict=True)
}
CALLS: dict[str, dict[str, Any]] = {
    "create_station": {"name": "Quay", "city": "Chur", "docks": 2},
    "update_station": {"station_id": "ST-001", "name": "Gate", "city": "Chur"},
}
"""The name of one station and the city of another; and both of another."""

UPDATE = {
    "title": "Update a station",
    "description": "Give a station another name and city.",
    "parameters": {"station_id": "text", "name": "text or none", "city": "text or none"},
    "steps": [
        {"find": {"entity": "station", "key": "station_id", "else": "station_not_found"}},
        {"update": {"row": "station", "given": ["name", "city"]}},
        {"return": {"station": {"row": "station", "view": "summary"}}},
    ],
}


def two_sets(data: dict[str, Any], faults: list[str]) -> None:
    """Names and cities of stations are unique each, declared in this order of their faults."""
    columns = {"station_name_taken": "name", "city_taken": "city"}
    data["entities"]["station"]["unique"] = [{"columns": [columns[fault]], "fault": fault} for fault in faults]
    data["faults"]["city_taken"] = {"message": "There is already a station in {city}."}
    data["tools"]["update_station"] = UPDATE


@pytest.mark.parametrize("tool", CALLS)
@pytest.mark.parametrize("first", ["station_name_taken", "city_taken"])
def test_the_set_that_is_declared_first_is_named_by_all(
    edited: Callable[..., Environment], tmp_path: Path, tool: str, first: str
) -> None:
    faults = sorted(["station_name_taken", "city_taken"], key=lambda fault: fault != first)
    environment = edited("bikes", lambda data: two_sets(data, faults))
    rows: dict[str, dict[tuple[Any, ...], dict[str, Any]]] = {name: {} for name in environment.entities}
    state = State("2026-03-02T09:00:00Z", rows | {"station": STATIONS})
    for name, text in render(environment, state).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    outcome = Interpreter(environment).call(state, tool, CALLS[tool])
    with Session.open(tmp_path) as session:
        answer = session.call(tool, CALLS[tool])
    assert outcome.fault == first
    assert f'"error":"{first}"' in answer.text
