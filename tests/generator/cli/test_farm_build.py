"""A farm out of many documents: what is chosen, what is told of the rest, and that a kill changes nothing of it."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.cli import harvesting
from generator.harvest.growing import Grown, Task, grown, sample
from servers.farm.catalog import open_folder

from .conftest import Runner, refuses
from .shelf import document
from .test_interrupts import descendants

NOUNS = {"lamps": "lamp", "chairs": "chair", "tickets": "ticket", "parcels": "parcel"}


def planted(folder: Path) -> Path:
    """Descriptions of four vendors, a second version of one of them, one that only reads, one that is torn."""
    for plural, singular in NOUNS.items():
        _plant(folder / f"{plural}.example" / "api.json", plural.title(), document({plural: singular, "notes": "note"}))
    twin = document({"lamps": "lamp", "notes": "note"})
    _plant(folder / "twin.example" / "api.json", "Lamps again", twin)
    reading = document({"lamps": "lamp"})
    reading["paths"] = {path: {"get": item["get"]} for path, item in reading["paths"].items() if path == "/lamps"}
    _plant(folder / "reads.example" / "api.json", "Reads", reading)
    (folder / "reads.example" / "torn.json").write_text("{")
    (folder / "reads.example" / "package.json").write_text('{"name": "lamps"}')
    return folder


def _plant(path: Path, title: str, data: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True)
    data["info"]["title"] = title
    path.write_text(json.dumps(data))


def contents(farm: Path) -> dict[str, bytes]:
    """What a farm holds, without what it remembers."""
    files = [path for path in farm.rglob("*") if path.is_file() and harvesting.HIDDEN not in path.parts]
    return {path.relative_to(farm).as_posix(): path.read_bytes() for path in files if "__pycache__" not in path.parts}


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planted(tmp_path_factory.mktemp("garden"))


@pytest.fixture
def build(run: Runner, garden: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Builds a farm from the garden, standing in it."""
    monkeypatch.chdir(garden)
    return lambda *words: run("farm", "build", ".", *words)


def test_the_best_of_each_vendor_are_built_and_the_rest_is_told(build: Runner, tmp_path: Path) -> None:
    told = build("--out", tmp_path / "farm", "--count", 3, "--full", 1, "--json")
    assert told.status == 0, told.err
    names = [one["name"] for one in told.data["environments"]]
    assert len(set(names)) == 3
    assert sorted(path.parent.name for path in (tmp_path / "farm").glob("*/server.py")) == sorted(names)
    assert len({one["vendor"] for one in told.data["environments"]}) == 3
    counts = {one["stage"]: one["count"] for one in told.data["funnel"]}
    assert counts["resources"] == 8
    assert counts["described"] == 6
    assert counts["taken"] == counts["emitted"] == counts["verified"] == 3
    assert {one["verified"] for one in told.data["environments"]} == {"quick", "full"}
    (full,) = [one["name"] for one in told.data["environments"] if one["verified"] == "full"]
    assert [full] == sample(names, 1)
    assert [path.parent.name for path in (tmp_path / "farm").glob("*/report.json")] == [full]
    digests = {one["name"]: one["digest"] for one in told.data["environments"]}
    assert digests == {name: open_folder(tmp_path / "farm" / name).digest for name in names}
    kept = json.loads((tmp_path / "farm" / "farm.json").read_text())
    assert {**kept, "out": str(tmp_path / "farm"), "cpu": told.data["cpu"]} == told.data
    assert str(tmp_path) not in (tmp_path / "farm" / "farm.json").read_text()
    page = (tmp_path / "farm" / "farm.md").read_text()
    assert list(told.data["cpu"]) == ["reading", "exploring", "emitting", "verifying", "verifying in full"]
    assert told.data["cpu"]["verifying"]["seconds"] > 0
    assert page.startswith("# A farm of 3 environments\n")
    assert all(f"[{name}]({name}/README.md)" in page for name in names)


def test_every_reason_stands_in_the_funnel_and_fewer_than_wished_is_status_1(build: Runner, tmp_path: Path) -> None:
    told = build("--out", tmp_path / "farm", "--count", 9, "--full", 0)
    assert told.status == 1
    assert "4 environments; 9 were wanted, and the sources give no more" in told.out
    found = json.loads((tmp_path / "farm" / "farm.json").read_text())
    left = {one["stage"]: {item["reason"]: item["count"] for item in one["left"]} for one in found["funnel"]}
    assert sorted(left["described"].values()) == [1, 1]
    assert sum(left["stateful"].values()) == 1
    assert left["taken"] == {"nearly the same as one that was taken": 1}
    assert found["quality"]["vendors"] == 4
    again = build("--out", tmp_path / "farm", "--count", 2, "--full", 0)
    assert again.status == 0
    assert "verifying 0/" not in again.err, "what is known is not found out again"
    wanted = {one["name"] for one in json.loads((tmp_path / "farm" / "farm.json").read_text())["environments"]}
    assert {path.parent.name for path in (tmp_path / "farm").glob("*/server.py")} == wanted, "no other is left there"


