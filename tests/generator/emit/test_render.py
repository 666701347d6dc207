"""A rendered folder: its files, its start state, and calls at random that the interpreter answers alike."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from client.session import Session
from generator.emit import render
from generator.emit.seeds import seed_sql
from servers.farm import frame, schemas
from servers.farm.interpreter import Interpreter
from servers.farm.model import Environment, Tool, load
from servers.farm.state import Row, State, digest, plain
from servers.farm.surface import SurfaceParameter, surface
from tests.generator.emit import golden


def test_a_folder_has_what_a_server_needs(bikes: Environment) -> None:
    files = render(bikes, golden.state("bikes"))
    own = {"README.md", "__init__.py", "environment.json", "seed.sql", "service.py", "tools.json"}
    assert set(files) == own | set(frame.FILES)
    assert list(files) == sorted(files)
    assert load(files["environment.json"]) == bikes
    assert json.loads(files["tools.json"]) == {"tools": schemas.listing(bikes)}


def test_every_tool_stands_in_the_readme(garage: Environment) -> None:
    text = render(garage, golden.state("garage"))["README.md"]
    assert all(f"| `{name}` |" in text for name in garage.tools)
    assert "/path/to/garage/server.py" in text


@pytest.mark.parametrize("name", list(golden.SOURCES))
def test_the_start_state_is_the_given_one(name: str, folders: dict[str, Path]) -> None:
    with Session.open(folders[name]) as session:
        assert digest(session.state()) == digest(golden.state(name))


def test_an_empty_state_has_only_a_clock_and_singletons_can_be_missing(bikes: Environment) -> None:
    empty = State(bikes.clock.start, {})
    assert seed_sql(bikes, empty) == "INSERT INTO _clock VALUES (1, '2026-03-02T09:00:00Z', 60);\n"


def test_values_cannot_leave_their_literal(bikes: Environment) -> None:
    row: Row = {"station_id": "ST-001", "name": "'); DROP TABLE bikes; --", "city": "é\n", "docks": 3, "open": True}
    state = State(bikes.clock.start, {"station": {("ST-001",): row}}, {"station": 1})
    assert seed_sql(bikes, state).splitlines()[2] == (
        "INSERT INTO stations VALUES ('ST-001', '''); DROP TABLE bikes; --', 'é"
    )


@pytest.mark.parametrize(("name", "seed"), [("bikes", 1), ("garage", 2), ("garage", 3)])
def test_calls_at_random_are_answered_as_the_interpreter_says(name: str, seed: int, folders: dict[str, Path]) -> None:
    environment = golden.environment(name)
    interpreter, state = Interpreter(environment), golden.state(name)
    with Session.open(folders[name]) as session:
        for tool, arguments in walk(environment, state, random.Random(seed), 200):
            outcome, answer = interpreter.call(state, tool, arguments), session.call(tool, arguments)
            found = json.loads(answer.text)
            if outcome.invalid is not None:
                assert found["error"] == "invalid_argument", (tool, arguments)
                continue
            refused = {"error": outcome.fault, "message": outcome.message, "details": outcome.details}
            assert found == (outcome.result if outcome.succeeded else refused), (tool, arguments)
            state = outcome.state
        assert digest(session.state()) == digest(state)


def walk(
    environment: Environment, state: State, chance: random.Random, steps: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Calls whose arguments are mostly values of the start state; a login, where there is one, every few calls."""
    known = {
        f"{entity}.{column}": [plain(row[column]) for row in rows.values() if row[column] is not None]
        for entity, rows in state.rows.items()
        for column in next(iter(rows.values()), {})
    }
    people = list(state.rows.get("person", {}).values())
    for step in range(steps):
        if people and step % 20 == 0:
            person = chance.choice(people)
            yield "log_in", {"name": person["name"], "pin": person["pin"]}
        tool = chance.choice(list(environment.tools))
        wanted = [one for one in surface(environment, tool) if one.required or chance.random() < 0.4]
        yield (
            tool,
            {one.name: _value(environment.tools[tool], one, known, chance) for one in wanted if one.name != "cursor"},
        )


def _value(tool: Tool, parameter: SurfaceParameter, known: dict[str, list[object]], chance: random.Random) -> object:
    declared = tool.parameters.get(parameter.parameter)
    source = declared.rows[parameter.field] if declared and parameter.field else declared
    values = known.get(source.column or "", []) if source is not None else []
    if parameter.schema["type"] == "array":
        items: Any = parameter.schema["items"]
        return [_one(items, values, chance) for _ in range(chance.randint(1, 2))]
    return _one(dict(parameter.schema), values, chance)


def _one(schema: dict[str, Any], values: list[object], chance: random.Random) -> object:
    if values and not isinstance(values[0], list) and chance.random() < 0.8:
        return chance.choice(values)
    if "enum" in schema:
        return chance.choice(schema["enum"])
    return chance.choice(_PLAIN[schema.get("format", schema["type"])])


_PLAIN: dict[str, list[object]] = {
    "string": ["", "É", "a", "it's", "%"],
    "email": ["a@b.co"],
    "date": ["2026-01-05", "2026-05-04"],
    "date-time": ["2026-05-04T08:00:00Z"],
    "integer": [-1, 0, 1, 2, 5],
    "number": [0, 1, 2.5, 99.99],
    "boolean": [True, False],
}
