"""Folders that are too large lose tools until they are not."""

import json
from pathlib import Path

import pytest

from generator.editing import told, without_tools
from generator.emit import render
from generator.emit.errors import EmitError
from generator.explore import explore
from generator.explore.sizing import MAX_FOLDER, report_bytes
from generator.fitting import REASON, fitted, size
from servers.farm.checks import check
from tests.generator.explore.small import shop

FOUND = explore(shop())
SERVERS = Path(__file__).parents[2] / "servers"
WHOLE, STANDS_FOR = FOUND.environments[0], FOUND.stands_for[0]
SIZE = size(render(WHOLE)) + report_bytes(len(WHOLE.tools))


def test_a_folder_that_fits_is_rendered_as_it_is() -> None:
    made = fitted(WHOLE, STANDS_FOR)
    assert made.lost == ()
    assert made.files == render(WHOLE)


@pytest.mark.parametrize("excess", [1, 3_000, 12_000])
def test_a_folder_that_is_too_large_loses_tools_until_it_fits_and_says_so(excess: int) -> None:
    made = fitted(WHOLE, STANDS_FOR, SIZE - excess)
    assert size(made.files) + report_bytes(len(made.environment.tools)) <= SIZE - excess
    assert made.lost
    assert check(made.environment) == []
    assert made.environment.tools.keys() == WHOLE.tools.keys() - set(made.lost)
    assert made.environment.provenance is not None
    said = {item.operation for item in made.environment.provenance.left_out if item.reason == REASON}
    assert said == {operation for name in made.lost for operation in STANDS_FOR[name]}
    assert fitted(WHOLE, STANDS_FOR, SIZE - excess) == made


@pytest.mark.parametrize("excess", [2_000, 6_000, 10_000])
def test_no_more_tools_go_than_have_to(excess: int) -> None:
    lost = fitted(WHOLE, STANDS_FOR, SIZE - excess).lost
    nearly = told(without_tools(WHOLE, lost[:-1]), lost[:-1], STANDS_FOR, REASON)
    assert size(render(nearly)) + report_bytes(len(nearly.tools)) > SIZE - excess


def test_what_makes_and_lists_things_goes_last() -> None:
    lost = fitted(WHOLE, STANDS_FOR, SIZE - 3_000).lost
    assert not [name for name in lost if name.startswith(("create_", "list_"))]


def test_a_frame_alone_that_is_too_large_is_an_error() -> None:
    with pytest.raises(EmitError):
        fitted(WHOLE, STANDS_FOR, 10_000)


def test_there_is_room_for_the_reports_of_the_committed_servers_below_two_hundred_kilobytes() -> None:
    assert MAX_FOLDER == 200_000
    for file in SERVERS.glob("*/report.json"):
        tools = len(json.loads(file.read_text())["matrix"]["tools"])
        assert file.stat().st_size <= report_bytes(tools)


def test_an_environment_of_many_tools_leaves_more_room_for_its_report() -> None:
    assert report_bytes(40) > report_bytes(30) > report_bytes(20) == report_bytes(6)
