"""The official suite and the official Inspector on emitted servers; what the script says when it cannot run."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TASKS = ROOT / "servers" / "tasks"
needs_npm = pytest.mark.skipif(shutil.which("npm") is None, reason="needs Node and npm")


def conformance(*words: str | Path, variables: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the script."""
    command = [sys.executable, str(ROOT / "scripts" / "conformance.py"), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=600, env=variables)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The npm packages, fetched once."""
    return tmp_path_factory.mktemp("npm")


@pytest.mark.node
@needs_npm
def test_an_emitted_server_passes_the_official_suite_and_answers_the_official_inspector(cache: Path) -> None:
    done = conformance(TASKS, "--cache", cache)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "6 of 6 held"


@pytest.mark.node
@needs_npm
def test_a_server_without_its_guard_and_a_server_that_does_not_start_fail(cache: Path, tmp_path: Path) -> None:
    open_one, dead = (Path(shutil.copytree(TASKS, tmp_path / name)) for name in ("open_one", "dead"))
    text = (open_one / "server.py").read_text()
    security = "TransportSecuritySettings(allowed_hosts=names, allowed_origins=origins)"
    assert security in text
    (open_one / "server.py").write_text(
        text.replace(security, "TransportSecuritySettings(enable_dns_rebinding_protection=False)")
    )
    (dead / "server.py").write_text("raise SystemExit(3)")
    done = conformance(open_one, dead, "--cache", cache)
    assert done.returncode == 1, done.stderr
    rows = [line.split() for line in done.stdout.splitlines()]
    assert [row[1] for row in rows if row[0] == "open_one" and row[-1] == "FAILED"] == ["dns-rebinding-protection"]
    assert sum(row[0] == "dead" and row[-1] == "FAILED" for row in rows) == 6
    assert "open_one: dns-rebinding-protection: Expected HTTP 4xx" in done.stderr


def test_a_folder_that_is_no_server_is_told_in_one_line(tmp_path: Path) -> None:
    done = conformance(tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"conformance: {tmp_path}: is not an emitted server;")
    assert done.stderr.count("\n") == 1


def test_without_npm_it_is_told_in_one_line(tmp_path: Path) -> None:
    done = conformance(TASKS, "--cache", tmp_path / "npm", variables={"PATH": str(tmp_path)})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "conformance: npm is not on the PATH; install Node.js\n"


def test_what_npm_says_is_told_in_one_line(tmp_path: Path) -> None:
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho 'npm error code ENOTFOUND' >&2\necho 'npm error more' >&2\nexit 1\n")
    npm.chmod(0o755)
    done = conformance(TASKS, "--cache", tmp_path / "cache", variables={"PATH": f"{tmp_path}:/usr/bin:/bin"})
    assert (done.returncode, done.stdout) == (2, "")
    lines = [line for line in done.stderr.splitlines() if line.startswith("conformance: ")]
    assert lines == [
        "conformance: npm cannot fetch the official programs: npm error code ENOTFOUND; see whether `npm ping` works"
    ]
