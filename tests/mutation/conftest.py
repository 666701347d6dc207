"""Small environments with a bit of everything, emitted and ready to be compared with."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml

from client.mutation.running import Bench
from generator.emit import render, write
from generator.emit.service import service
from generator.mechanics import Mechanic
from generator.mechanics.booking import Booking
from generator.mechanics.counters import Counters
from generator.mechanics.hierarchy import Hierarchy
from generator.mechanics.membership import Membership
from generator.mechanics.money import Money
from generator.mechanics.ordering import Ordering
from generator.mechanics.quotas import Quotas
from generator.mechanics.stock import Stock
from generator.mechanics.threads import Threads
from generator.mechanics.time import Time
from generator.mechanics.uniqueness import Uniqueness
from generator.mechanics.versions import Versions
from generator.mechanics.weaving import woven
from generator.seed import start_state, with_seed_rules
from servers.farm.model import Environment, from_data

_TESTS = Path(__file__).parents[1]
FOLDERS = (_TESTS / "mutation", _TESTS / "servers" / "farm" / "data", _TESTS / "generator" / "mechanics" / "data")
SMALL = "shelf"
"""An environment that is ready in a second, for what does not depend on what is in it."""
WOVEN: dict[str, tuple[Mechanic, ...]] = {
    "club": (Hierarchy(), Membership(), Ordering(), Threads()),
    "inn": (Time(), Booking()),
    "stall": (Counters(),),
    "till": (Money(),),
    "labels": (Uniqueness(),),
    "wiki": (Versions(),),
    "stockroom": (Stock(),),
    "crew": (Quotas(),),
}
"""Environments without laws, and the mechanics that they get them from: for the operators that break these."""
NAMES = (SMALL, "bikes", "notebook", "desk", *WOVEN)
"""The quicker, the earlier: what one environment shows is not asked of the next."""


@cache
def environment(name: str) -> Environment:
    """One of the environments that the tests of the model are about, or the small one of these tests."""
    own = next(path for folder in FOLDERS if (path := folder / f"{name}.yaml").is_file())
    found = with_seed_rules(from_data(yaml.safe_load(own.read_text(encoding="utf-8"))))
    return woven(found, {}, WOVEN.get(name, ()))


def emitted(name: str, folder: Path) -> Path:
    """Its server, in a folder below this one."""
    return write(render(environment(name), start_state(environment(name))), folder / name)


Folders = Callable[[str], Path]
Benches = Callable[[str], Bench]


@pytest.fixture(scope="session")
def unmutated(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """The folders of the originals, each emitted when first asked for; not to be changed."""
    return cache(lambda name: emitted(name, tmp_path_factory.mktemp("originals")))


@pytest.fixture(scope="session")
def bench(unmutated: Folders) -> Benches:
    """The originals, each made ready when first asked for: it takes seconds to freeze all cases of one."""
    return cache(lambda name: Bench.open(unmutated(name), service))
