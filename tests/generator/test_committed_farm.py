"""The committed servers are what their descriptions give today, byte for byte, but for their reports."""

from functools import cache
from pathlib import Path

import pytest

from generator.building import Explored, explored
from generator.farm_file import read_farm
from generator.fitting import fitted
from generator.sources import SourceError

FILE = Path(__file__).parents[2] / "farm.toml"
FARM = read_farm(FILE)


@cache
def found(source: str) -> Explored:
    """What the explorer makes of a source."""
    try:
        return explored(source, FILE.parent)
    except SourceError as error:
        pytest.skip(f"the description is not installed: {error}")


@pytest.mark.parametrize("source", [one.source for one in FARM.sources])
def test_a_source_of_the_farm_gives_the_committed_folders_byte_for_byte(source: str) -> None:
    made = found(source)
    assert made.environments
    for environment, stands_for in zip(made.environments, made.stands_for, strict=True):
        folder = FILE.parent / FARM.out / environment.name
        committed = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        committed.pop("report.json")
        rendered = {name: text.encode() for name, text in fitted(environment, stands_for).files.items()}
        assert sorted(rendered) == sorted(committed)
        assert [f"{environment.name}/{name}" for name in rendered if rendered[name] != committed[name]] == []


def test_the_sources_of_the_farm_give_no_other_folders_than_those() -> None:
    names = [environment.name for one in FARM.sources for environment in found(one.source).environments]
    assert sorted(names) == sorted(path.parent.name for path in (FILE.parent / FARM.out).glob("*/environment.json"))
