"""The README: its commands exist as written, its snippets parse and run, its two command lines are those promised."""

import ast
import contextlib
import io
import json
import re
import shlex
from importlib.util import find_spec
from pathlib import Path

import pytest

from generator.cli import app, main

from .generator.cli.shelf import SHELF

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DEMO = "python3 -m venv .venv && . .venv/bin/activate && pip install -e '.[resources]' && mcpfarm demo"
TESTS = "python3 -m venv .venv && . .venv/bin/activate && pip install -e '.[dev,resources]' && pytest"


def fenced(language: str) -> list[str]:
    """The blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def rows() -> list[str]:
    """The first cell of each row of the table of commands."""
    return re.findall(r"^\| `mcpfarm ([^`]+)` \|", README, re.MULTILINE)


def command_of(row: str) -> str:
    """The command that a row is about: its first word, or two."""
    words = row.split()
    two = " ".join(words[:2])
    return two if two in {one.name for one in app.registered_commands} else words[0]


def helped(*words: str) -> str:
    """The help of a command."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), pytest.raises(SystemExit) as left:
        main([*words, "--help"])
    assert left.value.code == 0
    return out.getvalue()


def test_the_two_command_lines_stand_there_as_they_are_typed() -> None:
    assert fenced("")[0].splitlines() == [DEMO, TESTS]


def test_the_table_lists_every_command_once() -> None:
    assert sorted(command_of(row) for row in rows()) == sorted(str(one.name) for one in app.registered_commands)


@pytest.mark.parametrize("row", rows())
def test_a_command_takes_what_its_row_says(row: str) -> None:
    told = helped(*command_of(row).split())
    for option in re.findall(r"--[a-z]+", row):
        assert re.search(rf"^ +{option}\b", told, re.MULTILINE), option
    for word in re.findall(r"(?<![-\w])(?!DIR|FILE|N\b|M\b)[A-Z]+=?[A-Z]*…?", row):
        name = re.escape(word.rstrip("…"))
        assert re.search(rf"{name}[\]}}]\.\.\." if word.endswith("…") else name, told), word


def test_a_row_shows_every_option_that_has_to_be_given() -> None:
    needed = {(row, option) for row in rows() for option in required(helped(*command_of(row).split()))}
    assert {option for _, option in needed} == {"--out", "--to"}
    assert [(row, option) for row, option in needed if option not in row] == []


def required(told: str) -> list[str]:
    """The options that a help calls required."""
    options = re.findall(r"^ +(--[a-z]+)((?:(?!^ +--).)*)", told, re.MULTILINE | re.DOTALL)
    return [option for option, about in options if "[required]" in about]


def test_every_json_snippet_starts_a_server_by_an_absolute_path() -> None:
    snippets = [json.loads(text) for text in fenced("json")]
    assert len(snippets) == 2
    for snippet in snippets:
        (servers,) = snippet.values()
        (server,) = servers.values()
        assert Path(server["command"]).is_absolute()
        assert [Path(word).name for word in server["args"] if Path(word).is_absolute()] == ["server.py"]


def test_the_python_snippet_runs_on_a_committed_server(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (snippet,) = fenced("python")
    monkeypatch.chdir(ROOT)
    exec(compile(ast.parse(snippet), "README.md", "exec"), {})  # our own text
    first, second = capsys.readouterr().out.splitlines()
    assert json.loads(first)["task_lists"]
    assert second == "[]"


def example(command: str) -> list[str]:
    """The words of a command's example."""
    (line,) = re.findall(r"Example: mcpfarm (.*(?:\n  \S.*)*)", helped(*command.split()))
    return shlex.split(line)


STORY = "resources explore list show call seed synthesize replay export schema".split()
TOO_LONG = {
    "demo": "minutes",
    "farm": "the same",
    "farm build": "the same",
    "verify": "seconds, and tested elsewhere",
    "mutate": "the same",
    "report": "what has not been verified there, and tested elsewhere",
    "serve": "until it is ended",
}


@pytest.mark.skipif(find_spec("googleapiclient") is None, reason="the extra `resources` is not installed")
def test_the_examples_work_one_after_another_in_an_empty_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert {*STORY, *TOO_LONG} == {str(one.name) for one in app.registered_commands}
    monkeypatch.chdir(tmp_path)
    for command in STORY:
        with pytest.raises(SystemExit) as left:
            main([*example(command), "--json"])
        assert left.value.code == 0, command
        assert isinstance(json.loads(capsys.readouterr().out), dict)
    for command in TOO_LONG.keys() - {"demo", "farm", "farm build"}:
        assert (tmp_path / example(command)[1] / "server.py").is_file()


def emitted(out: Path) -> Path:
    """A folder made from a description of ours."""
    file = out.parent / "api.json"
    file.write_text(json.dumps(SHELF))
    with pytest.raises(SystemExit) as left:
        main(["explore", str(file), "--out", str(out)])
    assert left.value.code == 0
    return out / "shelf"


def test_every_file_that_is_named_in_a_server_is_emitted(tmp_path: Path) -> None:
    named = re.findall(r"^\| `(\w+\.\w+)`", README, re.MULTILINE)
    made = {file.name for file in emitted(tmp_path / "made").iterdir()}
    assert {"server.py", "service.py", "environment.json"} < set(named)
    assert set(named) - made == {"report.json"}  # which the verifier adds
