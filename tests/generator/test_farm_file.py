"""farm.toml: what it says, and what is wrong with it in one line."""

from pathlib import Path

import pytest

from generator.farm_file import FarmFileError, Pinned, read_farm
from generator.sources import SourceError
from servers.farm.catalog import open_folder
from tests.at_hand import FARM, FOLDERS, stated, text_of


@pytest.mark.parametrize("pinned", FARM.sources, ids=lambda pinned: pinned.source)
def test_the_farm_of_this_repository_pins_the_bytes_that_are_at_hand(pinned: Pinned) -> None:
    try:
        assert text_of(pinned.source).sha256 == pinned.sha256
    except SourceError as error:
        pytest.skip(f"the description is not at hand: {error}")


def test_every_committed_server_comes_from_the_farm_of_this_repository() -> None:
    committed = [open_folder(folder).environment.provenance for folder in FOLDERS]
    made_from = {(one.source, one.sha256) for one in committed if one is not None}
    assert made_from == {(stated(one.source), one.sha256) for one in FARM.sources}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "sources: field required"),
        ("sources = []", "sources: tuple should have at least 1 item"),
        ("[[sources]]\nsource = 3", "sources.1.source: input should be a valid string"),
        ('[[sources]]\nsource = "a"\nsha256 = "b"', "sources.1.sha256: string should match pattern"),
        ('[[sources]]\nsource = "a"\ncolour = "b"', "sources.1.colour: extra inputs are not permitted"),
        ('[[sources]]\nsource = "a"\n[[sources]]\nsource = "a"', "names a twice"),
        ("sources = [", "is no TOML"),
    ],
)
def test_a_farm_file_that_is_none_is_told_in_one_line(tmp_path: Path, text: str, what: str) -> None:
    file = tmp_path / "farm.toml"
    file.write_text(text)
    with pytest.raises(FarmFileError) as error:
        read_farm(file)
    assert what in str(error.value)
    assert "\n" not in str(error.value)


def test_a_farm_file_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(FarmFileError, match="No such file"):
        read_farm(tmp_path / "farm.toml")
