"""The bike hire of the farm's tests, emitted once and imported."""

from pathlib import Path

import pytest
import yaml

from client.session import Loaded, load
from generator.emit import render, write
from generator.seed import with_seed_rules
from servers.farm.model import from_data

BIKES = Path(__file__).parents[1] / "servers" / "farm" / "data" / "bikes.yaml"


@pytest.fixture(scope="session")
def bike_hire(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The loaded folder; not to be changed."""
    environment = with_seed_rules(from_data(yaml.safe_load(BIKES.read_text(encoding="utf-8"))))
    return load(write(render(environment), tmp_path_factory.mktemp("session") / "bikes"))
