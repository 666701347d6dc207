"""Runs that are ended from outside: whole files only, one line, the status that shells expect, no process left."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from .conftest import COMMAND, Runner, clean

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


@contextmanager
def started(*words: str | Path, cwd: Path) -> Iterator["subprocess.Popen[str]"]:
    """A run of the command line in a process group of its own, as a terminal makes one."""
    command = [*COMMAND, *map(str, words)]
    pipe = subprocess.PIPE
    variables = {**clean(), "TMPDIR": str(cwd)}
    with subprocess.Popen(
        command, cwd=cwd, env=variables, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def waited_for(process: "subprocess.Popen[str]", text: str) -> str:
    """The line of stderr that holds the text, once it is there."""
    assert process.stderr is not None
    for line in process.stderr:
        if text in line:
            return line
    raise AssertionError(f"it ended without saying {text!r}")


def ended(process: "subprocess.Popen[str]", number: signal.Signals) -> tuple[str, str]:
    """Send a signal to the whole group, as Ctrl-C does; what it had to say."""
    os.killpg(process.pid, number)
    return process.communicate(timeout=60)


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_ctrl_c_while_exploring_keeps_the_folders_that_are_whole(
    shelf: Path, shelf_file: Path, tmp_path: Path, form: list[str]
) -> None:
    never = tmp_path / "never.json"
    os.mkfifo(never)  # who reads it waits
    with started("explore", shelf_file, never, "--out", "farm", *form, cwd=tmp_path) as process:
        waited_for(process, "exploring 1/2")
        out, err = ended(process, signal.SIGINT)
    assert process.returncode == 130
    assert (out if form else err).count("interrupted") == 1
    assert "Traceback" not in err
    assert out == "" or form
    assert sorted(item.name for item in (tmp_path / "farm").iterdir()) == ["shelf"]
    whole = {file.name for file in shelf.iterdir()} - {"report.json", "__pycache__"}
    assert {file.name for file in (tmp_path / "farm" / "shelf").iterdir()} == whole


def test_ctrl_c_while_verifying_leaves_no_report_no_process_and_no_scratch(shelf: Path, tmp_path: Path) -> None:
    farm = copied(shelf, tmp_path / "farm", 3)
    with started("verify", farm, "--json", cwd=tmp_path) as process:
        waited_for(process, "verifying 0/3")
        waited_for_child(process)
        out, err = ended(process, signal.SIGINT)
    assert process.returncode == 130
    assert err == ""
    assert '"what": "interrupted"' in out
    assert descendants(process.pid) == []
    assert list(tmp_path.iterdir()) == [farm]
    assert list(farm.glob("*/report.json")) == []


def test_ctrl_c_while_synthesizing_leaves_no_file(shelf: Path, tmp_path: Path) -> None:
    with started("synthesize", shelf, "--count", "5000", "--out", "some.jsonl", cwd=tmp_path) as process:
        waited_for(process, "synthesizing 0/5000")
        waited_for_child(process)
        out, err = ended(process, signal.SIGINT)
    assert (process.returncode, out) == (130, "")
    assert [line for line in err.splitlines() if "synthesizing" not in line] == [
        "mcpfarm: mcpfarm: interrupted; whole files are kept, nothing half-written; run it again"
    ]
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_while_mutating_leaves_no_process_and_says_one_line(shelf: Path, tmp_path: Path) -> None:
    with started(
        "mutate", *copied(shelf, tmp_path / "farm", 1).iterdir(), "--most", "20", "--json", cwd=tmp_path
    ) as process:
        waited_for(process, "mutating shelf 2/20")
        out, err = ended(process, signal.SIGINT)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert '"what": "interrupted"' in out
    assert descendants(process.pid) == []
    assert [item.name for item in tmp_path.iterdir()] == ["farm"]


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_sigterm_ends_a_verification_with_its_children(shelf: Path, tmp_path: Path, form: list[str]) -> None:
    farm = copied(shelf, tmp_path / "farm", 2)
    with started("verify", farm, *form, cwd=tmp_path) as process:
        waited_for_child(process)
        process.terminate()
        out, err = process.communicate(timeout=60)
    assert process.returncode == 143
    assert "Traceback" not in err
    assert [("terminated" in text) for text in (out, err)] == [bool(form), not form]
    assert descendants(process.pid) == []
    assert list(tmp_path.iterdir()) == [farm]


def test_kill_9_leaves_only_what_is_named_as_unfinished(shelf_file: Path, tmp_path: Path, run: Runner) -> None:
    code = (
        "import os, signal\n"
        "from generator.cli import main\n"
        "real, count = os.fsync, []\n"
        "def fsync(number):\n"
        "    count.append(number)\n"
        "    if len(count) == 4: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    real(number)\n"
        "os.fsync = fsync\n"
        f"main(['explore', {str(shelf_file)!r}, '--out', {str(tmp_path / 'farm')!r}])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL
    (left,) = (tmp_path / "farm").iterdir()
    assert left.name.startswith(".shelf-")
    (left / "environment.json").touch()
    assert "is not an emitted server" in run("list", tmp_path / "farm").complaint
    assert run("explore", shelf_file, "--out", tmp_path / "farm").status == 0
    assert [server["name"] for server in run("list", tmp_path / "farm", "--json").data["servers"]] == ["shelf"]


def test_a_reader_that_leaves_early_causes_no_noise(shelf: Path) -> None:
    command = " ".join([*COMMAND, "show", str(shelf)])
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -0; echo ${{PIPESTATUS[0]}}"],
        env=clean(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("1\n", "")


def copied(folder: Path, farm: Path, count: int) -> Path:
    """A farm with so many copies of an emitted folder, without reports."""
    for number in range(count):
        shutil.copytree(folder, farm / f"copy{number}", ignore=shutil.ignore_patterns("report.json", "__pycache__"))
    return farm


def waited_for_child(process: "subprocess.Popen[str]") -> None:
    """Return once a server (a `server.py`) runs below the process."""
    while not any("server.py" in command for command in descendants(process.pid)):
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
            raise AssertionError("it ended without starting a server")


def descendants(parent: int) -> list[str]:
    """The command lines of all that descend from a process."""
    listed = subprocess.run(["ps", "-ww", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    children: dict[str, list[tuple[str, str]]] = {}
    for pid, ppid, command in rows:
        children.setdefault(ppid, []).append((pid, command))
    waiting, found = [str(parent)], list[str]()
    while waiting:  # not in the order of their numbers: those begin again from the smallest
        for pid, command in children.get(waiting.pop(), []):
            waiting.append(pid)
            found.append(command)
    return found
