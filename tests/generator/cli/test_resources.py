"""`mcpfarm resources`: what a source holds, whatever else lies there."""

import json
from pathlib import Path

import pytest

from .conftest import Runner, refuses
from .shelf import SHELF

BROKEN = 10


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of 2,600 documents of which ten are broken, each in its own way, and one is something else."""
    folder = tmp_path_factory.mktemp("crowd")
    small = json.dumps({"openapi": "3.0.0", "info": {"title": "Lamps", "license": {"name": "CC0-1.0"}}, "paths": {}})
    for number in range(2_600 - BROKEN - 1):
        (folder / f"{number:04}.json").write_text(small)
    broken = ["", "{", "[1]", "null", "\x00", '{"openapi": "2"}', '{"a": 1, "a": 2}', "{" * 2_000, '"x"', "{]"]
    for number, text in enumerate(broken):
        (folder / f"broken{number}.json").write_text(text)
    (folder / "package.json").write_text('{"name": "lamps"}')
    return folder


def test_ten_broken_documents_among_2600_do_not_stop_the_others(run: Runner, crowd: Path) -> None:
    told = run("resources", crowd, "--json")
    assert told.status == 0, told.err
    assert list(told.data) == ["resources", "broken", "others"]
    assert [len(told.data[group]) for group in told.data] == [2_600 - BROKEN - 1, BROKEN, 1]
    assert all(one["reason"] and "defect" not in one["reason"] for one in told.data["broken"])
    sources = [one["source"] for one in told.data["resources"]]
    assert sources == sorted(sources)
    assert "reading 2600/2600" in told.err


def test_a_table_tells_kind_title_operations_and_licence(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "shelf.json").write_text(json.dumps(SHELF))
    (tmp_path / "torn.json").write_text("{")
    told = run("resources", tmp_path)
    assert told.status == 0
    (row,) = [line for line in told.out.splitlines() if "shelf.json" in line]
    assert [cell.strip() for cell in row.split("│")[2:-1]] == ["openapi", "Shelf", "10", "-"]
    assert f"{tmp_path}/torn.json: " in told.out
    assert told.out.splitlines()[-1] == "1 descriptions with 10 operations, 1 broken"
    (one,) = run("resources", tmp_path, "--json").data["resources"]
    assert list(one) == ["source", "kind", "format", "title", "version", "operations", "licence", "licence_of"]


def test_a_source_without_a_description_is_status_1(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"name": "lamps"}')
    told = run("resources", tmp_path)
    assert (told.status, told.out) == (1, "")
    assert "is no API description" in told.complaint


@pytest.mark.parametrize("source", ["pypi:surely-not-installed", "npm:shop", "."])
def test_a_source_that_cannot_be_looked_into_is_one_line(
    run: Runner, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refuses(run, "resources", source)
