"""Every family has been seen to fail: a server is broken on purpose, and the family that must notice does."""

from pathlib import Path

import pytest

from client.verify import Case, Contract, Finding, Report, verify
from client.verify.families import ALL, Family
from client.verify.families.worlds import Determinism, Isolation
from tests.client.verify.conftest import Break, played

SERVICE = [
    pytest.param(
        "success", 'query.where("status = ?", status)', "status = status", "search_bikes", id="a filter is ignored"
    ),
    pytest.param("success", 'page("name", limit', 'page("-name", limit', "list_riders", id="the order is reversed"),
    pytest.param("success", '"model": bike.model,', '"model": bike.status,', "search_bikes", id="a field is swapped"),
    pytest.param(
        "fault", 'if bike.status == "rented":', 'if bike.status == "lost":', "delete_bike", id="a rule is not checked"
    ),
    pytest.param(
        "fault",
        'fail("rental_ended", rental_id=rental.rental_id)',
        'fail("rental_ended", rental_id="?")',
        "end_rental",
        id="a fault tells the wrong detail",
    ),
    pytest.param(
        "effect",
        'db.update(bike, status="rented", station_id=None)',
        'db.update(bike, status="rented")',
        "rent_bike",
        id="a write leaves out a column",
    ),
    pytest.param(
        "effect",
        "db.update(rider, balance=rider.balance + amount)",
        "db.update(rider, balance=rider.balance + amount, name=rider.name + '.')",
        "top_up",
        id="a write changes more than it declares",
    ),
    pytest.param("effect", "    db.delete(station)\n", "", "delete_station", id="a deletion does not happen"),
    pytest.param(
        "readonly",
        '"""Show a station with its bikes."""\n',
        '"""Show a station with its bikes."""\n    db.connection.execute("UPDATE stations SET city = city || \'!\'")\n'
        '    db.connection.execute("COMMIT")\n    db.connection.execute("BEGIN")\n',
        "get_station",
        id="a read writes",
    ),
    pytest.param(
        "output", '"slot": bike.slot,', '"slot": str(bike.slot),', "update_bike", id="a result breaks its schema"
    ),
    pytest.param(
        "integrity",
        "db.update(rider, balance=rider.balance - bike.price_per_hour)",
        "db.update(rider, balance=rider.balance - 100 * bike.price_per_hour)",
        "rent_bike",
        id="an invariant breaks",
    ),
    pytest.param(
        "integrity",
        'db.update(bike, status="available", station_id=station.station_id)',
        'db.update(bike, status="retired", station_id=station.station_id)',
        "end_rental",
        id="a transition is not in the table",
    ),
    pytest.param(
        "hostile",
        'rider = db.find(Rider, rider_id) or fail("rider_not_found", rider_id=rider_id)\n    db.update(rider, bal',
        "rider = db.get(Rider, rider_id)\n    db.update(rider, bal",
        "top_up",
        id="a lookup is not guarded",
    ),
]
"""Family, what is replaced in service.py by what, and the tool in whose cases the family must notice."""

RUNTIME = [
    pytest.param(
        "arguments.py",
        "raise InvalidArgument(_shown(name), self._unknown(name))",
        "continue",
        id="unknown parameters are accepted",
    ),
    pytest.param(
        "runtime.py",
        'return _refusal("internal_error", "The service could not do this; nothing was changed.", {})',
        'import traceback\n                return _refusal("internal_error", traceback.format_exc(), {})',
        id="a traceback leaks",
    ),
]


@pytest.mark.parametrize(("family", "old", "new", "tool"), SERVICE)
def test_a_broken_service_is_noticed(
    family: str, old: str, new: str, tool: str, broken: Break, contract: Contract, frozen: tuple[Case, ...]
) -> None:
    folder = broken("service.py", old, new)
    assert family in {finding.family for finding in _wrong(folder, contract, frozen, tool)}


@pytest.mark.parametrize(("file", "old", "new"), RUNTIME)
def test_a_broken_frame_is_noticed_by_the_hostile_family(
    file: str, old: str, new: str, broken: Break, contract: Contract, frozen: tuple[Case, ...]
) -> None:
    broken("service.py", "price_per_hour=bike.price_per_hour)", "price_per_hour=bike.no_such_column)")
    folder = broken(file, old, new)
    assert "hostile" in {finding.family for finding in _wrong(folder, contract, frozen, "rent_bike")}


def test_a_clean_service_gives_no_finding(folder: Path, contract: Contract, frozen: tuple[Case, ...]) -> None:
    assert _wrong(folder, contract, frozen, "") == []


FOREIGN = """
    shared = Path(__file__).with_name("shared.txt")
    import os

    if shared.exists() and shared.read_text() != str(os.getpid()):
        name += "!"
    shared.write_text(str(os.getpid()))
    rider = db.insert("""

WHOLE = [
    pytest.param("protocol", "service.py", "    instructions=INSTRUCTIONS,\n", "", id="no instructions"),
    pytest.param("protocol", "server.py", 'uri=f"policy://', 'uri=f"rules://', id="no policy"),
    pytest.param("protocol", "server.py", "world.tools()", "world.tools()[1:]", id="a tool is not listed"),
    pytest.param("schema", "tools.json", "Show a station", "Show a depot", id="tools.json is not what is declared"),
    pytest.param("schema", "tools.json", "Only stations of this city.", "", id="a parameter has no description"),
    pytest.param("schema", "tools.json", '"type": "boolean"', '"type": ["boolean", "null"]', id="a type is a choice"),
    pytest.param("schema", "tools.json", '"name": "top_up"', '"name": "reset"', id="a tool has a harness's name"),
    pytest.param("determinism", "service.py", "name=name, email", "name=f'{name}{id(db)}', email", id="memory shows"),
    pytest.param("isolation", "service.py", "\n    rider = db.insert(", FOREIGN, id="servers share a file"),
    pytest.param(
        "hostile",
        "runtime.py",
        "return _unknown_tool(name, self._service.tools)",
        "name = 'list_riders'",
        id="any name calls a tool",
    ),
]
"""Family, file, what is replaced in it by what: seen only by a family that runs the server."""


@pytest.mark.parametrize(("family", "file", "old", "new"), WHOLE)
def test_a_broken_server_is_noticed_over_mcp(family: str, file: str, old: str, new: str, broken: Break) -> None:
    folder = broken(file, old, new)
    report = _asked(folder, family)
    assert report.checks[family].failed, report.checks


@pytest.mark.parametrize("family", [Determinism, Isolation])
def test_walks_of_which_nothing_was_seen_are_not_taken_for_alike(
    family: type[Family], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(family, "look", Family.look)  # which keeps nothing
    report = _asked(folder, family.name)
    assert {failure.what.partition(",")[0] for failure in report.failures} == {"no call of the walk was answered"}


def _asked(folder: Path, family: str) -> Report:
    report = verify(folder, only=[family])
    assert not report.verified
    assert not (folder / "report.json").exists()
    return report


def _wrong(folder: Path, contract: Contract, frozen: tuple[Case, ...], tool: str) -> list[Finding]:
    """What all families find in a folder, in the cases of one tool (of all, if none is named)."""
    watches = [family(contract).watch for family in ALL]
    return played(folder, contract, (case for case in frozen if tool in ("", case.tool)), watches)
