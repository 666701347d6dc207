import os
import signal
import sys
from pathlib import Path

import pytest

from client.servers import Launch, Limits, Process
from client.verify.forked import forked

HELLO = """
import json, os, sys
for line in sys.stdin:
    message = json.loads(line)
    said = {"pid": os.getpid(), "folder": os.getcwd(), "zone": os.environ.get("TZ"), "argv": sys.argv[1:]}
    print(json.dumps({"jsonrpc": "2.0", "id": message.get("id"), "result": said}), flush=True)
"""


@pytest.fixture
def launch(tmp_path: Path) -> Launch:
    (tmp_path / "server.py").write_text(HELLO)
    command = [sys.executable, "-B", str(tmp_path / "server.py"), "--db", "x"]
    return Launch("hello", command, tmp_path, tmp_path / "stderr.txt", {"TZ": "Asia/Kathmandu"})


def test_a_forked_server_has_a_process_a_folder_variables_and_arguments_of_its_own(launch: Launch) -> None:
    before = os.getcwd(), os.environ.get("TZ")
    with Process(launch, Limits(stop=2.0), start=forked) as process:
        said = process.request("whoami")
        assert said["pid"] == process.pid != os.getpid()
        assert said["folder"] == str(launch.folder)
        assert (said["zone"], said["argv"]) == ("Asia/Kathmandu", ["--db", "x"])
    assert (os.getcwd(), os.environ.get("TZ")) == before


def test_a_child_that_somebody_else_has_waited_for_counts_as_ended(launch: Launch) -> None:
    child = forked(launch, {})
    child.stdin.close()
    os.waitpid(child.pid, 0)
    assert child.wait(1.0) == 0
    child.stdout.close()


def test_a_child_has_its_own_group_from_the_first_moment(launch: Launch) -> None:
    for _ in range(10):
        child = forked(launch, {})
        assert os.getpgid(child.pid) == child.pid
        os.killpg(child.pid, signal.SIGKILL)
        assert child.wait(5.0) == -signal.SIGKILL
        child.stdin.close()
        child.stdout.close()
