"""The command line as a whole: help, what it costs, wrong words, how failures are said."""

import subprocess
import sys
import time
from importlib.metadata import version

import pytest

from generator.cli import app
from generator.cli.failures import explain
from generator.emit.errors import EmitError

from .conftest import COMMAND, Run, Runner

HEAVY = "mcp sqlmodel sqlalchemy pydantic networkx mimesis inflect jinja2 rich.progress orjson yaml".split()
COMMANDS = [str(command.name) for command in app.registered_commands]
WORDS = "resources explore farm verify report mutate call seed synthesize replay export list show serve schema demo"
DECLARED = [*WORDS.split(), "farm build"]
CHANCE = ("verify", "mutate", "seed", "synthesize", "demo")


def test_every_command_of_the_issue_is_there_and_no_other() -> None:
    assert sorted(COMMANDS) == sorted(DECLARED)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from generator.cli import main\n"
        "try: main(['--help'])\n"
        "finally: print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Usage: mcpfarm" in done.stdout
    assert [name for name in HEAVY if name in done.stderr.split()] == []


@pytest.mark.benchmark
def test_help_takes_half_a_second_of_wall_time() -> None:
    best = min(_timed() for _ in range(5))
    print(f"\nmcpfarm --help: {best:.2f} s")
    assert best < 0.5


def _timed() -> float:
    began = time.perf_counter()
    subprocess.run([*COMMAND, "--help"], capture_output=True, check=True)
    return time.perf_counter() - began


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_an_example_and_takes_json(run: Runner, command: str) -> None:
    told = run(command, "--help")
    assert told.status == 0
    assert f"Example: mcpfarm {command}" in told.out
    assert "--json" in told.out


@pytest.mark.parametrize("command", CHANCE)
def test_each_command_with_chance_in_it_takes_a_seed(run: Runner, command: str) -> None:
    assert "--seed" in run(command, "--help").out


def test_the_version_is_that_of_the_distribution(run: Runner) -> None:
    told = run("--version")
    assert (told.status, told.out, told.err) == (0, f"mcpfarm {version('mcpfarm')}\n", "")


def test_without_a_word_the_help_goes_to_stderr_and_the_status_is_that_of_wrong_usage(run: Runner) -> None:
    told = run()
    assert (told.status, told.out) == (2, "")
    assert "Usage: mcpfarm" in told.err
    assert all(command in told.err for command in COMMANDS)


@pytest.mark.parametrize(
    "words",
    [
        ["bogus"],
        ["--bogus"],
        ["list", "--bogus"],
        ["call"],
        ["explore", "some.json"],
        ["seed", "some", "--rows", "many", "--out", "x.db"],
        ["synthesize", "some", "--count", "0", "--out", "x.jsonl"],
        ["schema", "everything"],
        ["export", "some.jsonl", "--to", "papyrus", "--out", "x"],
        ["seed", "some", "--out", "start.txt"],
        ["synthesize", "some", "--out", "dialogues.txt"],
        ["serve", "some", "--port", "80"],
        ["replay", "one.jsonl", "two.jsonl"],
    ],
)
def test_wrong_words_are_status_2_with_one_line_or_one_object(run: Runner, words: list[str]) -> None:
    plain = run(*words)
    assert (plain.status, plain.out) == (2, "")
    assert ";" in plain.complaint  # there is a next step
    as_json = run(*words, "--json")
    assert as_json.status == 2
    assert as_json.error["hint"]


def test_an_unknown_option_names_the_command_and_its_help(run: Runner) -> None:
    assert run("list", "--bogus").complaint == (
        "mcpfarm: mcpfarm list: No such option: --bogus; see `mcpfarm list --help`"
    )


def test_serve_over_stdio_says_why_it_has_no_json(run: Runner) -> None:
    assert "stdout belongs to the protocol" in run("serve", "some", "--json").error["what"]


def test_what_the_machine_refuses_is_no_wrong_usage() -> None:
    error = EmitError("farm", "cannot be written: no space", "free some")
    assert explain(error).status == 2
    error.__cause__ = OSError(28, "no space")
    assert explain(error).status == 1


def test_what_nobody_foresaw_is_called_a_defect_without_a_traceback(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def surprise(_: object) -> None:
        raise ZeroDivisionError("on line\ntwo")

    monkeypatch.setattr("servers.farm.catalog.find", surprise)
    told = run("list", "--json")
    assert told.status == 1
    assert told.error["where"] == "ZeroDivisionError"
    assert "defect of mcpfarm" in told.error["hint"]
    assert "Traceback" not in told.err
    monkeypatch.setenv("MCPFARM_DEBUG", "1")
    assert "Traceback" in run("list", "--json").err


def test_a_run_is_told_apart_by_its_status_and_streams() -> None:
    run = Run(1, '{"error": {"where": "a", "what": "b", "hint": "c"}}\n', "")
    assert run.error == {"where": "a", "what": "b", "hint": "c"}
    with pytest.raises(AssertionError):
        _ = Run(1, "", "mcpfarm: a\nTraceback (most recent call last):\n").complaint
