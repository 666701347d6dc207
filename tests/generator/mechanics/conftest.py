"""Environments without mechanics, as explorers make them, and worlds of environments, for the tests of mechanics."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from generator.seed import with_seed_rules
from generator.seed.start import raw_state
from servers.farm.checks import checked
from servers.farm.interpreter import Interpreter
from servers.farm.model import Environment, from_data
from servers.farm.state import Row, State, Value

DATA = Path(__file__).parent / "data"
Load = Callable[[str], Environment]


class World:
    """A start state and what calls make of it."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.state: State = raw_state(environment)
        self._interpreter = Interpreter(environment)

    def call(self, tool: str, **arguments: object) -> str:
        """The fault that a call answers with, empty if it succeeds; wrong arguments are no answer."""
        found = self._interpreter.call(self.state, tool, arguments)
        assert found.invalid is None, found.invalid
        self.state = found.state
        return found.fault or ""

    def put(self, entity: str, key: str, **values: Value) -> None:
        """Change columns of a row."""
        self.state = self.state.copy()
        self.state.rows[entity][(key,)].update(values)

    def empty(self, entity: str) -> None:
        """Take all rows of an entity out."""
        self.state = self.state.copy()
        self.state.rows[entity] = {}

    def row(self, entity: str, key: str) -> Row:
        """A row, its computed columns too."""
        row = self.state.rows[entity][(key,)]
        return {**row, **self._interpreter.computed(self.state, entity, row)}

    def last(self, entity: str) -> Row:
        """The row with the greatest key."""
        return self.state.ordered(entity)[-1]

    def broken(self) -> list[str]:
        """The invariants that do not hold."""
        return [text for _, _, text in self._interpreter.invariants(self.state)]


@pytest.fixture(scope="session")
def load() -> Load:
    """An environment of the folder `data` by its name; it passes every static check."""
    return lambda name: checked(with_seed_rules(from_data(yaml.safe_load((DATA / f"{name}.yaml").read_text("utf-8")))))
