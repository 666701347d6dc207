import shutil
import sys
from pathlib import Path
from random import Random

import pytest

from client.answers import Answer
from client.errors import NotAServerError
from client.servers import Launch, Limits, Process
from client.session import Loaded, Session, load
from servers.farm.problems import FarmError

CALLS: list[tuple[str, dict[str, object]]] = [
    ("list_stations", {}),
    ("list_stations", {"limit": 2}),
    ("get_station", {"station_id": "ST-001"}),
    ("get_station", {"station_id": "nowhere"}),
    ("create_station", {"name": "Quay", "city": "Bergen", "docks": 4}),
    ("create_station", {"name": "Quay", "city": "Bergen", "docks": 4}),
    ("search_bikes", {"max_price": 5, "sort": "model"}),
    ("register_rider", {"name": "Ana", "email": "ana@example.com", "age": 5}),
    ("top_up", {"rider_id": "R1", "amount": 12.5}),
    ("no_such_tool", {}),
]


def test_results_are_byte_for_byte_those_of_mcp(bike_hire: Loaded, tmp_path: Path) -> None:
    folder = bike_hire.emitted.path
    command = [sys.executable, "-B", str(folder / "server.py"), "--db", str(tmp_path / "state.db")]
    launch = Launch("bikes", command, tmp_path, tmp_path / "stderr.txt")
    with Process(launch, Limits()) as process, Session.on(bike_hire) as session:
        process.handshake()
        listed = process.request("tools/list")["tools"]
        assert listed == session.tools()
        for name, arguments in CALLS[:-1]:
            answer = Answer.of(process.request("tools/call", {"name": name, "arguments": arguments}))  # type: ignore[dict-item]
            result = session.call(name, arguments)
            assert ([result.text], result.is_error) == (list(answer.texts), answer.is_error)


def test_nothing_is_raised_whatever_is_sent(bike_hire: Loaded) -> None:
    with Session.on(bike_hire) as session:
        assert session.call(*CALLS[-1]).is_error
        assert session.call("top_up", {"rider_id": ["R1"], "amount": float("nan")}).is_error
        assert session.call("top_up", None).is_error


def test_a_snapshot_brings_everything_back(bike_hire: Loaded) -> None:
    random = Random(4)
    with Session.on(bike_hire) as session:
        digest, image = session.digest(), session.snapshot()
        for name, arguments in random.sample(CALLS, len(CALLS)):
            session.call(name, arguments)
        assert session.digest() != digest
        session.restore(image)
        assert session.digest() == digest
        assert session.difference(image) == []


def test_a_difference_is_told_row_by_row(bike_hire: Loaded) -> None:
    with Session.on(bike_hire) as session:
        before = session.snapshot()
        session.call("create_station", {"name": "Quay", "city": "Bergen", "docks": 4})
        found = session.difference(before)
    assert [(change.entity, change.op) for change in found] == [("station", "insert")]
    assert found[0].after is not None
    assert found[0].after["name"] == "Quay"


def test_a_session_may_begin_with_row_changes(bike_hire: Loaded) -> None:
    with Session.on(bike_hire) as first:
        before = first.snapshot()
        first.call("create_station", {"name": "Quay", "city": "Bergen", "docks": 4})
        changes = first.difference(before)
    with Session.on(bike_hire, changes) as second:
        assert '"Quay"' in second.call("list_stations", {"city": "Bergen"}).text


def test_two_sessions_do_not_see_each_other(bike_hire: Loaded) -> None:
    with Session.on(bike_hire) as one, Session.on(bike_hire) as other:
        digest = other.digest()
        one.call("create_station", {"name": "Quay", "city": "Bergen", "docks": 4})
        assert other.digest() == digest


def test_a_folder_that_does_not_import_is_named(bike_hire: Loaded, tmp_path: Path) -> None:
    shutil.copytree(bike_hire.emitted.path, tmp_path, dirs_exist_ok=True)
    (tmp_path / "service.py").write_text("this is no python", encoding="utf-8")
    with pytest.raises(NotAServerError, match="does not import"):
        load(tmp_path)


def test_a_folder_that_is_no_server_is_named(tmp_path: Path) -> None:
    with pytest.raises(FarmError, match=r"environment\.json"):
        Session.open(tmp_path)
