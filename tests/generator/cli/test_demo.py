"""`mcpfarm demo`, on descriptions of our own: the real ones take minutes."""

import json
from pathlib import Path

import pytest

from generator.cli import demo, verifying
from generator.verification import lost

from .conftest import Runner
from .shelf import document


@pytest.fixture
def sources(monkeypatch: pytest.MonkeyPatch, shelf_file: Path, tmp_path: Path) -> None:
    garden = document({"plants": "plant", "beds": "bed"})
    garden["info"]["title"] = "Garden"
    (tmp_path / "garden.json").write_text(json.dumps(garden))
    monkeypatch.setattr(demo, "SOURCES", (str(shelf_file), str(tmp_path / "garden.json")))


def test_the_real_sources_are_the_four_of_the_issue() -> None:
    documents = [source.removeprefix("pypi:google-api-python-client#") for source in demo.SOURCES]
    assert documents == ["calendar.v3", "tasks.v1", "gmail.v1", "drive.v3"]


@pytest.mark.usefixtures("sources")
def test_a_demo_makes_what_it_says_and_says_where(run: Runner, tmp_path: Path) -> None:
    out = tmp_path / "demo"
    told = run("demo", "--out", out, "--count", "4", "--seed", "2")
    assert told.status == 0, told.err
    assert "2 of 2 servers verified" in told.out
    assert "4 dialogues, 4 certified, 4 replayed identically" in told.out
    for path in (out / "servers", out / "verified.html", out / "dialogues.jsonl", out / "dialogues.tasks.jsonl"):
        assert f"  {path}\n" in told.out
        assert path.exists()
    assert (out / "servers" / "garden" / "report.json").is_file()
    assert "  user: " in told.out
    assert "  assistant: " in told.out
    assert "reward 1" in told.out
    assert [name for name in ("exploring", "verifying", "synthesizing", "replaying") if name not in told.err] == []
    assert run("replay", out / "dialogues.jsonl", "--servers", out / "servers", "--json").data["identical"] == 4


@pytest.mark.usefixtures("sources")
def test_a_demo_gives_one_object_and_makes_no_dialogue_with_what_is_not_verified(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "verify_all", lambda servers, _: [lost(one, "no") for one in servers])
    told = run("demo", "--out", tmp_path / "demo", "--count", "1", "--json")
    assert told.status == 1
    assert list(told.data) == ["out", "page", "resources", "servers", "dialogues", "replayed_identically"]
    assert told.data["out"] == str(tmp_path.resolve() / "demo")
    assert [server["verified"] for server in told.data["servers"]] == [False, False]
    assert "2 of 2 not verified" in Path(told.data["page"]).read_text(encoding="utf-8")
    assert told.data["dialogues"]["trajectories"] == told.data["replayed_identically"] == 0
    assert "no dialogue is made" in told.err
    assert not (tmp_path / "demo" / "dialogues.jsonl").exists()


def test_without_the_extra_the_demo_says_what_to_install(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "SOURCES", ("pypi:no-such-package-of-ours#calendar.v3",))
    told = run("demo", "--out", tmp_path / "demo", "--json")
    assert told.status == 2
    assert told.error["hint"].startswith("run: pip install")
    assert not (tmp_path / "demo").exists()
