"""Every law has been seen to fail on a server that breaks it, and none fails on a clean one."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from client.servers import Json
from client.session import Session
from client.verify import Case, Contract, Finding, verify
from client.verify.families.laws import Laws
from client.verify.inside import target
from client.verify.laws import LAWS
from client.verify.laws.conservation import conserved
from client.verify.laws.reading import Reading
from client.verify.runner import cases
from generator.emit import render, write
from generator.seed import with_seed_rules
from servers.farm.model import from_data
from tests.client.verify.conftest import BIKES, Break, played

NEWEST = "station_id <> (SELECT max(station_id) FROM stations)"
LISTED = "    query = db.query(Station)\n"
MADE = 'docks=docks, open=True\n    )\n    return {"station": station_detail(db, station)}'
MISSING = 'rider = db.find(Rider, rider_id) or fail("rider_not_found", rider_id=rider_id)\n    rentals'
LENIENT = 'rider = db.find(Rider, rider_id)\n    if rider is None:\n        return {"rentals": 0}\n    rentals'
DOCKS = '"docks": station.docks,'
UPDATE = "    db.update(bike, **changes)\n"
ELSE = 'status="retired" if bike.status == "available" else "available"'
OTHERS = "    db.connection.execute(\"UPDATE bikes SET model = 'x' WHERE bike_id <> ?\", (bike.bike_id,))\n"

BROKEN = [
    pytest.param("created", "create_station", LISTED, f'{LISTED}    query.where("{NEWEST}")\n', id="not listed"),
    pytest.param("created", "create_station", MADE, MADE.replace("}", ' | {"city": "?"}}'), id="shown otherwise"),
    pytest.param(
        "created",
        "create_station",
        MADE,
        MADE.replace("return", "shown =").replace("}", "}\n    db.delete(station)\n    return shown"),
        id="gone at once",
    ),
    pytest.param("deleted", "delete_station", "    db.delete(station)\n", "", id="still there"),
    pytest.param("deleted", "delete_rider", MISSING, LENIENT, id="deleted twice"),
    pytest.param("updated", "update_bike", UPDATE, '    changes.pop("model", None)\n' + UPDATE, id="not written"),
    pytest.param("updated", "update_bike", UPDATE, UPDATE.replace(")", f", {ELSE})"), id="more is written"),
    pytest.param("updated", "update_bike", UPDATE, UPDATE + OTHERS, id="others are written"),
    pytest.param("repeated", "update_bike", UPDATE, UPDATE.replace(")", ", slot=bike.slot + 1)"), id="it counts"),
    pytest.param("agree", "list_stations", DOCKS, f'"city": station.city.upper(), {DOCKS}', id="another value"),
    pytest.param("filters", "list_stations", '"open = ?", open_', '"open >= ?", open_', id="more than asked for"),
    pytest.param("filters", "search_bikes", "price_per_hour <= ?", "price_per_hour < ?", id="less than asked for"),
    pytest.param("filters", "search_bikes", '"contains(model, ?)", model', '"0 = 1"', id="not found by its text"),
    pytest.param("order", "list_riders", 'page("name", limit', 'page("-name", limit', id="reversed"),
    pytest.param("order", "search_bikes", '"model": ("model",', '"model": ("status",', id="by another column"),
    pytest.param(
        "pages",
        "list_stations",
        '"next_cursor": page.next_cursor}',
        '"next_cursor": page.next_cursor if limit > 1 else None}',
        id="pages end early",
    ),
]
"""The law, the tool that it must blame, and what is replaced in service.py by what."""


@pytest.mark.parametrize(("law", "tool", "old", "new"), BROKEN)
def test_a_law_that_is_broken_is_noticed(
    law: str, tool: str, old: str, new: str, broken: Break, contract: Contract, frozen: tuple[Case, ...]
) -> None:
    assert (law, tool) in _wrong(broken("service.py", old, new), contract, frozen)


def test_answers_that_cannot_be_compared_break_a_law_and_not_the_verifier(
    broken: Break, contract: Contract, frozen: tuple[Case, ...]
) -> None:
    shown = '"email": rider.email'
    folder = broken("service.py", shown, f'"name": rider.name if rider.rider_id > "R3" else 7, {shown}')
    assert ("order", "list_riders") in _wrong(folder, contract, frozen)
    row: Json = {"rider_id": ["R1"], "name": "Ada"}
    assert Reading(contract.environment).row("rider", "summary", row) is None


def test_no_law_is_broken_in_a_clean_server_and_each_applies(
    folder: Path, contract: Contract, frozen: tuple[Case, ...]
) -> None:
    assert _wrong(folder, contract, frozen) == set()
    with Session.open(folder) as session:
        tested, reading = target(session, contract.environment), Reading(contract.environment)
        for law in LAWS:
            assert list(law(contract, frozen, tested, reading).verdicts()), law.name


def test_what_breaks_a_law_is_told_with_the_calls_that_show_it(broken: Break) -> None:
    folder = broken("service.py", "    db.delete(station)\n", "")
    report = verify(folder, only=["laws"])
    failure = next(one for one in report.failures if one.case == "laws/deleted/delete_station")
    assert "still found by get_station" in failure.what
    assert [call.tool for call in failure.calls][-2:] == ["delete_station", "get_station"]


def test_a_call_that_changes_money_which_it_does_not_declare_is_noticed(
    broken: Break, contract: Contract, frozen: tuple[Case, ...]
) -> None:
    more = "db.update(bike, station_id=station.station_id, price_per_hour=bike.price_per_hour + 1)"
    folder = broken("service.py", "db.update(bike, station_id=station.station_id)", more)
    wrong = _sums(folder, contract, frozen)
    assert wrong
    assert all(finding.tool == "move_bikes" and "bike.price_per_hour" in finding.what for finding in wrong)


def test_what_is_only_moved_stays_the_same_in_total(tmp_path: Path) -> None:
    environment = with_seed_rules(from_data(_bank()))
    assert conserved(environment) == (frozenset({("rider", "balance")}),)
    folder = write(render(environment), tmp_path / "bikes")
    contract = Contract.open(folder)
    with Session.open(folder) as session:
        frozen = cases(contract, session.state(), only=["success"])
    assert any(case.tool == "give" and case.last.changes for case in frozen)
    assert _sums(folder, contract, frozen) == []
    service = (folder / "service.py").read_text(encoding="utf-8")
    assert "friend.balance + amount" in service
    (folder / "service.py").write_text(
        service.replace("friend.balance + amount", "friend.balance + amount + 1"), "utf-8"
    )
    assert {finding.tool for finding in _sums(folder, contract, frozen)} == {"give"}


def test_a_column_that_is_also_written_otherwise_is_in_no_conserved_set() -> None:
    bank = _bank()
    bank["tools"]["top_up"] = yaml.safe_load(BIKES.read_text(encoding="utf-8"))["tools"]["top_up"]
    assert conserved(from_data(bank)) == ()


def test_laws_that_apply_to_no_tool_are_counted_as_laws_that_hold(tmp_path: Path) -> None:
    data = yaml.safe_load(BIKES.read_text(encoding="utf-8"))
    reads = ("list_stations", "get_station", "search_bikes", "list_riders", "list_rentals", "rental_statistics")
    data["tools"] = {name: data["tools"][name] for name in reads}
    folder = write(render(with_seed_rules(from_data(data))), tmp_path / "bikes")
    report = verify(folder, only=["laws"], quick=True)
    assert report.checks["laws"].failed == 0
    ids = {case.id for case in report.cases}
    assert {f"laws/{law}/applies to no tool" for law in ("created", "deleted", "updated", "repeated")} <= ids
    assert "laws/agree/list_stations" in ids


def _bank() -> dict[str, Any]:
    """The bike hire without what writes a rider's balance, but for a gift from one rider to another."""
    data: dict[str, Any] = yaml.safe_load(BIKES.read_text(encoding="utf-8"))
    for name in ("delete_rider", "top_up", "rent_bike"):
        del data["tools"][name]
    rider = {"kind": "text", "column": "rider.rider_id", "user_knows": False, "description": "The rider's id."}
    data["tools"]["give"] = {
        "title": "Give money",
        "description": "Give money from one rider's balance to a friend.",
        "parameters": {
            "rider_id": rider,
            "friend_id": rider,
            "amount": {"kind": "money", "column": "rider.balance", "description": "How much."},
        },
        "steps": [
            {"require": {"that": "amount > 0", "else": "amount_not_positive"}},
            {"find": {"entity": "rider", "key": "rider_id", "else": "rider_not_found"}},
            {"find": {"entity": "rider", "as": "friend", "key": "friend_id", "else": "friend_not_found"}},
            {"require": {"that": "rider.balance >= amount", "else": "balance_too_small"}},
            {"update": {"row": "rider", "set": {"balance": "rider.balance - amount"}}},
            {"update": {"row": "friend", "set": {"balance": "friend.balance + amount"}}},
            {"return": {"balance": "rider.balance"}},
        ],
    }
    data["faults"]["friend_not_found"] = {"message": "There is no rider {friend_id}."}
    data["faults"]["balance_too_small"] = {"message": "The balance of {rider.balance} is below {amount}."}
    return data


def _wrong(folder: Path, contract: Contract, frozen: tuple[Case, ...]) -> set[tuple[str, str]]:
    """Every (law, tool) that is broken in a folder."""
    with Session.open(folder) as session:
        tested, reading = target(session, contract.environment), Reading(contract.environment)
        laws = [law(contract, frozen, tested, reading) for law in LAWS]
        return {(law.name, tool) for law in laws for tool, what, _ in law.verdicts() if what}


def _sums(folder: Path, contract: Contract, frozen: tuple[Case, ...]) -> list[Finding]:
    """What the law of sums finds in the cases."""
    return played(folder, contract, frozen, [Laws(contract).look])
