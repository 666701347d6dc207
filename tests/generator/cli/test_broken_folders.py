"""Folders that were servers once: what is wrong is one line, whichever command meets it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Runner, refuses

Break = Callable[[Path], object]
IMPORTED: dict[str, tuple[Break, str]] = {
    "no Python": (lambda folder: (folder / "service.py").write_text("def ("), "does not import: SyntaxError"),
    "nothing": (lambda folder: (folder / "service.py").write_text(""), "does not import: AttributeError"),
    "an error": (lambda folder: append(folder / "service.py", "raise ValueError(5)"), "its code failed: ValueError: 5"),
    "an exit": (lambda folder: append(folder / "service.py", "raise SystemExit(0)"), "does not import: SystemExit"),
    "a runtime": (lambda folder: append(folder / "runtime.py", "1 / 0"), "its code failed: ZeroDivisionError"),
    "a package": (lambda folder: (folder / "__init__.py").write_text("import nothing_of_that_name"), "does not import"),
    "a seed": (
        lambda folder: (folder / "seed.sql").write_text("INSERT INTO nothing VALUES (1);"),
        "its code failed: OperationalError",
    ),
    "a neighbour": (lambda folder: (folder / "database.py").unlink(), "does not import: ModuleNotFoundError"),
}
READ: dict[str, tuple[Break, str]] = {
    "no seed": (lambda folder: (folder / "seed.sql").unlink(), "it has no seed.sql"),
    "no runtime": (lambda folder: (folder / "runtime.py").unlink(), "it has no runtime.py"),
    "half an environment": (lambda folder: halve(folder / "environment.json"), "environment.json: line "),
    "no environment": (lambda folder: (folder / "environment.json").write_text("[]"), "environment.json: environment"),
    "no text": (lambda folder: (folder / "environment.json").write_bytes(b"\xff\xfe"), "is no UTF-8 text"),
}


def append(file: Path, line: str) -> None:
    file.write_text(f"{file.read_text()}\n{line}\n")


def halve(file: Path) -> None:
    text = file.read_text()
    file.write_text(text[: len(text) // 2])


@pytest.fixture
def folder(shelf: Path, tmp_path: Path) -> Path:
    """A copy to be broken."""
    return Path(shutil.copytree(shelf, tmp_path / "shelf", ignore=shutil.ignore_patterns("__pycache__")))


@pytest.mark.parametrize("how", IMPORTED)
def test_code_that_does_not_run_is_told_by_every_command_that_runs_it(run: Runner, folder: Path, how: str) -> None:
    spoil, said = IMPORTED[how]
    spoil(folder)
    told = refuses(run, "call", folder, "list_books")
    assert said in told
    assert str(folder) in told
    assert "mcpfarm explore" in told
    for words in (["show", folder], ["serve", folder], ["serve", folder, "--http", "--port", "0"]):
        plain = run(*words)
        assert (plain.status, plain.out, plain.complaint) == (2, "", told)


@pytest.mark.parametrize("how", READ)
@pytest.mark.parametrize("command", ["show", "list", "verify"])
def test_what_cannot_be_read_is_told_by_every_command(run: Runner, folder: Path, how: str, command: str) -> None:
    spoil, said = READ[how]
    spoil(folder)
    assert said in refuses(run, command, folder)


def test_what_the_code_logs_is_one_line(process: Runner, folder: Path) -> None:
    text = (folder / "service.py").read_text()
    (folder / "service.py").write_text(text.replace("db.insert(", "db.no_such_thing("))
    told = process("call", folder, "create_book", "name=x", "pages=1", "status=lent", "--json")
    assert told.status == 1
    assert told.data["result"]["error"] == "internal_error"
    assert "Traceback" not in told.err
    assert told.err.startswith("mcpfarm: shelf: create_book failed: AttributeError: ")
