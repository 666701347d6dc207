"""Progress on stderr: bars on a terminal, a line now and then elsewhere. Nothing of it ever reaches stdout."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress

Advance = Callable[[str], None]
"""Called when an item is done, with what was done."""


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


@contextmanager
def board() -> Iterator[Board]:
    """A place for bars, until the end of the block."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:30}"), BarColumn(None), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr)) as drawn:
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
    """Bars of `rich`."""

    def __init__(self, drawn: "Progress") -> None:
        self._drawn = drawn

    def bar(self, title: str, total: int, *, small: bool = False) -> Bar:
        """A bar below those there are."""
        return _DrawnBar(self._drawn, f"  {title}" if small else title, total, small)


class _DrawnBar:
    def __init__(self, drawn: "Progress", title: str, total: int, small: bool) -> None:
        self._drawn, self._title, self._small = drawn, title, small
        self._task = drawn.add_task(title, total=total)

    def at(self, done: int, total: int, text: str = "") -> None:
        title = self._title if done == total else f"{self._title} {text}".rstrip()
        self._drawn.update(self._task, total=total, completed=done, description=title[:30])

    def close(self) -> None:
        if self._small:
            self._drawn.remove_task(self._task)


class _Lines:
    """Lines for logs: the first, the last and about eight between."""

    def bar(self, title: str, total: int, *, small: bool = False) -> Bar:
        """Lines that begin with the title."""
        return _Silence() if small or not total else _LineBar(title)


class _LineBar:
    def __init__(self, title: str) -> None:
        self._title, self._tenth = title, -1

    def at(self, done: int, total: int, text: str = "") -> None:
        tenth = 10 * done // max(total, 1)
        if tenth > self._tenth and sys.stderr is not None:
            self._tenth = tenth
            sys.stderr.write(f"{self._title} {done}/{total} {text}".rstrip() + "\n")
            sys.stderr.flush()

    def close(self) -> None:
        pass


class _Silence:
    def at(self, done: int, total: int, text: str = "") -> None:
        pass

    def close(self) -> None:
        pass
