"""`mcpfarm serve`: a server as its own process would be."""

import json
import os
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from .conftest import COMMAND, Runner, clean

HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}


@contextmanager
def serving(*words: str | Path) -> Iterator["subprocess.Popen[str]"]:
    """A running `mcpfarm serve`."""
    pipe = subprocess.PIPE
    command = [*COMMAND, "serve", *map(str, words)]
    with subprocess.Popen(command, env=clean(), stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def test_json_prints_name_url_and_pid_once_the_server_listens(shelf: Path) -> None:
    with serving(shelf, "--http", "--port", "0", "--json") as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        assert list(told) == ["name", "url", "pid"]
        assert (told["name"], type(told["pid"])) == ("shelf", int)
        assert answered(told["url"])["result"]["serverInfo"]["name"] == "shelf"
        process.send_signal(signal.SIGTERM)
        rest, err = process.communicate(timeout=30)
        assert (process.returncode, rest) == (0, "")
        assert "Traceback" not in err
        assert not is_alive(told["pid"])


def answered(url: str) -> dict[str, dict[str, dict[str, str]]]:
    """What the server answers to a greeting."""
    headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    request = urllib.request.Request(url, json.dumps(HELLO).encode(), headers)
    with urllib.request.urlopen(request, timeout=30) as response:
        found: dict[str, dict[str, dict[str, str]]] = json.load(response)
    return found


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_ctrl_c_ends_the_server_too(shelf: Path) -> None:
    with serving(shelf, "--http", "--port", "0", "--json") as process:
        assert process.stdout is not None
        pid = json.loads(process.stdout.readline())["pid"]
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        assert not is_alive(pid)


def test_over_stdio_stdout_carries_the_protocol_and_the_server_ends_with_its_client(shelf: Path) -> None:
    with serving(shelf) as process:
        out, err = process.communicate(json.dumps(HELLO) + "\n", timeout=60)
    assert process.returncode == 0
    assert [json.loads(line)["result"]["serverInfo"]["name"] for line in out.splitlines()] == ["shelf"]
    assert err == ""


def test_a_port_in_use_is_one_line(shelf: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with serving(shelf, "--http", "--port", port) as process:
            out, err = process.communicate(timeout=60)
        assert (process.returncode, out) == (1, "")
        assert err.count("\n") == 1
        assert f"port {port}: Address already in use; name another --port" in err
        with serving(shelf, "--http", "--port", port, "--json") as process:
            out, _ = process.communicate(timeout=60)
        assert process.returncode == 1
        error = json.loads(out)["error"]
        assert "Address already in use" in error["what"]


@pytest.mark.parametrize("form", [[], ["--http", "--port", "0"]])
def test_a_file_that_is_no_database_is_one_line_and_kept(
    run: Runner, shelf: Path, tmp_path: Path, form: list[str]
) -> None:
    file = tmp_path / "notes.db"
    file.write_text("these are my notes, " * 100)
    told = run("serve", shelf, "--db", file, *form)
    assert (told.status, told.out) == (2, "")
    assert told.complaint.startswith(f"mcpfarm: {file}: cannot be used: file is not a database; name another file")
    assert file.read_text() == "these are my notes, " * 100
    assert form == [] or run("serve", shelf, "--db", file, *form, "--json").error["where"] == str(file)
