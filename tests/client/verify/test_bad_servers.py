"""Emitted folders whose server misbehaves: the verifier ends within its limit, says which, leaves no process behind."""

import shutil
import time
from pathlib import Path

import pytest

from client.errors import ServerError
from client.processes import adopting, all_end
from client.servers import Limits
from client.verify import verify
from tests.client.fakes import TINY

from .conftest import Break

LIMITS = Limits(start=1.0, call=1.0, stop=0.2)
WITHIN = 12.0
"""Seconds: several starts and stops on a busy machine."""
PIDS = """import os, subprocess, sys
def note(pid):
    with open(PLACE, "a") as told:
        told.write(f"{pid} ")
note(os.getpid())
"""
FORKS = """
nap = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
child = subprocess.Popen([sys.executable, "-c", nap], start_new_session=True, env={})
note(child.pid)
"""
BAD = {
    "prints to stdout": ("print('ready', flush=True)\n" + TINY, "no protocol message"),
    "exits at once": ("raise SystemExit('no database')", "ended with status 1"),
    "never answers": ("import time\ntime.sleep(600)", "no answer within 1 seconds"),
    "answers after the time-out": ("import time\ntime.sleep(20)\n" + TINY, "no answer within 1 seconds"),
    "sends invalid JSON": ("print('{not json', flush=True)\n" + TINY, "no protocol message"),
    "forks children that survive": (FORKS + "raise SystemExit(9)", "ended with status 9"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_server_that_misbehaves_is_told_and_left_within_the_limit(what: str, folder: Path, tmp_path: Path) -> None:
    source, told = BAD[what]
    copy = Path(shutil.copytree(folder, tmp_path / "bikes"))
    pids = tmp_path / "pids"
    (copy / "server.py").write_text(PIDS.replace("PLACE", repr(str(pids))) + source, encoding="utf-8")
    began = time.monotonic()
    with adopting(), pytest.raises(ServerError, match=told):
        verify(copy, limits=LIMITS, write=False)
    assert time.monotonic() - began < WITHIN
    assert all_end([int(pid) for pid in pids.read_text().split()], 1.0)


def test_a_server_that_answers_each_call_just_in_time_is_told_and_left_at_the_limit_of_the_whole(broken: Break) -> None:
    copy = broken("server.py", "    async def call_tool(", "    import time\n\n    async def call_tool(")
    broken("server.py", "result = world.call(", "time.sleep(0.2)\n        result = world.call(")
    report = verify(copy, quick=True, limits=Limits(start=10.0, call=1.0, stop=0.2, whole=3.0))
    assert not report.verified
    assert [str(one) for one in report.failures if "used up the 3 seconds that it has in all" in one.what] != []
    assert report.seconds < WITHIN
