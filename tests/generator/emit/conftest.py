"""The goldens as environments, as folders on disk and in the process."""

from pathlib import Path

import pytest

from generator.emit import render, write
from generator.emit.module import Module
from servers.farm.model import Environment
from tests.generator.emit import golden


@pytest.fixture(scope="session")
def bikes() -> Environment:
    """The bike hire of the farm's tests."""
    return golden.environment("bikes")


@pytest.fixture(scope="session")
def garage() -> Environment:
    """What the bike hire does not have: a login, rows, cascades, records, words of Python and SQL as names."""
    return golden.environment("garage")


@pytest.fixture(scope="session")
def module(garage: Environment) -> Module:
    """The names of the garage's service."""
    return Module(garage)


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each golden, rendered and written, by name; not to be changed."""
    root = tmp_path_factory.mktemp("emitted")
    return {name: write(render(golden.environment(name), golden.state(name)), root / name) for name in golden.SOURCES}
