"""The assembled example meets what is asked of every emitted folder: types, lint, size of its functions."""

import ast
import subprocess
import sys
from pathlib import Path

from .conftest import EXAMPLE

REPOSITORY = Path(__file__).parents[4]


def test_the_folder_passes_mypy_strict_without_any_plugin(folder: Path) -> None:
    cache = REPOSITORY / ".mypy_cache" / "emitted"
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={cache}", folder.name]
    done = subprocess.run(command, cwd=folder.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_service_passes_the_linter_and_has_short_functions() -> None:
    service = EXAMPLE / "service.py"
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run(["ruff", *command, str(service)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
    functions = [one for one in ast.walk(ast.parse(service.read_text("utf-8"))) if isinstance(one, ast.FunctionDef)]
    assert [one.name for one in functions if (one.end_lineno or 0) - one.lineno >= 50] == []
