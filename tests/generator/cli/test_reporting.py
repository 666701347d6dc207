"""`mcpfarm verify --junit --html`: files that tell what was found, also of a server that could not be verified."""

import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.cli.reporting import Files
from generator.verification import lost
from servers.farm import catalog

from .conftest import Runner, refuses


@pytest.fixture
def farm(shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two folders of one environment, which both end as soon as they start; the current folder is the one above."""
    for name in ("one", "two"):
        folder = shutil.copytree(shelf, tmp_path / "farm" / name)
        (folder / "server.py").write_text("import sys; sys.exit('no mood')\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "farm"


def test_what_was_found_is_written_for_ci_and_for_people(run: Runner, farm: Path) -> None:
    told = run("verify", farm, "--junit", "found.xml", "--html", "found.html", "--json")
    assert told.status == 1
    assert list(told.data) == ["servers", "junit", "html", "environments"]
    suites = ElementTree.parse(told.data["junit"]).getroot()
    assert [(suite.attrib["name"], suite.attrib["failures"]) for suite in suites] == [("shelf", "1"), ("shelf", "1")]
    page = Path(told.data["html"]).read_text(encoding="utf-8")
    assert page.count("no mood") >= 2
    assert "<code>mcpfarm verify farm/one</code>" in page
    assert told.data["environments"] == [
        {"name": "shelf", "verified": False, "anchor": "#shelf"},
        {"name": "shelf", "verified": False, "anchor": "#shelf-2"},
    ]
    assert all(f'id="{entry["anchor"][1:]}"' in page for entry in told.data["environments"])


def test_the_table_is_followed_by_failures_the_command_that_repeats_one_and_the_files(run: Runner, farm: Path) -> None:
    told = run("verify", farm / "two", "--html", "found.html")
    lines = told.out.splitlines()
    assert any(line.startswith("shelf: [protocol]") and "no mood" in line for line in lines)
    assert "shelf: to see the first again: mcpfarm verify farm/two" in lines
    assert lines[-1] == "wrote found.html"


def test_a_file_that_cannot_be_written_is_told_before_anything_is_verified(run: Runner, farm: Path) -> None:
    assert "there is no folder missing" in refuses(run, "verify", farm, "--html", "missing/found.html")
    assert "is a folder" in refuses(run, "verify", farm, "--junit", farm)
    assert "name two files" in refuses(run, "verify", farm, "--junit", "same", "--html", "same")


def test_what_stands_in_the_folders_is_told_without_verifying_again(run: Runner, farm: Path) -> None:
    assert run("verify", farm / "two").status == 1
    told = run("report", farm, "--html", "found.html", "--json")
    assert told.status == 1
    assert [server["verified"] for server in told.data["servers"]] == [False, False]
    page = Path(told.data["html"]).read_text(encoding="utf-8")
    assert page.count("it was not verified yet") == 2
    assert "verifying" not in told.err


def test_a_report_of_other_bytes_or_another_version_is_none(run: Runner, shelf: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(shelf, tmp_path / "shelf")
    good = lost(catalog.open_folder(folder), "").model_copy(update={"verified": True, "failures": ()})
    good.write(folder)
    assert run("report", folder).status == 0
    good.model_copy(update={"digest": "of other bytes"}).write(folder)
    assert "it has changed since it was verified" in run("report", folder).out
    (folder / "report.json").write_text('{"schema": "mcpfarm.report/1"}')
    told = run("report", folder)
    assert (told.status, "written by another version" in told.out) == (1, True)


def test_half_a_character_that_a_server_said_is_written_as_its_escape(shelf: Path, tmp_path: Path) -> None:
    server = catalog.open_folder(shelf)
    Files(tmp_path / "found.xml", tmp_path / "found.html").write([server], [lost(server, "it said \ud800.")])
    assert "it said \\ud800." in (tmp_path / "found.html").read_text(encoding="utf-8")
    assert "it said \ufffd." in (tmp_path / "found.xml").read_text(encoding="utf-8")
