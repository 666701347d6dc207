import os
import select
from pathlib import Path

import pytest

from client.errors import ServerExitedError, ServerGarbledError, ServerSilentError
from client.servers import Limits, Process, RefusedRequest
from tests.client.fakes import FAST, TINY, launch


def test_a_server_answers_requests_over_its_pipes(tmp_path: Path) -> None:
    with Process(launch(tmp_path), FAST) as server:
        assert server.handshake()["serverInfo"] == {"name": "tiny", "version": "1"}
        result = server.request("tools/call", {"name": "echo", "arguments": {"text": "é\x00\ud800"}})
    assert result["content"] == [{"type": "text", "text": '{"text": "\\u00e9\\u0000\\ud800"}'}]


def test_a_message_larger_than_the_pipe_passes_in_both_directions(tmp_path: Path) -> None:
    with Process(launch(tmp_path), FAST) as server:
        result = server.request("tools/call", {"name": "echo", "arguments": {"text": "x" * 1_000_000}})
    assert len(str(result)) > 1_000_000


def test_a_json_rpc_error_is_raised_with_its_code(tmp_path: Path) -> None:
    with Process(launch(tmp_path), FAST) as server, pytest.raises(RefusedRequest) as caught:
        server.request("nothing/here")
    assert caught.value.code == -32601


def test_a_server_that_exits_at_once_is_told_with_its_last_words(tmp_path: Path) -> None:
    source = "import sys; sys.exit('no module named nothing')"
    with Process(launch(tmp_path, source), FAST) as server, pytest.raises(ServerExitedError) as caught:
        server.handshake()
    assert (caught.value.where, caught.value.what) == ("tiny", "ended with status 1")
    assert "no module named nothing" in caught.value.hint


def test_a_server_that_prints_to_stdout_is_told_what_it_wrote(tmp_path: Path) -> None:
    source = "print('Listening on port 8000', flush=True)\n" + TINY
    with (
        Process(launch(tmp_path, source), FAST) as server,
        pytest.raises(ServerGarbledError, match="Listening on port"),
    ):
        server.handshake()


def test_a_server_that_never_answers_is_given_up_within_the_limit(tmp_path: Path) -> None:
    limits = Limits(start=0.3, call=0.3, stop=0.2)
    with Process(launch(tmp_path, "import time\ntime.sleep(600)"), limits) as server:
        with pytest.raises(ServerSilentError, match=r"no answer within 0\.3 seconds"):
            server.handshake()
        with pytest.raises(ServerSilentError):  # it does not even read: the pipe is full
            server.request("tools/call", {"name": "echo", "arguments": {"text": "x" * 1_000_000}})


def test_a_message_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    limits = Limits(start=10.0, call=10.0, stop=1.0, message=10_000)
    with (
        Process(launch(tmp_path), limits) as server,
        pytest.raises(ServerGarbledError, match="longer than 10,000 bytes"),
    ):
        server.request("tools/call", {"name": "echo", "arguments": {"text": "x" * 500_000}})


def test_an_unreadable_line_is_survived_or_not(tmp_path: Path) -> None:
    dies = TINY.replace("continue\n        if", "raise SystemExit(3)\n        if")
    with Process(launch(tmp_path / "a"), FAST) as server:
        assert server.survives(b"{not json")
    with Process(launch(tmp_path / "b", dies), FAST) as server:
        assert not server.survives(b"{not json")


def test_closing_leaves_no_process_behind_not_even_a_child_that_ignores_its_parent(tmp_path: Path) -> None:
    child = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
    source = f"import subprocess, sys\nchild = subprocess.Popen([sys.executable, '-c', {child!r}])\n"
    source += "open('child.pid', 'w').write(str(child.pid))\nimport time\ntime.sleep(600)\n"
    with Process(launch(tmp_path, source), Limits(start=0.2, call=0.2, stop=0.1)) as server:
        child_pid = _written(tmp_path / "child.pid", server)
    with pytest.raises(ProcessLookupError):
        os.kill(server.pid, 0)
    assert _is_gone(child_pid)


def _written(path: Path, server: Process) -> int:
    """The number in a file that the server writes while it starts; asking it takes its limit each time."""
    for _ in range(50):
        if path.exists() and path.read_text():
            return int(path.read_text())
        with pytest.raises(ServerSilentError):
            server.request("ping")
    raise AssertionError("the server never started its child")


def _is_gone(pid: int) -> bool:
    """Whether a process has ended, within two seconds: a killed one is not gone at once."""
    try:
        watched = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([watched], [], [], 2.0)[0])
    finally:
        os.close(watched)


def test_with_somewhere_to_put_them_lines_that_are_no_messages_are_passed_over(tmp_path: Path) -> None:
    stray: list[bytes] = []
    with Process(launch(tmp_path, "print('Listening', flush=True)\n" + TINY), FAST, stray) as server:
        assert server.handshake()["serverInfo"] == {"name": "tiny", "version": "1"}
    assert stray == [b"Listening"]


def test_a_server_that_asks_in_the_middle_of_a_call_is_answered(tmp_path: Path) -> None:
    asks = """def main():
    print(json.dumps({"jsonrpc": "2.0", "id": 1, "method": "roots/list"}), flush=True)
    print(json.dumps({"jsonrpc": "2.0", "id": 2, "method": "ping"}), flush=True)
    sys.stdin.readline()
    first, second = json.loads(sys.stdin.readline()), json.loads(sys.stdin.readline())
    body = {"result": {"told": [first, second]}}
    print(json.dumps({"jsonrpc": "2.0", "id": 1000001, **body}), flush=True)"""
    source = TINY.replace("def main():", asks + "\n\ndef rest():")
    with Process(launch(tmp_path, source), FAST) as server:
        told = server.request("tools/list")["told"]
    refusal = {"code": -32601, "message": "this client offers nothing to servers"}
    assert told == [{"jsonrpc": "2.0", "id": 1, "error": refusal}, {"jsonrpc": "2.0", "id": 2, "result": {}}]


def test_a_call_that_reports_progress_is_waited_for_as_long_as_patience_lasts(tmp_path: Path) -> None:
    slow = """    if method == "tools/call":
        import select
        for _ in range(int(message["params"]["arguments"]["steps"])):
            select.select([], [], [], 0.1)
            told = {"jsonrpc": "2.0", "method": "notifications/progress", "params": {"progressToken": 1, "progress": 1}}
            print(json.dumps(told), flush=True)
"""
    source = TINY.replace('    if method == "tools/call":\n', slow)
    limits = Limits(start=10.0, call=0.3, stop=1.0, patience=1.0)
    with Process(launch(tmp_path, source), limits) as server:
        server.handshake()
        server.request("tools/call", {"name": "echo", "arguments": {"steps": 6}})
        with pytest.raises(ServerSilentError):
            server.request("tools/call", {"name": "echo", "arguments": {"steps": 60}})


def test_nothing_is_answered_after_the_limit_of_the_whole(tmp_path: Path) -> None:
    limits = Limits(start=10.0, call=10.0, stop=1.0, whole=0.0)
    with Process(launch(tmp_path), limits) as server, pytest.raises(ServerSilentError, match="the 0 seconds"):
        server.handshake()
