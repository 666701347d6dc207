import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import yaml

from client.errors import NotAServerError
from client.witness import FileWitness, without_log
from generator.emit import render, write
from generator.seed import start_state, with_seed_rules
from servers.farm.model import Environment, from_data

BIKES = Path(__file__).parents[1] / "servers" / "farm" / "data" / "bikes.yaml"


@pytest.fixture(scope="module")
def bikes() -> Environment:
    return with_seed_rules(from_data(yaml.safe_load(BIKES.read_text(encoding="utf-8"))))


@pytest.fixture
def file(bikes: Environment, tmp_path: Path) -> Path:
    from client.session import load

    world = load(write(render(bikes), tmp_path / "bikes")).world(tmp_path / "state.db")
    world.close()
    return tmp_path / "state.db"


def test_what_another_connection_writes_is_seen_and_taken_back(bikes: Environment, file: Path) -> None:
    with FileWitness(file, bikes) as witness, closing(sqlite3.connect(file, isolation_level=None)) as server:
        before = witness.snapshot()
        assert witness.snapshot() is before
        server.execute("UPDATE bikes SET model = 'Tandem' WHERE bike_id = 'B0001'")
        changed = witness.snapshot()
        assert changed.state.rows["bike"]["B0001",]["model"] == "Tandem"
        assert changed.digest != before.digest
        witness.rewind()
        assert witness.snapshot() is witness.start
        model = server.execute("SELECT model FROM bikes WHERE bike_id = 'B0001'").fetchone()[0]
        assert model == before.state.rows["bike"]["B0001",]["model"]


def test_another_start_state_is_put_into_the_file(bikes: Environment, file: Path) -> None:
    other = start_state(bikes, 7)
    with FileWitness(file, bikes, other) as witness:
        assert witness.start.state == other
        assert witness.snapshot().state == other


def test_dangling_references_and_broken_checks_are_named(bikes: Environment, file: Path) -> None:
    with FileWitness(file, bikes) as witness, closing(sqlite3.connect(file, isolation_level=None)) as server:
        assert witness.broken() == []
        server.execute("PRAGMA ignore_check_constraints = ON")
        server.execute("UPDATE bikes SET status = 'lost', station_id = 'ST-999' WHERE bike_id = 'B0001'")
        found = " ".join(witness.broken())
    assert "bikes refers to no row of stations" in found
    assert "CHECK constraint failed in bikes" in found


def test_a_database_of_something_else_is_refused(bikes: Environment, file: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db", isolation_level=None)) as other:
        other.execute("CREATE TABLE things (id)")
    with pytest.raises(NotAServerError, match="has no station"):
        FileWitness(tmp_path / "other.db", bikes)
    with closing(sqlite3.connect(file, isolation_level=None)) as server:
        server.execute("ALTER TABLE riders RENAME COLUMN balance TO credit")
    with pytest.raises(NotAServerError, match="no column balance for rider"):
        FileWitness(file, bikes)


def test_an_image_of_a_file_with_a_log_opens_without_one(file: Path) -> None:
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(":memory:")) as copy:
        copy.deserialize(without_log(source.serialize()))
        assert copy.execute("SELECT count(*) FROM bikes").fetchone()[0] > 0
