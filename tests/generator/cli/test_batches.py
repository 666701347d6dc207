"""Thousands of documents, a few in each process: what breaks one process stops nothing else."""

import os
import signal

import pytest

from generator.cli.batches import SIZE, TookTooLong, Work, at_most, in_batches
from generator.cli.pool import Lost
from generator.cli.progress import board


def measured(document: str) -> str:
    """The document in capitals, or what its name says."""
    if document == "kills":
        os.kill(os.getpid(), signal.SIGKILL)
    if document == "raises":
        raise ValueError("no")
    while document == "never ends":
        pass
    return f"{document.upper()} {os.getpid()}"


def answers(documents: list[str], seconds: int = 1) -> list[str | Lost]:
    with board() as shown:
        found = dict(in_batches(Work("measuring", measured, seconds), documents, shown, 2))
    return [found[number] for number in range(len(documents))]


def test_documents_share_processes_and_one_that_kills_its_process_takes_no_other_with_it() -> None:
    documents = [f"d{number}" for number in range(3 * SIZE)]
    documents[5] = "kills"
    found = answers(documents)
    (lost,) = [one for one in found if isinstance(one, Lost)]
    assert found.index(lost) == 5
    assert "ended with status -9" in lost.why
    told = [one.split() for one in found if isinstance(one, str)]
    assert [name for name, _ in told] == [name.upper() for name in documents if name != "kills"]
    processes = [process for _, process in told]
    assert len(set(processes[-SIZE:])) == 1
    assert str(os.getpid()) not in processes


def test_one_that_raises_or_never_ends_is_told_with_the_reason() -> None:
    found = answers(["a", "raises", "never ends", "b"])
    assert [isinstance(one, Lost) for one in found] == [False, True, True, False]
    assert found[1] == Lost("a defect of mcpfarm: ValueError: no")
    assert found[2] == Lost("it took more than 1 seconds of CPU")


def test_there_is_one_bar_and_it_counts_documents(capsys: pytest.CaptureFixture[str]) -> None:
    answers([f"d{number}" for number in range(20)])
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "measuring 0/20"
    assert lines[-1].startswith("measuring 20/20 d")


def test_a_block_that_is_done_in_time_hears_nothing_later() -> None:
    with at_most(1):
        pass
    with pytest.raises(TookTooLong), at_most(1):
        measured("never ends")
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
