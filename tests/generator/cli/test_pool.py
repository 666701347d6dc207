"""Work in processes of their own: results, defects, a death and an endless job, each told, and the others done."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from generator.cli.pool import Job, Lost, Progress, run_all
from generator.cli.progress import board
from generator.sources import SourceError


def doubled(number: int, progress: Progress) -> int:
    """Some work."""
    progress(1, 1, "done")
    return 2 * number


def refusing(_progress: Progress) -> None:
    """An error of ours."""
    raise SourceError("a.json", "is empty", "fill it")


def defective(_progress: Progress) -> None:
    """A defect."""
    raise ZeroDivisionError("nothing")


def dying(_progress: Progress) -> None:
    """A death."""
    os.kill(os.getpid(), signal.SIGKILL)


def endless(_progress: Progress) -> None:
    """It waits for a signal that never comes."""
    signal.pause()


def losing(file: str, progress: Progress) -> None:
    """It loses the exit that a signal raises, as what runs below Python may, and goes on."""
    with suppress(SystemExit):
        signal.pause()
    progress(0, 1, "going on")
    Path(file).write_text("went on", encoding="utf-8")


def placed(_progress: Progress) -> set[int]:
    """Where it may run."""
    return os.sched_getaffinity(0)


def told(_progress: Progress) -> None:
    """It tells its number, then waits."""
    print(os.getpid(), flush=True)
    signal.pause()


@pytest.mark.parametrize(
    ("work", "why"),
    [
        (refusing, "a.json: is empty; fill it"),
        (defective, "a defect of mcpfarm: ZeroDivisionError: nothing"),
        (dying, "its process ended with status -9"),
    ],
)
def test_what_one_job_suffers_the_others_do_not(work: Callable[[Progress], None], why: str) -> None:
    jobs = [Job("one", doubled, (1,)), Job("odd", work), Job("two", doubled, (2,))]
    with board() as shown:
        results = dict(run_all(jobs, shown, "working"))
    assert results == {0: 2, 1: Lost(why), 2: 4}


@pytest.mark.skipif(not hasattr(signal, "pause"), reason="POSIX")
def test_a_job_that_takes_too_long_is_ended() -> None:
    with board() as shown:
        results = dict(run_all([Job("endless", endless)], shown, "working", limit=0.2))
    assert results == {0: Lost("it took too long and was ended")}


@pytest.mark.skipif(not hasattr(signal, "pause"), reason="POSIX")
def test_a_job_that_loses_the_signal_ends_where_it_tells_its_progress(tmp_path: Path) -> None:
    file = tmp_path / "went on"
    with board() as shown:
        results = dict(run_all([Job("losing", losing, (str(file),))], shown, "working", limit=0.2))
    assert results == {0: Lost("it took too long and was ended")}
    assert not file.exists()


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="the system does not say which processors there are")
def test_each_job_keeps_to_one_processor_and_two_share_none_if_there_are_two() -> None:
    here = os.sched_getaffinity(0)
    with board() as shown:
        places = [place for _, place in run_all([Job("one", placed), Job("two", placed)], shown, "working")]
    assert [len(place) for place in places if isinstance(place, set)] == [1, 1]
    assert len(set().union(*places)) == min(2, len(here))  # type: ignore[arg-type]
    assert os.sched_getaffinity(0) == here


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent has ended")
def test_who_is_killed_leaves_no_job_behind() -> None:
    program = f"""
from generator.cli.pool import Job, run_all
from generator.cli.progress import board
from {__name__} import told
with board() as shown:
    list(run_all([Job("one", told), Job("two", told)], shown, "working"))
"""
    path = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[3])])
    command, environment = [sys.executable, "-c", program], {**os.environ, "PYTHONPATH": path}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        jobs = [os.pidfd_open(int(process.stdout.readline())) for _ in range(2)]
        process.kill()
        ended = [bool(select.select([job], [], [], 20)[0]) for job in jobs]
    assert ended == [True, True]
    for job in jobs:
        os.close(job)
