"""A disk that is full while something is written: one line, status 1, and what was there before."""

import errno
import os
import subprocess
from pathlib import Path

import pytest

from .conftest import COMMAND, Runner, clean, refuses


def test_a_full_disk_leaves_no_folder(
    run: Runner, shelf_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    told = refuses(run, "explore", shelf_file, "--out", tmp_path / "farm", status=1)
    assert "No space left on device; free some space" in told
    assert list((tmp_path / "farm").iterdir()) == []


@pytest.mark.parametrize("command", ["explore", "seed", "export"])
def test_a_file_that_cannot_grow_leaves_nothing(
    process: Runner, shelf: Path, shelf_file: Path, dialogues: Path, tmp_path: Path, command: str
) -> None:
    """`ulimit -f 1` lets no file have more than 1 KB, as a full disk would."""
    words: dict[str, list[str | Path]] = {
        "explore": ["explore", shelf_file, "--out", "farm"],
        "seed": ["seed", shelf, "--out", "start.sql"],
        "export": ["export", dialogues, "--to", "openai", "--out", "chat.jsonl"],
    }
    told = process(*words[command], before=["bash", "-c", 'ulimit -f 1; exec "$0" "$@"'])
    assert told.status == 1
    assert "cannot be written: File too large" in told.complaint
    assert [item for item in tmp_path.rglob("*") if not item.is_dir()] == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes a small disk")
def test_a_really_full_disk_leaves_the_old_folder(run: Runner, shelf_file: Path, tmp_path: Path) -> None:
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", str(tmp_path)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be made here")
    try:
        assert run("explore", shelf_file, "--out", tmp_path / "farm").status == 0
        before = {file.name: file.read_bytes() for file in (tmp_path / "farm" / "shelf").iterdir()}
        told = refuses(run, "explore", shelf_file, "--out", tmp_path / "farm", status=1)
        assert "No space left on device" in told
        assert [item.name for item in (tmp_path / "farm").iterdir()] == ["shelf"]
        assert {file.name: file.read_bytes() for file in (tmp_path / "farm" / "shelf").iterdir()} == before
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", [["list", "--json"], ["list"], ["--help"]])
def test_a_full_stdout_is_told_on_stderr(shelf: Path, words: list[str]) -> None:
    given = [*words, *([str(shelf)] if words[0] == "list" else [])]
    with open("/dev/full", "w") as full:
        done = subprocess.run([*COMMAND, *given], env=clean(), stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
