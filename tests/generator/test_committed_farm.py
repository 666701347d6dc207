"""The committed servers are what their descriptions give today, byte for byte, but for their reports."""

from random import Random

import pytest

from client.verify import Report
from generator.building import Explored
from generator.farm_file import Pinned
from generator.farm_table import Line, farm_page
from generator.farming import would_be
from generator.sources import SourceError
from servers.farm.catalog import open_folder
from tests.at_hand import FARM, FOLDERS, SERVERS, given, stated

DRAWN = 12
"""Of so many sources the environments are made again: `mcpfarm farm` does it for all."""
SAMPLE = Random("sources").sample(FARM.sources, min(DRAWN, len(FARM.sources)))


def found(pinned: Pinned) -> Explored:
    try:
        return given(pinned)
    except SourceError as error:
        pytest.skip(f"the description is not at hand: {error}")


@pytest.mark.parametrize("pinned", SAMPLE, ids=lambda pinned: pinned.source)
def test_a_source_of_the_farm_gives_the_committed_folders_byte_for_byte(pinned: Pinned) -> None:
    made = found(pinned)
    assert made.environments
    for environment, stands_for in zip(made.environments, made.stands_for, strict=True):
        folder = SERVERS / environment.name
        committed = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.is_file()}
        committed.pop("report.json")
        rendered = would_be(open_folder(folder), environment, stands_for)
        assert sorted(rendered) == sorted(committed)
        assert [f"{environment.name}/{name}" for name in rendered if rendered[name] != committed[name]] == []


def test_every_folder_is_of_a_source_of_the_farm_and_every_wanted_environment_has_one() -> None:
    provenances = [open_folder(folder).environment.provenance for folder in FOLDERS]
    sources = {one.source for one in provenances if one is not None}
    assert sources == {stated(one.source) for one in FARM.sources}
    wanted = [name for one in FARM.sources for name in one.only or ()]
    assert {folder.name for folder in FOLDERS} >= set(wanted)


def test_the_page_of_the_servers_says_what_their_reports_say() -> None:
    lines = [Line.of(open_folder(folder).environment, Report.read(folder)) for folder in FOLDERS]
    assert farm_page([line for line in lines if line is not None]) == (SERVERS / "README.md").read_text(
        encoding="utf-8"
    )
