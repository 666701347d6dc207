"""States pass into a database and back unchanged; what the database refuses changes nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servers.farm.model import Environment, from_data
from servers.farm.state import State, digest
from servers.farm.witness import read_state, write_state

SCHEMA = """
CREATE TABLE _clock (id INTEGER PRIMARY KEY CHECK (id = 1), now TEXT NOT NULL, tick_seconds INTEGER NOT NULL);
CREATE TABLE _sequences (name TEXT, parent TEXT, last INTEGER NOT NULL, PRIMARY KEY (name, parent)) WITHOUT ROWID;
CREATE TABLE projects (project_id TEXT NOT NULL PRIMARY KEY, "class_" TEXT, budget INTEGER NOT NULL, rate REAL,
    open INTEGER NOT NULL, labels TEXT NOT NULL, sizes TEXT NOT NULL, due TEXT,
    lead_id TEXT REFERENCES projects (project_id) ON DELETE RESTRICT);
CREATE TABLE issues (project_id TEXT NOT NULL REFERENCES projects (project_id) ON DELETE CASCADE,
    number INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (project_id, number));
CREATE TABLE settings (id INTEGER PRIMARY KEY CHECK (id = 1), theme TEXT NOT NULL);
"""
ENVIRONMENT = {
    "name": "tracker",
    "title": "Tracker",
    "description": "Projects and their issues.",
    "clock": {"start": "2026-03-02T09:00:00Z", "tick_seconds": 30},
    "entities": {
        "project": {
            "plural": "projects",
            "key": {"column": "project_id", "sequence": "P{n}"},
            "columns": {
                "class": {"kind": "text", "nullable": True},
                "budget": {"kind": "money", "scale": 3},
                "rate": {"kind": "number", "nullable": True},
                "open": {"kind": "boolean"},
                "labels": {"kind": "list", "of": "text"},
                "sizes": {"kind": "list", "of": "number"},
                "due": {"kind": "date", "nullable": True},
                "lead_id": {"kind": "reference", "to": "project", "nullable": True, "fault": "led"},
                "late": {"computed": "project.due is not None and project.due < today()"},
            },
        },
        "issue": {
            "plural": "issues",
            "key": {"column": "number", "kind": "integer", "sequence": "{n}", "per": "project_id"},
            "columns": {
                "project_id": {"kind": "reference", "to": "project", "on_delete": "cascade"},
                "rank": {"kind": "position", "within": "project_id"},
            },
        },
        "settings": {"plural": "settings", "singleton": True, "columns": {"theme": {"kind": "text"}}},
    },
    "faults": {"led": {"message": "It is led."}},
    "tools": {"show": {"title": "Show", "description": "Show.", "steps": [{"return": {"theme": "settings.theme"}}]}},
}


@pytest.fixture(scope="module")
def environment() -> Environment:
    return from_data(ENVIRONMENT)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(_database()) as opened:
        yield opened


def _database() -> sqlite3.Connection:
    opened = sqlite3.connect(":memory:", isolation_level=None)
    opened.executescript(SCHEMA)
    opened.execute("PRAGMA foreign_keys = ON")
    return opened


def _project(key: str, **values: object) -> dict[str, object]:
    row = {"class": None, "budget": Decimal("0.000"), "rate": None, "open": True, "labels": (), "sizes": ()}
    return {"project_id": key, **row, "due": None, "lead_id": None, **values}


def _state(*projects: dict[str, object]) -> State:
    rows = {
        "project": {(project["project_id"],): project for project in projects},
        "issue": {("P1", 1): {"number": 1, "project_id": "P1", "rank": 0}},
        "settings": {(): {"theme": "dark"}},
    }
    return State("2026-03-02T09:05:00Z", rows, {"project": 2, "issue:P1": 1})  # type: ignore[arg-type]


FULL = _project(
    "P1",
    **{"class": "a"},
    budget=Decimal("12.345"),
    rate=2.0,
    open=False,
    labels=("x", "ü"),
    sizes=(1.0,),
    lead_id="P2",
)


def test_a_state_that_is_written_is_read_back_equal(connection: sqlite3.Connection, environment: Environment) -> None:
    state = _state(FULL, _project("P2", due="2026-04-01"))
    write_state(connection, environment, state)
    found = read_state(connection, environment)
    assert found == state
    assert digest(found) == digest(state)


def test_values_come_back_in_their_canonical_types(connection: sqlite3.Connection, environment: Environment) -> None:
    write_state(connection, environment, _state(FULL, _project("P2")))
    row = read_state(connection, environment).rows["project"]["P1",]
    assert (type(row["rate"]), row["open"], str(row["budget"])) == (float, False, "12.345")
    assert (row["labels"], row["sizes"], type(row["sizes"][0])) == (("x", "ü"), (1.0,), float)  # type: ignore[index]


def test_sqlite_holds_minor_units_flags_and_json(connection: sqlite3.Connection, environment: Environment) -> None:
    write_state(connection, environment, _state(FULL, _project("P2")))
    stored = connection.execute("SELECT class_, budget, open, labels FROM projects WHERE project_id = 'P1'").fetchone()
    assert stored == ("a", 12345, 0, '["x","ü"]')
    assert connection.execute("SELECT * FROM _sequences").fetchall() == [("issues", "P1", 1), ("projects", "", 2)]
    assert connection.execute("SELECT * FROM _clock").fetchall() == [(1, "2026-03-02T09:05:00Z", 30)]


def test_writing_replaces_what_was_there(connection: sqlite3.Connection, environment: Environment) -> None:
    write_state(connection, environment, _state(FULL, _project("P2")))
    other = _state(_project("P1"))
    write_state(connection, environment, other)
    assert read_state(connection, environment) == other


def test_a_state_with_a_dangling_reference_is_refused_and_nothing_changes(
    connection: sqlite3.Connection, environment: Environment
) -> None:
    good = _state(_project("P1"))
    write_state(connection, environment, good)
    with pytest.raises(sqlite3.IntegrityError, match="projects"):
        write_state(connection, environment, _state(_project("P1", lead_id="P9")))
    assert read_state(connection, environment) == good
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_database_of_something_else_is_an_error(environment: Environment) -> None:
    with closing(sqlite3.connect(":memory:")) as other, pytest.raises(sqlite3.Error):
        read_state(other, environment)


def test_a_database_without_a_clock_is_an_error(connection: sqlite3.Connection, environment: Environment) -> None:
    with pytest.raises(LookupError, match="clock"):
        read_state(connection, environment)


_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5)
_PROJECTS = st.fixed_dictionaries(
    {
        "class": st.none() | _TEXT,
        "budget": st.integers(-(10**12), 10**12).map(lambda units: Decimal(units).scaleb(-3)),
        "rate": st.none()
        | st.floats(allow_nan=False, allow_infinity=False).map(lambda rate: rate + 0.0),  # SQLite has no -0.0
        "open": st.booleans(),
        "labels": st.lists(_TEXT, max_size=3).map(tuple),
        "sizes": st.lists(st.floats(-1e9, 1e9), max_size=3).map(tuple),
    }
)


@given(_PROJECTS)
def test_every_value_survives_the_database(values: dict[str, object]) -> None:
    environment, state = from_data(ENVIRONMENT), _state(_project("P1", **values))
    with closing(_database()) as connection:
        write_state(connection, environment, state)
        assert repr(read_state(connection, environment).rows) == repr(state.rows)
