"""Several servers at a time: the order of the reports, and servers that cannot be verified."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.progress import Bar
from generator.cli.verifying import verify_all
from servers.farm.catalog import Emitted, open_folder

from .conftest import Runner


class Shown:
    """A board that remembers."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, int, int]] = []

    def bar(self, title: str, total: int, *, small: bool = False) -> Bar:
        return ShownBar(title, self.seen)

    def refresh(self) -> None:
        pass


class ShownBar:
    def __init__(self, title: str, seen: list[tuple[str, int, int]]) -> None:
        self.title, self.seen = title, seen

    def at(self, done: int, total: int, text: str = "") -> None:
        self.seen.append((self.title, done, total))

    def close(self) -> None:
        pass


@pytest.fixture
def copy(shelf: Path, tmp_path: Path) -> Callable[[str], Emitted]:
    """Makes a copy of the emitted folder under a name."""

    def make(name: str) -> Emitted:
        return open_folder(Path(shutil.copytree(shelf, tmp_path / name)))

    return make


def test_a_server_that_ends_at_once_is_told_and_takes_no_other_with_it(copy: Callable[[str], Emitted]) -> None:
    broken, whole, empty = copy("broken"), copy("whole"), copy("empty")
    (broken.path / "server.py").write_text("import sys; sys.exit('no mood')\n")
    (empty.path / "seed.sql").write_text("INSERT INTO nothing VALUES (1);\n")
    shown = Shown()
    reports = verify_all([broken, whole, empty], shown)
    assert [report.verified for report in reports] == [False, True, False]
    assert "no mood" in reports[0].failures[0].what
    assert reports[0].summary()["checks"]["protocol"] == {"passed": 0, "failed": 1}
    assert reports[0].coverage.tools.total == reports[1].coverage.tools.total == 10
    assert reports[0].coverage.faults.total == reports[1].coverage.faults.total
    assert reports[0].coverage.tools.done == 0
    assert [(done, total) for title, done, total in shown.seen if title == "verifying"] == [
        (0, 3), (1, 3), (2, 3), (3, 3),
    ]  # fmt: skip
    assert max(done / total for title, done, total in shown.seen if title == "shelf") == 1.0


def test_a_verification_on_another_start_state_writes_no_report(run: Runner, copy: Callable[[str], Emitted]) -> None:
    folder = copy("whole").path
    told = run("verify", folder, "--seed", "11", "--json")
    assert told.status == 0, told.err
    assert told.data["servers"][0]["verified"] is True
    assert not (folder / "report.json").exists()


def test_a_failed_check_is_printed_with_its_server(run: Runner, copy: Callable[[str], Emitted]) -> None:
    folder = copy("whole").path
    text = (folder / "service.py").read_text()
    assert "db.delete(" in text
    (folder / "service.py").write_text(text.replace("db.delete(", "(lambda *_: None)("))
    told = run("verify", folder)
    assert told.status == 1
    assert "FAILED" in told.out
    assert any(line.startswith("shelf: [") for line in told.out.splitlines())
    assert run("list", folder, "--json").data["servers"][0]["verdict"] == "no"
