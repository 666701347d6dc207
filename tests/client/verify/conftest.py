"""The bike hire of the farm's tests, emitted once, and copies of it with something broken."""

import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
import yaml

from client.session import Session
from client.verify import Case, Contract, Finding
from client.verify.inside import target
from client.verify.play import Watch, play
from client.verify.runner import cases
from generator.emit import render, write
from generator.seed import with_seed_rules
from servers.farm.model import Environment, from_data

BIKES = Path(__file__).parents[2] / "servers" / "farm" / "data" / "bikes.yaml"
Break = Callable[..., Path]


def played(folder: Path, contract: Contract, frozen: Iterable[Case], watches: Sequence[Watch]) -> list[Finding]:
    """What is found when a folder, which may be broken, plays cases of the original under these watches."""
    with Session.open(folder) as session:
        tested = target(session, contract.environment)
        return [found for case in frozen for found in play(case, tested, watches) if found.what]


@pytest.fixture(scope="session")
def bikes() -> Environment:
    """The environment, ready to be emitted."""
    return with_seed_rules(from_data(yaml.safe_load(BIKES.read_text(encoding="utf-8"))))


@pytest.fixture(scope="session")
def folder(bikes: Environment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its emitted folder; not to be changed."""
    return write(render(bikes), tmp_path_factory.mktemp("emitted") / "bikes")


@pytest.fixture(scope="session")
def contract(folder: Path) -> Contract:
    """What the folder promises."""
    return Contract.open(folder)


@pytest.fixture(scope="session")
def frozen(folder: Path, contract: Contract) -> tuple[Case, ...]:
    """The cases of every family on the folder's own start state."""
    with Session.open(folder) as session:
        return cases(contract, session.state())


@pytest.fixture
def broken(folder: Path, tmp_path: Path) -> Break:
    """`broken("service.py", old, new)`: a copy of the folder in which `old` became `new`, everywhere in that file."""

    def make(file: str, old: str, new: str) -> Path:
        copy = tmp_path / "bikes"
        if not copy.exists():
            shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("__pycache__", "report.json"))
        text = (copy / file).read_text(encoding="utf-8")
        if file.endswith(".json"):
            text = json.dumps(json.loads(text), indent=2, ensure_ascii=False)
        assert old in text, f"{file} does not contain {old!r}"
        (copy / file).write_text(text.replace(old, new), encoding="utf-8")
        return copy

    return make
