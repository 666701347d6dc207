"""Files that are written whole or not at all."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from servers.farm.files import NotWritten, write_whole


def test_a_file_that_cannot_be_renamed_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "some.db"
    write_whole({file: [b"fir", b"st"]})

    def full(_: Path, __: Path) -> Path:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(NotWritten, match="cannot be written: No space left on device; free some space") as told:
        write_whole({file: [b"second"]})
    assert told.value.where == str(file)
    assert file.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [file]


def test_of_several_files_all_are_written_or_none(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ValueError("what is written ends here")

    with pytest.raises(ValueError, match="ends here"):
        write_whole({tmp_path / "one": [b"whole"], tmp_path / "two": broken()})
    assert list(tmp_path.iterdir()) == []


def test_the_file_that_a_link_points_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"first")
    (tmp_path / "link").symlink_to("real")
    write_whole({tmp_path / "link": [b"second"]})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"second"


def test_a_file_in_a_folder_that_is_not_there_is_told_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="No such file") as told:
        write_whole({tmp_path / "nowhere" / "file": [b""]})
    assert told.value.where == str(tmp_path / "nowhere" / "file")
