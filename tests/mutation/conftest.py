"""Small environments with a bit of everything, emitted and ready to be compared with."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml

from client.mutation.running import Bench
from generator.emit import render, write
from generator.emit.service import service
from generator.mechanics.hierarchy import Hierarchy
from generator.mechanics.membership import Membership
from generator.mechanics.ordering import Ordering
from generator.mechanics.weaving import woven
from generator.seed import start_state, with_seed_rules
from servers.farm.model import Environment, from_data

DATA = Path(__file__).parents[1] / "servers" / "farm" / "data"
SMALL = "shelf"
"""An environment that is ready in a second, for what does not depend on what is in it."""
BARE = "club"
"""An environment without laws, which gets them from mechanics."""
MECHANICS = (Hierarchy(), Membership(), Ordering())
NAMES = (SMALL, "bikes", "notebook", "desk", BARE)
"""The quicker, the earlier: what one environment shows is not asked of the next."""


@cache
def environment(name: str) -> Environment:
    """One of the environments that the tests of the model are about, or the small one of these tests."""
    own = Path(__file__).with_name(f"{name}.yaml")
    text = (own if own.is_file() else DATA / f"{name}.yaml").read_text(encoding="utf-8")
    found = with_seed_rules(from_data(yaml.safe_load(text)))
    return woven(found, {}, MECHANICS) if name == BARE else found


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
