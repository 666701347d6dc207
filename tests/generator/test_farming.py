"""One environment of a farm: verified, mended, written; what is there and right is left alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from client.verify import Progress, Report, version
from client.verify.report import Failure
from generator import farming
from generator.farming import Farmed, farmed, unchanged
from generator.quality import card_of
from servers.farm.catalog import open_folder
from servers.farm.model import Environment

from .repair.conftest import STANDS_FOR, failed, misbehaves, never_provoked, pantry

Make = Callable[..., Farmed]


class Verifier:
    """A verifier that finds a failure as long as a tool is there, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked, self.failing = 0, dict[str, Failure]()
        self.quick = False

    def __call__(self, folder: Path, *, quick: bool = False, progress: Progress | None = None) -> Report:
        self.asked += 1
        self.quick = quick
        server = open_folder(folder)
        found = tuple(failure for tool, failure in self.failing.items() if tool in server.environment.tools)
        report = failed(server.environment, *found).model_copy(
            update={"verified": not found, "digest": server.digest, "verifier": version.verifier()}
        )
        report = report.model_copy(update={"card": card_of(server.environment, report, folder)})
        report.write(folder)
        return report


@pytest.fixture
def verifier(monkeypatch: pytest.MonkeyPatch) -> Verifier:
    """In the place of the real one."""
    one = Verifier()
    monkeypatch.setattr(farming, "report_of", one)
    return one


@pytest.fixture
def make(tmp_path: Path, verifier: Verifier) -> Make:
    """Farms an environment."""

    def one(environment: Environment | None = None, *, rounds: int = 3, again: bool = False) -> Farmed:
        wanted = environment or pantry()
        still = None if again else unchanged(wanted, STANDS_FOR, tmp_path / "farm")
        return still or farmed(wanted, STANDS_FOR, tmp_path / "farm", rounds)

    return one


def stamps(folder: Path) -> dict[str, int]:
    """When each file was written, and as what."""
    return {path.name: path.stat().st_ino for path in folder.iterdir()}


def test_a_sound_environment_is_written_with_its_report_and_then_left_alone(make: Make, verifier: Verifier) -> None:
    first = make()
    assert (first.state, first.rounds, verifier.asked) == ("new", 1, 1)
    folder = first.made.folder
    assert folder is not None
    assert Report.read(folder).digest == open_folder(folder).digest
    before = stamps(folder)
    second = make()
    assert (second.state, second.rounds, verifier.asked) == ("unchanged", 0, 1)
    assert second.report == Report.read(folder)
    assert stamps(folder) == before
    assert make(again=True).state == "verified"
    assert verifier.asked == 2
    assert stamps(folder) == before


def test_a_repaired_environment_is_left_alone_too(make: Make, verifier: Verifier) -> None:
    verifier.failing = {"take_spoons": misbehaves("take_spoons")}
    first = make()
    assert (first.state, first.rounds, len(first.repairs)) == ("new", 2, 1)
    second = make()
    assert (second.state, verifier.asked) == ("unchanged", 2)
    assert second.repairs == first.repairs
    changed = pantry(lambda data: data["tools"]["get_jar"].update(description="Show one jar."))
    assert make(changed).state == "replaced"


@pytest.mark.parametrize("spoilt", ["report.json", "service.py", "seed.sql"])
def test_a_folder_that_lacks_or_changed_something_is_made_again(make: Make, verifier: Verifier, spoilt: str) -> None:
    folder = make().made.folder
    assert folder is not None
    whole = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / spoilt).write_text("-- spoilt")
    assert make().state == ("verified" if spoilt == "report.json" else "replaced")
    assert verifier.asked == 2
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == whole


def test_a_report_of_failure_does_not_count_as_verified(make: Make, verifier: Verifier) -> None:
    folder = make().made.folder
    assert folder is not None
    Report.read(folder).model_copy(update={"verified": False}).write(folder)
    assert make().state == "verified"
    assert verifier.asked == 2


def test_what_another_verifier_has_verified_is_verified_again(make: Make, verifier: Verifier) -> None:
    folder = make().made.folder
    assert folder is not None
    whole = (folder / "report.json").read_bytes()
    Report.read(folder).model_copy(update={"verifier": "0" * 16}).write(folder)
    assert make().state == "verified"
    assert (verifier.asked, (folder / "report.json").read_bytes()) == (2, whole)
    assert make().state == "unchanged"


def test_what_was_counted_by_other_rules_is_made_again(make: Make, verifier: Verifier) -> None:
    folder = make().made.folder
    assert folder is not None
    report = Report.read(folder)
    assert report.card is not None
    report.model_copy(update={"card": report.card.model_copy(update={"rows": 0})}).write(folder)
    assert make().state == "verified"
    assert (verifier.asked, Report.read(folder).card) == (2, report.card)


def test_what_is_refused_is_not_written_and_the_folder_that_was_there_stays(
    make: Make, verifier: Verifier, tmp_path: Path
) -> None:
    verifier.failing = {"get_jar": never_provoked("get_jar", "jar_not_found")}
    refused = make(rounds=0)
    assert (refused.state, refused.made.folder) == ("refused", None)
    assert "jar_not_found" in refused.made.refused
    assert not (tmp_path / "farm").exists()
    verifier.failing = {}
    folder = make().made.folder
    assert folder is not None
    before = stamps(folder)
    verifier.failing = {"get_jar": misbehaves("get_jar")}
    assert make(rounds=0, again=True).state == "refused"
    assert stamps(folder) == before
