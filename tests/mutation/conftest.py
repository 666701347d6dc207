"""Small environments with a bit of everything, emitted and ready to be compared with."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml

from client.mutation.running import Bench
from generator.emit import render, write
from generator.emit.service import service
from generator.seed import start_state, with_seed_rules
from servers.farm.model import Environment, from_data

DATA = Path(__file__).parents[1] / "servers" / "farm" / "data"
NAMES = ("bikes", "notebook", "desk")


@cache
def environment(name: str) -> Environment:
    """One of the environments that the tests of the model are about."""
    return with_seed_rules(from_data(yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))))


def emitted(name: str, folder: Path) -> Path:
    """Its server, in a folder below this one."""
    return write(render(environment(name), start_state(environment(name))), folder / name)


Benches = Callable[[str], Bench]


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Benches:
    """The originals, each made when first asked for."""
    return cache(lambda name: Bench.open(emitted(name, tmp_path_factory.mktemp("originals")), service))
