"""A whole farm by one command: what is written, left alone, refused, and how it goes on after an interrupt."""

import json
import signal
from pathlib import Path

import pytest

from client.verify import Report
from generator.building import Built, Made
from generator.cli.farm import left_over
from generator.cli.farming import Farm, usual_jobs
from generator.emit import render, write
from generator.farming import Farmed
from tests.generator.repair.conftest import pantry

from .conftest import Runner
from .shelf import document
from .test_interrupts import descendants, ended, started, waited_for, waited_for_child


@pytest.fixture
def farm(tmp_path: Path) -> Path:
    """A farm file of two small descriptions beside it."""
    for noun in ("lamp", "chair"):
        data = document({f"{noun}s": noun, "notes": "note"})
        data["info"]["title"] = noun
        (tmp_path / f"{noun}.json").write_text(json.dumps(data))
    file = tmp_path / "farm.toml"
    file.write_text('out = "made"\n[[sources]]\nsource = "lamp.json"\n[[sources]]\nsource = "chair.json"\n')
    return file


def states(data: dict[str, object]) -> dict[str, str]:
    """What was done with each server."""
    return {server["name"]: server["state"] for server in data["servers"]}  # type: ignore[attr-defined]


def test_a_farm_is_made_once_and_goes_on_where_it_was_ended(run: Runner, farm: Path, tmp_path: Path) -> None:
    with started("farm", farm, "--jobs", "1", cwd=tmp_path) as process:
        waited_for(process, "verifying 1/2")
        waited_for_child(process)
        _, err = ended(process, signal.SIGINT)
    assert process.returncode == 130
    assert "interrupted" in err
    assert descendants(process.pid) == []
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["lamp"]
    assert Report.read(tmp_path / "made" / "lamp").verified
    told = run("farm", farm, "--json")
    assert told.status == 0, told.err
    assert states(told.data) == {"lamp": "unchanged", "chair": "new"}
    assert list(told.data) == ["out", "resources", "servers"]
    assert told.data["out"] == str(tmp_path.resolve() / "made")
    names = ["name", "path", "state", "refused", "verifications", "repairs", "failures", "report"]
    assert [list(server) for server in told.data["servers"]] == [names, names]
    assert [one["unverified"] for one in told.data["resources"]] == [[], []]
    written = [path for path in (tmp_path / "made").rglob("*") if path.suffix in (".json", ".md")]
    assert {path.name for path in written} == {"environment.json", "tools.json", "report.json", "README.md"}
    assert all(str(tmp_path) not in path.read_text() for path in written)
    assert "2 verified servers" in (tmp_path / "made" / "README.md").read_text()
    again = run("farm", farm, "--html", tmp_path / "farm.html", "--junit", tmp_path / "farm.xml")
    assert again.status == 0
    assert again.out.count("unchanged") == 2
    page = (tmp_path / "farm.html").read_text()
    assert "lamp" in page
    assert "chair" in page
    assert (tmp_path / "farm.xml").stat().st_size > 0


def test_of_a_source_only_what_is_wanted_is_made_and_a_readme_of_somebody_stays(
    run: Runner, farm: Path, tmp_path: Path
) -> None:
    farm.write_text(farm.read_text().replace('"lamp.json"', '"lamp.json"\nonly = ["lantern"]'))
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "README.md").write_text("Mine.")
    told = run("farm", farm)
    assert told.status == 1
    assert "lamp.json: gives no environment lantern; it gives lamp" in told.out
    assert "README.md: is not the table of a farm" in told.err
    assert [path.name for path in sorted((tmp_path / "made").iterdir())] == ["README.md", "chair"]
    assert (tmp_path / "made" / "README.md").read_text() == "Mine."


def test_one_source_that_fails_is_told_and_the_others_are_done(run: Runner, farm: Path, tmp_path: Path) -> None:
    (tmp_path / "lamp.json").write_text("{")
    farm.write_text(farm.read_text() + f'sha256 = "{"0" * 64}"\n[[sources]]\nsource = "gone.json"\n')
    told = run("farm", farm)
    assert told.status == 1
    lines = told.out.splitlines()
    assert lines[0].startswith("lamp.json: ")
    assert "another than is pinned" in lines[1]
    assert lines[2] == "gone.json: no such file; check the path"


@pytest.mark.parametrize("words", [("explore", "gone.json", "--verify", "--out", "farm"), ("farm", "gone.toml")])
def test_what_is_not_there_is_one_line(run: Runner, words: tuple[str, ...], tmp_path: Path) -> None:
    told = run(*words)
    assert (told.status, told.out) == (2, "")
    assert "o such file" in told.complaint
    assert not Path("farm").exists()


def test_folders_that_a_source_of_the_farm_gives_no_more_are_told_and_left(tmp_path: Path) -> None:
    folder = write(render(pantry()), tmp_path / "pantry")
    made = Farmed(Made(pantry(), folder), "unchanged")
    assert left_over(tmp_path, Farm((Built("pantry.json"),), ())) == [folder]
    assert left_over(tmp_path, Farm((Built("pantry.json"),), (made,))) == []
    assert left_over(tmp_path, Farm((Built("other.json"),), ())) == []
    assert left_over(tmp_path, Farm((Built("pantry.json", refused="it cannot be read"),), ())) == []


def test_a_farm_takes_as_many_jobs_as_there_are_cores_and_at_least_one() -> None:
    assert 1 <= usual_jobs() <= 64


def test_exploring_with_verification_writes_reports(run: Runner, shelf_file: Path, tmp_path: Path) -> None:
    told = run("explore", shelf_file, "--verify", "--out", tmp_path / "farm", "--json")
    assert told.status == 0, told.err
    assert states(told.data) == {"shelf": "new"}
    (resource,) = told.data["resources"]
    assert (resource["used"], resource["left_out"], resource["unverified"]) == (10, [], [])
    assert run("list", tmp_path / "farm", "--json").data["servers"][0]["verdict"] == "yes"
