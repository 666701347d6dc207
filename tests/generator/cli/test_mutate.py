"""`mcpfarm mutate`: its numbers, its survivors, its status."""

from pathlib import Path

import pytest

from client.mutation import Judged

from .conftest import Run, Runner, refuses

KEYS = ["mutants", "killed", "survived", "equivalent", "score"]
MOST = 6


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three mutants of every server: killed, survived, equivalent."""
    found = [
        Judged("skip_write", "lend", "step 3 (update)", "killed", "success/lend/0: no update"),
        Judged("drop_require", "lend", "step 2 (require)", "survived", "lend differs in a world"),
        Judged("drop_require", "give", "step 2 (require)", "equivalent", "it never fails"),
    ]
    monkeypatch.setattr("client.mutation.mutate", lambda *_, **__: found)


def test_mutate_gives_the_numbers_of_one_server(run: Runner, shelf: Path) -> None:
    told = run("mutate", shelf, "--most", str(MOST), "--json")
    assert [key for key in told.data if key != "operators"] == KEYS
    assert told.status == 0
    assert told.data["mutants"] == MOST == told.data["killed"] + len(told.data["survived"]) + told.data["equivalent"]
    assert sum(one["mutants"] for one in told.data["operators"].values()) == MOST
    assert 0 < told.data["score"] <= 1
    assert f"mutating shelf {MOST}/{MOST}" in told.err


@pytest.mark.usefixtures("judged")
def test_survivors_are_named(run: Runner, shelf: Path) -> None:
    told = run("mutate", shelf, "--json").data
    why = "lend differs in a world"
    assert told["survived"] == [{"operator": "drop_require", "tool": "lend", "where": "step 2 (require)", "why": why}]
    assert [told[key] for key in ("mutants", "killed", "equivalent", "score")] == [3, 1, 1, 0.5]
    assert told["operators"]["drop_require"] == {"mutants": 2, "killed": 0, "equivalent": 1, "score": 0.0}
    assert f"shelf: survived drop_require in lend: step 2 (require); {why}" in run("mutate", shelf).out


@pytest.mark.usefixtures("judged")
def test_several_servers_give_totals_and_each_its_own(run: Runner, shelf: Path, tmp_path: Path) -> None:
    told = run("mutate", shelf, copied(shelf, tmp_path), "--json").data
    assert list(told["environments"]) == ["shelf", "other"]
    assert told["mutants"] == 6 == sum(one["mutants"] for one in told["environments"].values())


def copied(shelf: Path, folder: Path) -> Path:
    """The same server under another name."""
    other = folder / "other"
    other.mkdir()
    for file in shelf.iterdir():
        if file.is_file():
            text = file.read_text(encoding="utf-8").replace('"name": "shelf"', '"name": "other"')
            (other / file.name).write_text(text, encoding="utf-8")
    return other


@pytest.mark.usefixtures("judged")
@pytest.mark.parametrize(("least", "status"), [("0.5", 0), ("0.51", 1)])
def test_a_low_score_is_an_error_only_if_that_is_asked(run: Runner, shelf: Path, least: str, status: int) -> None:
    told: Run = run("mutate", shelf, "--least", least)
    assert told.status == status
    assert run("mutate", shelf).status == 0


@pytest.mark.usefixtures("judged")
def test_two_servers_of_one_name_are_refused(run: Runner, shelf: Path, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    other = copied(shelf, tmp_path / "again")
    (other / "environment.json").write_bytes((shelf / "environment.json").read_bytes())
    assert "is called 'shelf' like another" in refuses(run, "mutate", shelf, other)


def test_a_folder_that_is_no_server_is_refused(run: Runner, tmp_path: Path) -> None:
    assert "is not an emitted server" in refuses(run, "mutate", tmp_path)
