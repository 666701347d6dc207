"""The environments of the farm's tests, and copies of them with changes."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from servers.farm.model import Environment, from_data

DATA = Path(__file__).parent / "data"

Data = dict[str, Any]
Edit = Callable[[Data], object]


@pytest.fixture(scope="session")
def bikes() -> Environment:
    """The bike hire: entities, references, paging, money."""
    return from_data(read("bikes"))


@pytest.fixture(scope="session")
def workshop() -> Environment:
    """The repair shop: a login, singletons, rows, blocks, cascades."""
    return from_data(read("workshop"))


@pytest.fixture(scope="session")
def edited() -> Callable[[str, Edit], Environment]:
    """Makes an environment from the data of a name after an edit of them."""

    def make(name: str, edit: Edit) -> Environment:
        data = copy.deepcopy(read(name))
        edit(data)
        return from_data(data)

    return make


def read(name: str) -> Data:
    """The data of tests/servers/farm/data/NAME.yaml."""
    if name not in _READ:
        _READ[name] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return copy.deepcopy(_READ[name])


_READ: dict[str, Data] = {}
