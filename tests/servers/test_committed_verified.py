"""Ten of the committed environments, drawn with a seed, hold what their reports say: each is verified in full again."""

import shutil
from pathlib import Path
from random import Random

import pytest

from client.verify import Report
from generator.verification import report_of
from tests.at_hand import FOLDERS

DRAWN = 10
SAMPLE = Random("verified").sample(FOLDERS, min(DRAWN, len(FOLDERS)))


@pytest.mark.parametrize("folder", SAMPLE, ids=lambda folder: folder.name)
def test_a_committed_environment_verifies_in_full_and_gives_its_report(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / folder.name)
    report = report_of(copy)
    assert report.verified
    assert report.text() == Report.read(folder).text()  # also what it covers, and the card
