import os
import subprocess
import sys
from pathlib import Path

import pytest

from client.errors import ServerExitedError
from client.official import starting
from client.processes import adopting, all_end, marked, new_mark, resident, sweep
from client.servers import Launch, Process
from tests.client.fakes import FAST, TINY, launch

STAYS = """
import os, subprocess, sys
sleeper = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(600)"
def leave(**how):
    child = subprocess.Popen([sys.executable, "-c", sleeper], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, **how)
    child.stdout.readline()
    with open("children", "a") as told:
        print(child.pid, file=told)
"""


def _children(folder: Path) -> list[int]:
    return [int(line) for line in (folder / "children").read_text().split()]


def _gone(pids: list[int]) -> bool:
    return all_end(pids, 2.0)


def test_a_child_in_a_session_of_its_own_ends_with_its_server(tmp_path: Path) -> None:
    source = STAYS + "leave(start_new_session=True)\n" + TINY
    with Process(launch(tmp_path, source), FAST) as server:
        server.handshake()
        left = _children(tmp_path)
        assert not all_end(left, 0.0)
    assert server.left == tuple(left)
    assert _gone(left)


def test_a_child_that_drops_its_environment_too_ends_with_the_block_that_adopts_it(tmp_path: Path) -> None:
    source = STAYS + "leave(start_new_session=True, env={})\n" + TINY
    with adopting():
        with Process(launch(tmp_path, source), FAST) as server:
            server.handshake()
        left = _children(tmp_path)
        assert not all_end(left, 0.0)
    assert _gone(left)


def test_the_sdk_s_transport_leaves_no_child_behind_either(tmp_path: Path) -> None:
    source = STAYS + "leave(start_new_session=True)\n" + TINY
    with starting(launch(tmp_path, source), FAST, "legacy") as connection:
        connection.official()
        left = _children(tmp_path)
    assert _gone(left)


def test_adopting_ends_nothing_that_was_there_before() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    with adopting():
        pass
    assert child.poll() is None
    child.communicate(b"\n")


def test_marked_processes_are_found_weighed_and_swept() -> None:
    mark = new_mark()
    assert marked(mark) == []
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, env={**os.environ, **mark})
    assert marked(mark) == [child.pid]
    assert resident(mark) > 1_000_000
    sweep(mark)
    assert marked(mark) == []
    child.communicate()


def test_a_server_that_ends_by_itself_has_left_nothing_and_did_not_linger(tmp_path: Path) -> None:
    with Process(launch(tmp_path), FAST) as server:
        server.handshake()
    assert (server.lingered, server.left) == (False, ())


def test_a_server_that_stays_when_its_input_closes_is_told_from_one_that_ends(tmp_path: Path) -> None:
    source = TINY.rstrip() + "\nimport time\ntime.sleep(600)\n"
    with Process(launch(tmp_path, source), FAST) as server:
        server.handshake()
    assert server.lingered


def test_a_command_that_does_not_exist_is_a_server_that_cannot_be_started(tmp_path: Path) -> None:
    missing = Launch("missing", [str(tmp_path / "nothing")], tmp_path, tmp_path / "stderr.txt")
    with pytest.raises(ServerExitedError, match="cannot be started: No such file"):
        Process(missing, FAST)
