"""What a build has found out, and what is left of it after a kill."""

from pathlib import Path

import pytest

from generator.harvest.journal import Journal, release

ANSWERS = [("read", "a.json", {"kind": "openapi"}), ("read", "b.json", {"why": "żółw"}), ("verified", "a 0", [1])]


def filled(path: Path) -> None:
    journal = Journal(path, "one")
    for answer in ANSWERS:
        journal.add(*answer)
    journal.close()


def test_a_journal_that_is_cut_anywhere_knows_its_whole_lines_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    filled(path)
    whole = path.read_bytes()
    ends = [number + 1 for number, byte in enumerate(whole) if byte == ord("\n")]
    for cut in range(len(whole) + 1):
        path.write_bytes(whole[:cut])
        journal = Journal(path, "one")
        known = max(0, sum(end <= cut for end in ends) - 1)
        assert [journal.known(stage, question) for stage, question, _ in ANSWERS[:known]] == [
            answer for _, _, answer in ANSWERS[:known]
        ]
        assert all(journal.known(stage, question) is None for stage, question, _ in ANSWERS[known:])
        for answer in ANSWERS[known:]:
            journal.add(*answer)
        journal.close()
        assert path.read_bytes() == whole


@pytest.mark.parametrize("text", [b"", b"\n", b"[]\n", b'{"stamp": "two"}\n{"stage": "read"}\n', b"\xff\xfe\n"])
def test_what_is_another_journal_or_none_is_begun_anew(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "deep" / "journal"
    path.parent.mkdir()
    path.write_bytes(text)
    journal = Journal(path, "one")
    assert journal.all("read") == []
    journal.close()
    assert path.read_bytes() == b'{"stamp":"one"}\n'


def test_all_answers_of_a_stage_are_there_in_their_order(tmp_path: Path) -> None:
    filled(tmp_path / "journal")
    journal = Journal(tmp_path / "journal", "one")
    assert journal.all("read") == [answer for stage, _, answer in ANSWERS if stage == "read"]
    journal.close()


def test_a_release_is_the_same_as_long_as_its_sources_are() -> None:
    assert release() == release()
    assert len(release()) == 16
