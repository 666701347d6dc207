"""What goes to stdout and into files."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

from generator.cli.output import UsageProblem, check_out_file, check_out_folder, emit_json, one_line, table


def test_a_table_that_is_read_by_a_program_folds_no_cell(capsys: pytest.CaptureFixture[str]) -> None:
    path = "/a/very/long/path" * 40
    table(["folder", "tools"], [[path, 12], ["/short", 3]])
    lines = capsys.readouterr().out.splitlines()
    assert sum(path in line for line in lines) == 1
    assert len(lines) == 6


def test_numbers_are_aligned_to_the_right_and_brackets_are_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    table(["what", "tools"], [["[bold]x[/bold]", 12], ["y", 3]], title="[red]rows")
    out = capsys.readouterr().out
    assert "[bold]x[/bold]" in out
    assert "[red]rows" in out
    assert "│     3 │" in out


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_an_object_is_json_in_every_encoding(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    emit_json({"name": "café → 你好"})
    sys.stdout.flush()
    assert json.loads(raw.getvalue().decode(encoding)) == {"name": "café → 你好"}


def test_a_folder_below_what_is_not_there_yet_may_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_out_folder(tmp_path / "one" / "two")
    monkeypatch.chdir(tmp_path)
    check_out_folder(Path("relative/path"))
    (tmp_path / "relative").write_text("")
    with pytest.raises(UsageProblem, match="is a file"):
        check_out_folder(Path("relative/path"))


def test_what_is_no_ordinary_file_is_never_replaced() -> None:
    with pytest.raises(UsageProblem, match="is no ordinary file"):
        check_out_file(Path(os.devnull))


def test_a_line_leaves_out_what_is_empty() -> None:
    assert one_line({"where": "a", "what": "b", "hint": "c"}) == "a: b; c"
    assert one_line({"where": "", "what": "b", "hint": ""}) == "b"
