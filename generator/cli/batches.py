"""Work on thousands of documents, a few in each process: one that breaks it, or never ends, is one that failed.

A process takes a handful of documents and ends, so that memory does not grow with their number. Where it dies, each of
its documents is tried again in a process of its own, and the one that kills that too is told as lost.
"""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.building import why
from generator.cli.pool import Job, Lost, Progress, run_all
from generator.cli.progress import Bar, Board

Result = TypeVar("Result")
SIZE = 8
"""Documents for one process: to fork one costs as much as to read one or two."""
PATIENCE = 120
"""Seconds of CPU that one document may take, whatever else the machine does meanwhile; the slowest known takes 20."""
LIMIT = 1_800.0
"""Seconds that a process may take, for what does not even notice that its time is over."""


class TookTooLong(Exception):
    """A document that is not done after `PATIENCE` seconds of CPU."""


@dataclass(frozen=True)
class Work(Generic[Result]):
    """What is done with a document, by a function of a module that gets the document's name; and what it is called."""

    title: str
    one: Callable[[str], Result]
    seconds: int = PATIENCE


def in_batches(
    work: Work[Result], documents: Sequence[str], board: Board, jobs: int
) -> Iterator[tuple[int, Result | Lost]]:
    """The number of each document with what came of it, as they are done."""
    bar = board.bar(work.title, len(documents))
    done, lost = 0, list[int]()
    bar.at(0, len(documents))
    for size, numbers in ((SIZE, range(len(documents))), (1, lost)):
        batches = [numbers[first : first + size] for first in range(0, len(numbers), size)]
        tasks = [Job(work.title, _together, (work, [documents[item] for item in batch])) for batch in batches]
        for place, answers in run_all(tasks, _Quiet(board), work.title, jobs, LIMIT):
            batch = batches[place]
            if isinstance(answers, Lost) and len(batch) > 1:
                lost.extend(batch)
                continue
            assert isinstance(answers, list | Lost)
            for number, answer in zip(batch, [answers] if isinstance(answers, Lost) else answers, strict=True):
                done += 1
                bar.at(done, len(documents), documents[number].rpartition("#")[2])
                yield number, answer


def _together(work: Work[Result], documents: Sequence[str], _progress: Progress) -> list[Result | Lost]:
    answers: list[Result | Lost] = []
    for document in documents:
        answer = _alone(work, document)  # a name of its own, so that its type is not drawn from the list's
        answers.append(answer)
    return answers


def _alone(work: Work[Result], document: str) -> Result | Lost:
    try:
        with at_most(work.seconds):
            return work.one(document)
    except TookTooLong:
        return Lost(f"it took more than {work.seconds} seconds of CPU")
    except OSError:
        raise  # The machine refuses something, which is not the document's fault.
    except Exception as error:  # noqa: BLE001 - the boundary of an item in a batch
        return Lost(why(error))


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Raise TookTooLong in the block after so many seconds of CPU. Where the system has no such clock, never."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def over(_number: int, _frame: object) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


class _Quiet:
    """A board on which the processes are not shown, since the documents are."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def bar(self, *_: object, **__: object) -> Bar:
        """A bar that shows nothing."""
        return _Unshown()

    def refresh(self) -> None:
        """What stands on the board itself."""
        self._board.refresh()


class _Unshown:
    def at(self, *_: object) -> None:
        """Show nothing."""

    def close(self) -> None:
        """There is nothing to close."""
