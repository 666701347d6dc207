"""Servers that misbehave: the probe ends within its limit, says which, and leaves no process behind."""

import sys
import time
from pathlib import Path

import pytest

from client.probe import Command, Options, ProbeReport, probe
from client.processes import all_end
from tests.client.fakes import TINY

LIMIT = 5.0
SLACK = 5.0
"""Seconds for what comes after the limit: ending the server, on a busy machine."""
SLEEPER = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
CALL = '    if method == "tools/call":\n'
BAD = {
    "exits at once": ("import sys; sys.exit('no database')", "ended with status 1", "no database"),
    "never answers": ("import time\ntime.sleep(600)", "no answer within", ""),
    "answers after the time-out": ("import time\ntime.sleep(20)\n" + TINY, "no answer within", ""),
    "sends invalid JSON": ("while True:\n    print('{not json', flush=True)", "", "{not json"),
    "closes its output": ("import os, time\nos.close(1)\ntime.sleep(600)", "closed its output", ""),
    "refuses to be initialized": (TINY.replace('"initialize"', '"initialise"'), "refuses 'initialize'", ""),
    "answers with a list": (TINY.replace('"result": result', '"result": [1]'), "", ""),
    "lists no list": (TINY.replace('{"tools": [', '{"tools": 5, "x": ['), "", ""),
    "hangs in every call": (TINY.replace(CALL, CALL + "        import time; time.sleep(600)\n"), "", "gives no answer"),
    "returns 50 MB": (
        TINY.replace(CALL, CALL + "        print('{\"result\": \"' + 'x' * 50_000_000, flush=True)\n"),
        "",
        "cannot be read",
    ),
    "dies in every call": (TINY.replace(CALL, CALL + "        raise SystemExit(7)\n"), "", "ends the server"),
}
"""What it does → its source, what the finding about its start says, what the report says somewhere."""


def _probed(folder: Path, source: str) -> tuple[ProbeReport, float]:
    (folder / "server.py").write_text(source, encoding="utf-8")
    began = time.monotonic()
    options = Options(timeout=LIMIT, call=1.5, message=1_000_000)
    report = probe(Command((sys.executable, "server.py"), folder, folder), options)
    return report, time.monotonic() - began


@pytest.mark.parametrize("what", BAD)
def test_a_server_that_misbehaves_is_told_and_left_within_the_limit(what: str, tmp_path: Path) -> None:
    source, start, somewhere = BAD[what]
    child = f"import os, subprocess, sys\nopen('pids', 'a').write(f'{{os.getpid()}} ')\n{source}"
    report, seconds = _probed(tmp_path, child)
    assert seconds < LIMIT + SLACK
    starts = [found.what for found in report.findings if found.check == "start"]
    assert not start or any(start in text for text in starts)
    assert somewhere in "\n".join(report.lines())
    assert all_end([int(pid) for pid in (tmp_path / "pids").read_text().split()], 1.0)


@pytest.mark.parametrize("how", ["", ", start_new_session=True", ", start_new_session=True, env={}"])
def test_children_that_would_survive_do_not(how: str, tmp_path: Path) -> None:
    source = f"import subprocess, sys\nchild = subprocess.Popen([sys.executable, '-c', {SLEEPER!r}]{how})\n"
    source += f"open('pids', 'a').write(f'{{child.pid}} ')\n{TINY}"
    report, _ = _probed(tmp_path, source)
    assert report.name == "tiny"
    pids = [int(pid) for pid in (tmp_path / "pids").read_text().split()]
    assert pids
    assert all_end(pids, 1.0)


def test_a_tool_that_hangs_is_called_no_more_and_the_others_are(tmp_path: Path) -> None:
    one = '{"name": "echo", "inputSchema": {"type": "object", "properties": {}}}'
    tools = TINY.replace(one, f"{one}, {one.replace('echo', 'hang')}")
    hangs = CALL + '        if message["params"]["name"] == "hang":\n            import time; time.sleep(600)\n'
    (tmp_path / "server.py").write_text(tools.replace(CALL, hangs), encoding="utf-8")
    report = probe(Command((sys.executable, "server.py"), tmp_path, tmp_path), Options(timeout=60.0, call=0.5))
    assert report.answered == ("echo",)
    hung = [found for found in report.findings if found.kind == "hang"]
    assert [found.tools for found in hung] == [("hang",)]
    assert "again on a fresh process" in hung[0].got
    assert report.seconds < 30
