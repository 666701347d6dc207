"""Runs of the command line, in this process or as a process of its own, and folders that it made."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main

from .shelf import SHELF

COMMAND = (sys.executable, "-m", "generator.cli")


@dataclass(frozen=True)
class Run:
    """What a run of the command line gave."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """The one object on stdout."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def error(self) -> dict[str, str]:
        """The error under `--json`: it has where, what and a hint, each one line, and nothing else."""
        assert self.data.keys() == {"error"}
        error: dict[str, str] = self.data["error"]
        assert list(error) == ["where", "what", "hint"]
        assert all(text and "\n" not in text for text in error.values())
        return error

    @property
    def complaint(self) -> str:
        """The one line on stderr that says what is wrong; no traceback anywhere."""
        assert "Traceback" not in self.err
        assert "defect of mcpfarm" not in self.err
        lines = [line for line in self.err.splitlines() if line.startswith("mcpfarm: ")]
        assert len(lines) == 1, self.err
        return lines[0]


Runner = Callable[..., Run]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Runner:
    """Runs the command line in this process."""

    def one(*words: str | Path) -> Run:
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        out, err = capfd.readouterr()
        assert isinstance(left.value.code, int)
        return Run(left.value.code, out, err)

    return one


def refuses(run: Runner, *words: str | Path, status: int = 2) -> str:
    """Check that the words are refused in both forms of output; the whole line is returned."""
    plain = run(*words)
    assert (plain.status, plain.out) == (status, "")
    as_json = run(*words, "--json")
    assert as_json.status == status
    assert plain.complaint == "mcpfarm: {where}: {what}; {hint}".format(**as_json.error)
    return plain.complaint


def clean() -> dict[str, str]:
    """This process's environment, without what a debugging person may have set."""
    return {name: value for name, value in os.environ.items() if name != "MCPFARM_DEBUG"}


@pytest.fixture
def process(tmp_path: Path) -> Runner:
    """Runs the command line as a process, in an empty folder."""

    def one(*words: str | Path, before: Sequence[str] = ()) -> Run:
        command = [*before, *COMMAND, *map(str, words)]
        done = subprocess.run(command, cwd=tmp_path, env=clean(), capture_output=True, text=True, timeout=120)
        return Run(done.returncode, done.stdout, done.stderr)

    return one


@pytest.fixture(scope="session")
def shelf_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small API's description."""
    file = tmp_path_factory.mktemp("description") / "shelf.json"
    file.write_text(json.dumps(SHELF), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def shelf(shelf_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that was emitted from it. Nobody changes it."""
    out = tmp_path_factory.mktemp("farm")
    with pytest.raises(SystemExit) as left:
        main(["explore", str(shelf_file), "--out", str(out)])
    assert left.value.code == 0
    return out / "shelf"


@pytest.fixture(scope="session")
def dialogues(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three dialogues of it."""
    file = tmp_path_factory.mktemp("dialogues") / "dialogues.jsonl"
    with pytest.raises(SystemExit) as left:
        main(["synthesize", str(shelf), "--count", "3", "--seed", "5", "--out", str(file)])
    assert left.value.code == 0
    return file
