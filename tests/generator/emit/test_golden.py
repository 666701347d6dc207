"""The golden folders: they are what is rendered, they read and type like code of ours, and they run."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from ruff import find_ruff_bin

from client.session import Session, load
from generator.emit import render, write
from servers.farm import frame
from servers.farm.interpreter import Interpreter
from servers.farm.policy import instructions
from servers.farm.situations import SUCCESS, find_all
from servers.farm.state import digest
from tests.generator.emit import golden

NAMES = list(golden.SOURCES)
LINT = ["--isolated", "--target-version=py311", "--line-length=120", "--no-cache"]


@pytest.mark.parametrize("name", NAMES)
def test_a_golden_is_what_its_environment_renders(name: str) -> None:
    rendered = golden.varying(render(golden.environment(name), golden.state(name)))
    assert rendered == golden.kept(name), "run tests/generator/emit/golden.py and review the difference"


@pytest.mark.parametrize("name", NAMES)
def test_rendering_twice_gives_the_same_bytes(name: str, folders: dict[str, Path]) -> None:
    files = render(golden.environment(name), golden.state(name))
    assert {file.name: file.read_text(encoding="utf-8") for file in folders[name].iterdir()} == files


def test_a_folder_of_16_tools_is_small(folders: dict[str, Path]) -> None:
    assert sum(file.stat().st_size for file in folders["bikes"].iterdir()) <= 200_000


def test_the_code_passes_ruff(folders: dict[str, Path]) -> None:
    code = [str(folder) for folder in folders.values()]
    rules = "--select=E,F,I,B,UP,C4,SIM,RET,PIE"
    linted = subprocess.run(
        [find_ruff_bin(), "check", *LINT, rules, *code], capture_output=True, text=True, check=False
    )
    formatted = subprocess.run(
        [find_ruff_bin(), "format", "--check", *LINT, *code], capture_output=True, text=True, check=False
    )
    assert (linted.returncode, formatted.returncode) == (0, 0), linted.stdout + formatted.stdout


def test_the_code_passes_mypy_strict(folders: dict[str, Path], pytestconfig: pytest.Config) -> None:
    cache = pytestconfig.cache.mkdir("emitted-types") if pytestconfig.cache is not None else Path(os.devnull)
    packages = [argument for name in folders for argument in ("-p", name)]
    options = ["--strict", "--python-version=3.11", f"--config-file={os.devnull}", f"--cache-dir={cache}"]
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", *options, *packages],
        cwd=next(iter(folders.values())).parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("name", NAMES)
def test_every_tool_and_every_fault_answers_as_the_interpreter_says(name: str, folders: dict[str, Path]) -> None:
    environment, start = golden.environment(name), golden.state(name)
    interpreter = Interpreter(environment)
    situations = find_all(environment, start)
    succeeded = {one.tool for one in situations if one.wanted == SUCCESS}
    assert succeeded == set(environment.tools)
    with Session.open(folders[name]) as session:
        origin = session.snapshot()
        for situation in situations:
            session.restore(origin)
            state = start
            for call in (*situation.setup, situation.call):
                outcome = interpreter.call(state, call.tool, dict(call.arguments))
                answer = session.call(call.tool, call.arguments)
                wanted = outcome.result if outcome.succeeded else outcome.details
                found = answer.structured if answer.structured is not None else _details(answer.text)
                assert (found, answer.is_error) == (wanted, not outcome.succeeded), call
                state = outcome.state
            assert digest(session.state()) == digest(state), situation.call


def _details(text: str) -> object:
    return json.loads(text)["details"]


def test_environments_with_equal_table_names_load_in_one_process(tmp_path: Path) -> None:
    environment = golden.environment("bikes")
    other = environment.model_copy(update={"title": "Bike hire, another version", "version": "2.0.0"})
    first = load(write(render(environment, golden.state("bikes")), tmp_path / "first"))
    second = load(write(render(other, golden.state("bikes")), tmp_path / "second"))
    assert first.module is not second.module
    assert first.world().call("list_stations").text == second.world().call("list_stations").text


@pytest.mark.parametrize("name", NAMES)
def test_the_instructions_are_the_policy(name: str, folders: dict[str, Path]) -> None:
    assert load(folders[name]).module.SERVICE.instructions == instructions(golden.environment(name)) + "\n"


def test_the_frame_is_copied_byte_for_byte(folders: dict[str, Path]) -> None:
    for name in frame.FILES:
        assert {(folder / name).read_bytes() for folder in folders.values()} == {(frame.FOLDER / name).read_bytes()}
