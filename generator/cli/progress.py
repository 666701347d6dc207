"""Progress on stderr: bars on a terminal, a line now and then elsewhere. Nothing of it ever reaches stdout."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress

Advance = Callable[[str], None]
"""Called when an item is done, with what was done."""
PAUSE = 0.1
"""Seconds between two drawings."""
SOON = 30.0
"""Seconds of work, done or left, below which nobody needs an estimate."""


class Bar(Protocol):
    """One thing that is under way."""

    def at(self, done: int, total: int, text: str = "") -> None:
        """So much of it is done; `text` says what is next or was done last."""

    def close(self) -> None:
        """It is over, and need not be shown any more."""


class Board(Protocol):
    """Where bars are shown."""

    def bar(self, title: str, total: int, *, small: bool = False) -> Bar:
        """A new bar. A small one stands for a part of the work, and is shown on terminals only."""

    def refresh(self) -> None:
        """Show how much time has passed; to be called now and then while nothing is done."""


def remaining(done: int, total: int, seconds: float) -> str:
    """How long the rest is likely to take, if so much took so many seconds; "" where that says nothing yet."""
    left = seconds * (total - done) / done if done else 0.0
    if min(seconds, left) < SOON:
        return ""
    minutes = max(1, round(left / 60))
    return f"about {minutes} min left" if minutes < 120 else f"about {round(minutes / 60)} h left"


@contextmanager
def board() -> Iterator[Board]:
    """A place for bars, until the end of the block."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    texts = TextColumn("{task.description:30}"), TextColumn("{task.fields[left]}")
    columns = (texts[0], BarColumn(None), MofNCompleteColumn(), TimeElapsedColumn(), texts[1])
    # Drawn when something is done, not by a thread: processes that are forked while there is one may inherit its locks.
    with Progress(*columns, console=Console(file=sys.stderr), auto_refresh=False) as drawn:
        yield _Drawn(drawn)


@contextmanager
def progress(title: str, total: int) -> Iterator[Advance]:
    """One bar; the block calls what it is given once per finished item."""
    done = 0
    with board() as shown:
        bar = shown.bar(title, total)
        bar.at(0, total)

        def advance(text: str) -> None:
            nonlocal done
            done += 1
            bar.at(done, total, text)

        yield advance


class _Drawn:
    """Bars of `rich`, drawn a few times a second at most."""

    def __init__(self, drawn: "Progress") -> None:
        self.progress, self._next = drawn, 0.0

    def bar(self, title: str, total: int, *, small: bool = False) -> Bar:
        """A bar below those there are."""
        return _DrawnBar(self, f"  {title}" if small else title, total, small)

    def refresh(self) -> None:
        """Draw what is to be shown, unless that was done a moment ago."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + PAUSE
            self.progress.refresh()


class _DrawnBar:
    def __init__(self, board: _Drawn, title: str, total: int, small: bool) -> None:
        self._board, self._title, self._small = board, title, small
        self._task, self._began = board.progress.add_task(title, total=total, left=""), time.monotonic()

    def at(self, done: int, total: int, text: str = "") -> None:
        title = self._title if done == total else f"{self._title} {text}".rstrip()
        left = "" if self._small else remaining(done, total, time.monotonic() - self._began)
        self._board.progress.update(self._task, total=total, completed=done, description=title[:30], left=left)
        self._board.refresh()

    def close(self) -> None:
        if self._small:
            self._board.progress.remove_task(self._task)


class _Lines:
    """Lines for logs: the first, the last and about eight between."""

    def bar(self, title: str, total: int, *, small: bool = False) -> Bar:
        """Lines that begin with the title."""
        return _Silence() if small or not total else _LineBar(title)

    def refresh(self) -> None:
        """Lines stay as they are."""


class _LineBar:
    def __init__(self, title: str) -> None:
        self._title, self._tenth, self._began = title, -1, time.monotonic()

    def at(self, done: int, total: int, text: str = "") -> None:
        tenth = 10 * done // max(total, 1)
        if tenth > self._tenth and sys.stderr is not None:
            self._tenth = tenth
            left = remaining(done, total, time.monotonic() - self._began)
            words = (self._title, f"{done}/{total}", text, f"({left})" if left else "")
            sys.stderr.write(" ".join(word for word in words if word) + "\n")
            sys.stderr.flush()

    def close(self) -> None:
        pass


class _Silence:
    def at(self, done: int, total: int, text: str = "") -> None:
        pass

    def close(self) -> None:
        pass
