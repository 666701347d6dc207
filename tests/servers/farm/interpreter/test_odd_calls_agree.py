"""Calls that nobody means well: the interpreter and the emitted server still have the same text and the same state.

Arguments are values of the rows, the limits of their kind, and now and then something of another kind. After every
call both are compared, so that what one of them lets through and the other does not is found where it happens.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from client.session import Session
from generator.emit import render
from generator.seed import start_state
from servers.farm.interpreter import Interpreter, Outcome
from servers.farm.model import Environment, Parameter, RowField, from_data
from servers.farm.state import State
from servers.farm.surface import SurfaceParameter, surface
from tests.generator.emit import golden

TESTS = Path(__file__).parents[3]
SOURCES = {
    **{name: TESTS / f"servers/farm/data/{name}.yaml" for name in ("odds", "big", "workshop", "desk")},
    "garage": TESTS / "generator/emit/data/garage.yaml",
}
CALLS = 240
TEXTS = [
    "", " ", "nobody", "ß", "SS", "İ", "É", "é", "a'b\"c", "x" * 200, "%_", "*", "[a]", "{x}", "a\nb", "\x85", "\u2028",
    "\U0010ffff", "\uffff", "\ud800", "a\x00b", "0", "True",
]  # fmt: skip
ANYTHING: list[Any] = [
    None, True, 0, -1, 1.5, -0.0, 1e308, float("nan"), float("inf"), 2**53 + 1, 2**64, "x", [], [None],
    [[]], {}, {"a": 1}, "2026-02-29", "2026-03-01T24:00:00Z", "2026-03-01T23:59:60Z", "9999-12-31T23:59:59-01:00",
    "0001-01-01T00:00:00+01:00",
]  # fmt: skip
VALUES: dict[str, list[Any]] = {
    "integer": [-1, 0, 1, 2, 3, 7, 30, 2**53, -(2**53), 1.0, 10**6],
    "number": [-0.5, 0, -0.0, 0.25, 2.5, 0.1, 1e15, -7.25, 1e-7, 33.333333],
    "money": [-1, 0, 0.01, 1, 2.5, 0.005, 0.1 + 0.2, 1e13, 9007199254740.99, 90071992547409.93, 1e-9],
    "boolean": [True, False],
    "date": ["2026-02-28", "2024-02-29", "2026-12-31", "0001-01-01", "9999-12-31"],
    "datetime": [
        "2026-03-01T08:00:00+02:00",
        "2026-12-31T23:59:59-01:00",
        "9999-12-31T23:59:59Z",
        "0001-01-01T00:00:00Z",
    ],
}
CURSORS: list[Any] = ["", "x", "W10", "WyJhIl0", "bnVsbA", "W251bGwsbnVsbF0", 5]
LIMITS: list[Any] = [1, 1, 2, 3, 99, 100, 101, 0, -1, 2**60, 2.0, "1", True]


@dataclass
class Caller:
    """Makes up arguments, mostly about one row and what it refers to."""

    environment: Environment
    random: Random
    cursors: list[Any] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)

    def arguments(self, tool: str, state: State) -> dict[str, Any]:
        """Arguments of a tool."""
        self.about = self._row(state)
        length = self.random.choice([0, 1, 1, 2, 3, 6])
        found = {
            item.name: self._argument(item, self.environment.tools[tool].parameters.get(item.parameter), length, state)
            for item in surface(self.environment, tool)
            if item.required or self.random.random() < 0.5
        }
        return found | ({"bogus": 1} if self.random.random() < 0.02 else {})

    def _row(self, state: State) -> dict[str, Any]:
        entities = [name for name, rows in state.rows.items() if rows]
        if not entities or self.random.random() < 0.3:
            return {}
        name = self.random.choice(entities)
        row = dict(self.random.choice(list(state.rows[name].values())))
        for column, declared in self.environment.entities[name].columns.items():
            if declared.kind == "reference" and row[column] is not None:
                row = (
                    next((dict(one) for (key, *_), one in state.rows[declared.to].items() if key == row[column]), {})
                    | row
                )
        return row

    def _argument(self, item: SurfaceParameter, declared: Parameter | None, length: int, state: State) -> Any:
        if item.source == "clear":
            items: Any = item.schema["items"]
            names = list(items["enum"])
            some = self.random.sample(names, self.random.randint(1, len(names)))
            return self.random.choice([some, some, some, [*some, some[0]], [], ["nope"], "x"])
        if declared is None:
            own = LIMITS if item.source == "limit" else [*self.cursors, *self.cursors, *CURSORS]
            return self.random.choice(own)
        if item.source == "rows":
            some = [self._value(item.field, declared.rows[item.field], state) for _ in range(length)]
            return some if self.random.random() < 0.7 else some[:1] * length
        if declared.kind != "list":
            return self._value(item.name, declared, state)
        element = RowField(kind=declared.of, values=declared.values)
        some = [
            self._value(item.name.removesuffix("s"), element, state) for _ in range(self.random.choice([0, 1, 2, 30]))
        ]
        return some + (some[:1] if self.random.random() < 0.3 else [])

    def _value(self, name: str, declared: Parameter | RowField, state: State) -> Any:
        if self.random.random() < 0.04:
            return self.random.choice(ANYTHING)
        known = self.about.get(name)
        if declared.kind in ("text", "integer") and isinstance(known, str | int) and self.random.random() < 0.8:
            return known
        rows = [row for rows in state.rows.values() for row in rows.values()]
        texts = [value for row in rows for column, value in row.items() if column == name and isinstance(value, str)]
        return self.random.choice(VALUES.get(declared.kind) or list(declared.values) or [*texts, *texts, *TEXTS])


def _log_in(environment: Environment, state: State, random: Random) -> None:
    """Somebody is logged in from the start, or hardly any call would come far."""
    if environment.actor is not None and environment.actor.session is not None:
        ((key, row),) = state.rows[environment.actor.session].items()
        (actor,) = random.choice(sorted(state.rows[environment.actor.entity]))
        state.rows[environment.actor.session][key] = {**row, "actor_id": actor}


@pytest.fixture(params=SOURCES, scope="module")
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """An emitted server of each environment on a start state of its own."""
    environment = from_data(yaml.safe_load(SOURCES[request.param].read_text(encoding="utf-8")))
    state = golden.state("garage") if request.param == "garage" else start_state(environment)
    _log_in(environment, state, Random(1))
    folder = tmp_path_factory.mktemp("odd")
    for name, text in render(environment, state).items():
        (folder / name).write_text(text, encoding="utf-8")
    with Session.open(folder) as session:
        yield session


@pytest.mark.parametrize("seed", [1, 2])
def test_odd_calls_give_the_same_texts_and_states(served: Session, seed: int) -> None:
    random, interpreter = Random(seed), Interpreter(served.environment)
    caller = Caller(served.environment, random)
    start, state, succeeded = served.snapshot(), served.state(), 0
    for number in range(CALLS):
        if number % 60 == 0:
            served.restore(start)
            state = served.state()
        tool = random.choice(sorted(served.environment.tools))
        arguments = caller.arguments(tool, state)
        outcome, answer = interpreter.call(state, tool, arguments), served.call(tool, arguments).text
        assert _text(outcome, answer) == answer, (tool, arguments)
        assert served.state() == outcome.state, (tool, arguments)
        state, succeeded = outcome.state, succeeded + outcome.succeeded
        caller.cursors += [cursor] if (cursor := (outcome.result or {}).get("next_cursor")) else []
    served.restore(start)
    assert succeeded > CALLS * 0.1


def _text(outcome: Outcome, answer: str) -> str:
    """The answer as the server writes it; about invalid arguments only that they are is compared."""
    if outcome.invalid is not None:
        return answer if answer.startswith('{"error":"invalid_argument"') else outcome.invalid
    fault = {"error": outcome.fault, "message": outcome.message, "details": outcome.details}
    found = fault if outcome.result is None else outcome.result
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))