KILLED = """
import os, signal, sys
from generator.cli import main
from generator.harvest import journal
moment, real, count = int(sys.argv[1]), journal.Journal._append, []
def append(self, line):
    count.append(line)
    if len(count) == moment:
        if moment % 2:
            self._file.write(b'{"stage": "re')
        os.kill(os.getpid(), signal.SIGKILL)
    real(self, line)
journal.Journal._append = append
main(["farm", "build", ".", "--out", sys.argv[2], "--count", "3", "--full", "1", "--jobs", "2"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_build_that_is_killed_again_and_again_comes_to_the_same_bytes(
    build: Runner, garden: Path, tmp_path: Path
) -> None:
    clean, killed = tmp_path / "clean", tmp_path / "killed"
    assert build("--out", clean, "--count", 3, "--full", 1).status == 0
    for moment in (4, 9, 3, 4):  # answers after which it dies, counted from where it goes on; odd ones are cut in two
        done = subprocess.run([sys.executable, "-c", KILLED, str(moment), str(killed)], cwd=garden, capture_output=True)
        assert done.returncode == -signal.SIGKILL, done.stderr
        for folder in killed.glob("[!.]*"):
            open_folder(folder)
    assert not any(str(killed) in command for command in descendants(os.getpid()))
    assert build("--out", killed, "--count", 3, "--full", 1).status == 0
    assert contents(killed) == contents(clean)


def test_one_that_does_not_hold_is_told_and_another_takes_its_place(
    build: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build("--out", tmp_path / "first", "--count", 1, "--full", 0, "--json").data["environments"][0]["name"]

    def fails(task: Task, out: Path, shed: Path, rounds: int) -> Grown:
        if task.name == first:
            return Grown(first, emitted=True, refused="did not verify: it is not liked", card={})
        return grown(task, out, shed, rounds)

    monkeypatch.setattr("generator.cli.harvesting.grown", fails)
    told = build("--out", tmp_path / "farm", "--count", 1, "--full", 0, "--json")
    assert told.status == 0
    (one,) = told.data["environments"]
    assert one["name"] != first
    (left,) = [item for entry in told.data["funnel"] if entry["stage"] == "verified" for item in entry["left"]]
    assert left["reason"] == "did not verify: it is not liked"
    assert left["example"].startswith(f"{first} of ")


def test_a_farm_in_the_folder_that_it_is_made_from_is_no_source_of_itself(
    run: Runner, garden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(garden / "lamps.example", "lamps.example")
    first, again = (run("farm", "build", ".", "--out", ".", "--count", 1, "--full", 0) for _ in range(2))
    assert (first.status, again.status) == (0, 0)
    assert first.out == again.out
    assert json.loads((tmp_path / "farm.json").read_text())["funnel"][0]["count"] == 1


def test_ten_broken_documents_among_2600_do_not_stop_a_build(run: Runner, garden: Path, tmp_path: Path) -> None:
    crowd = tmp_path / "crowd"
    crowd.mkdir()
    (crowd / "lamps.json").write_text((garden / "lamps.example" / "api.json").read_text())
    small = json.dumps({"openapi": "3.0.0", "info": {"title": "Nothing"}, "paths": {}})
    broken = ["", "{", "[1]", "null", "\x00", '{"openapi": "2"}', '{"a": 1, "a": 2}', "{" * 2_000, '"x"', "{]"]
    for number, text in enumerate([*broken, *[small] * (2_600 - len(broken) - 1)]):
        (crowd / f"{number:04}.json").write_text(text)
    told = run("farm", "build", crowd, "--out", tmp_path / "farm", "--count", 1, "--full", 0, "--json")
    assert told.status == 0, told.err
    described = next(one for one in told.data["funnel"] if one["stage"] == "described")
    assert (described["count"], sum(item["count"] for item in described["left"])) == (2_590, 10)
    assert all("defect" not in item["reason"] for item in described["left"])


def test_two_runs_do_not_build_one_farm(build: Runner, tmp_path: Path) -> None:
    with harvesting._alone(tmp_path / "farm" / harvesting.HIDDEN):
        told = build("--out", tmp_path / "farm", "--count", 1)
    assert told.status == 1
    assert "another run builds this farm" in told.complaint


@pytest.mark.parametrize("source", ["gone.json", "pypi:surely-not-installed", "npm:shop"])
def test_a_source_that_gives_nothing_is_told(run: Runner, tmp_path: Path, source: str) -> None:
    if source == "gone.json":
        told = run("farm", "build", source, "--out", tmp_path / "farm", "--count", 1)
        assert told.status == 1
        assert "no such file" in told.out
        return
    refuses(run, "farm", "build", source, "--out", tmp_path / "farm")
    assert not (tmp_path / "farm").exists()


@pytest.mark.parametrize("source", ["mcp:TOKEN=hidden npx -y shop", "mcp+http://127.0.0.1:9/mcp?token=hidden"])
def test_a_source_that_holds_a_secret_is_refused_and_stands_in_no_file(
    run: Runner, tmp_path: Path, source: str
) -> None:
    told = run("farm", "build", source, "--out", tmp_path / "farm")
    assert told.status == 2
    assert "what may be secret" in told.complaint
    assert "hidden" not in told.complaint
    assert not (tmp_path / "farm").exists()
