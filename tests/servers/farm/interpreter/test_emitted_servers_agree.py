"""Random walks: after every call the interpreter and the emitted server have the same text and the same state."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from client.session import Session
from generator.emit import render
from servers.farm.interpreter import Interpreter, Outcome
from servers.farm.model import Environment, Parameter, RowField
from servers.farm.state import State
from servers.farm.surface import surface

CALLS = 250
ODD = ["", " ", "nobody", "ß", "a'b\"c", "x" * 200, "%_"]


@pytest.fixture(params=["bikes", "notebook"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Session]:
    """An emitted server of each environment, on its small state."""
    environment: Environment = request.getfixturevalue(request.param)
    state: State = request.getfixturevalue({"bikes": "start", "notebook": "notes"}[request.param])
    for name, text in render(environment, state).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Session.open(tmp_path) as session:
        assert session.state() == state
        yield session


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_walk_gives_the_same_texts_and_states(served: Session, seed: int) -> None:
    random, interpreter = Random(seed), Interpreter(served.environment)
    start, begun = served.snapshot(), served.state()
    state, cursor, succeeded = begun, None, set()
    for number in range(CALLS):
        if number % 50 == 0:
            served.restore(start)
            state = begun
        tool = random.choice(sorted(served.environment.tools))
        arguments = _arguments(served.environment, tool, state, cursor, random)
        outcome, answer = interpreter.call(state, tool, arguments), served.call(tool, arguments)
        assert _text(outcome, answer.text) == answer.text, (tool, arguments)
        assert served.state() == outcome.state, (tool, arguments)
        state, cursor = outcome.state, (outcome.result or {}).get("next_cursor", cursor)
        succeeded |= {tool} if outcome.succeeded else set()
    assert len(succeeded) > len(served.environment.tools) * 0.7


def _text(outcome: Outcome, answer: str) -> str:
    """The answer as the server writes it; about invalid arguments only that they are is compared."""
    if outcome.invalid is not None:
        return answer if answer.startswith('{"error":"invalid_argument"') else outcome.invalid
    fault = {"error": outcome.fault, "message": outcome.message, "details": outcome.details}
    found = fault if outcome.result is None else outcome.result
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _arguments(environment: Environment, tool: str, state: State, cursor: object, random: Random) -> dict[str, object]:
    """Arguments that mostly fit: values of the state's rows, and now and then odd ones."""
    parameters = environment.tools[tool].parameters
    length = random.randint(1, 3)
    found: dict[str, object] = {}
    for item in surface(environment, tool):
        if not item.required and random.random() < 0.5:
            continue
        declared = parameters.get(item.parameter)
        if item.source == "clear":
            names: Any = item.schema["items"]
            found[item.name] = random.sample(names["enum"], 1)
        elif item.source == "limit":
            found[item.name] = random.choice([1, 2, 3, 99])
        elif item.source == "cursor":
            found |= {item.name: cursor} if cursor is not None else {}
        elif declared is not None and item.source == "rows":
            found[item.name] = [_value(item.field, declared.rows[item.field], state, random) for _ in range(length)]
        elif declared is not None:
            found[item.name] = _argument(item.name, declared, state, random)
    return found


def _argument(name: str, declared: Parameter, state: State, random: Random) -> object:
    if declared.kind != "list":
        return _value(name, declared, state, random)
    element = RowField(kind=declared.of, values=declared.values)
    return [_value(name.removesuffix("s"), element, state, random) for _ in range(random.randint(1, 3))]


def _value(name: str, declared: Parameter | RowField, state: State, random: Random) -> object:
    pools: dict[str, list[Any]] = {
        "integer": [-1, 0, 1, 2, 3, 5, 2**53, 1.0],
        "number": [-0.5, 0, 0.25, 2.5, 1e9],
        "money": [-1, 0, 0.01, 1, 2.5, 4.99, 10, 0.005],
        "boolean": [True, False],
        "date": ["2026-02-28", "2026-03-01", "2026-03-05", "2026-02-30"],
        "datetime": ["2026-03-01T08:00:00Z", "2026-03-01T08:00:00+02:00"],
        "enum": list(declared.values),
    }
    return random.choice(pools.get(declared.kind) or _texts(name, state, random))


def _texts(name: str, state: State, random: Random) -> list[str]:
    """Values of a column of this name (or of the reference that it is), else of any column; one in ten is odd."""
    if random.random() < 0.1:
        return ODD
    rows = [row for entity in sorted(state.rows) for row in state.ordered(entity)]
    own = [value for row in rows for column, value in row.items() if column == name and isinstance(value, str)]
    others = [value for row in rows for value in row.values() if isinstance(value, str)]
    ids = [value for value in others if value[:2] in ("ad", "bo")] if name.endswith("_id") else []
    return own or ids or others or ODD
