"""The wheel: all of generator, client and servers, whatever kind of file, and nothing of the tests."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("generator", "client", "servers")
PASSING = {"__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Built without a network: `hatchling` is a requirement of the extra `dev`."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (file,) = out.iterdir()
    assert file.name.endswith("-py3-none-any.whl")
    return zipfile.ZipFile(file)


def kept(path: Path) -> bool:
    """Whether a file is part of the work: no cache, nothing unfinished."""
    parts = path.relative_to(ROOT).parts
    return path.is_file() and not PASSING & set(parts) and not any(part.startswith(".") for part in parts)


def test_the_wheel_holds_every_file_of_the_three_packages_and_no_other(wheel: zipfile.ZipFile) -> None:
    ours = {str(path.relative_to(ROOT)) for name in PACKAGES for path in (ROOT / name).rglob("*") if kept(path)}
    found = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert found == ours


def test_the_wheel_holds_what_is_no_python_too(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert {f"{package}/py.typed" for package in PACKAGES} <= names
    assert {"servers/farm/frame/runtime.py", "servers/farm/frame/server.py"} <= names


def test_the_wheel_says_what_it_needs_and_what_it_is_called(wheel: zipfile.ZipFile) -> None:
    (about,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    (scripts,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    text = wheel.read(about).decode()
    assert "Name: mcpfarm\n" in text
    assert "License-Expression: Apache-2.0\n" in text
    assert "Requires-Python: >=3.11\n" in text
    assert "Requires-Dist: google-api-python-client==2.202.0; extra == 'resources'\n" in text
    assert "mcpfarm = generator.cli:main" in wheel.read(scripts).decode()
    assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())
