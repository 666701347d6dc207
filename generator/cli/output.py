"""What the command line prints: one JSON object or readable text on stdout; progress and errors on stderr."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

Advance = Callable[[str], None]
"""Called once per finished item with what is next or was done."""


class UsageProblem(Exception):
    """Something in the command's words is wrong: exit status 2."""

    def __init__(self, where: str, what: str, hint: str) -> None:
        super().__init__(f"{where}: {what}; {hint}")
        self.where, self.what, self.hint = where, what, hint


def emit_json(data: Mapping[str, object]) -> None:
    """The command's one JSON object."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")


def say(text: str = "") -> None:
    """One line of the readable answer."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """One line beside the answer."""
    sys.stderr.write(text + "\n")


def table(headers: Sequence[str], rows: Sequence[Sequence[object]], title: str = "") -> None:
    """A table on stdout; columns of numbers are aligned to the right."""
    from rich.console import Console
    from rich.table import Table

    drawn = Table(title=title or None, title_justify="left", header_style="bold")
    for index, header in enumerate(headers):
        numeric = bool(rows) and all(isinstance(row[index], int | float) for row in rows)
        drawn.add_column(header, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*[str(cell) for cell in row])
    Console(file=sys.stdout).print(drawn)


@contextmanager
def progress(title: str, total: int | None, *, quiet: bool) -> Iterator[Advance]:
    """A progress bar on stderr; silent with `quiet`, plain lines where stderr is no terminal."""
    if quiet:
        yield lambda _text: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=False) as bar:
        task = bar.add_task(title, total=total)

        def advance(text: str) -> None:
            bar.update(task, advance=1, description=f"{title} {text}".strip()[:60])

        yield advance
        bar.update(task, description=title)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    partial = path.with_name(path.name + ".partial")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def fail(error: object, *, as_json: bool, status: int) -> NoReturn:
    """Print an error that says where, what and the next step, and leave with the status."""
    parts = {name: str(getattr(error, name, "")) for name in ("where", "what", "hint")}
    if as_json:
        emit_json({"error": parts})
    else:
        note("mcpfarm: " + one_line(parts))
    raise SystemExit(status)


def one_line(parts: Mapping[str, str]) -> str:
    """`where: what; hint`, leaving out what is empty."""
    text = ": ".join(part for part in (parts["where"], parts["what"]) if part)
    text = f"{text}; {parts['hint']}" if parts["hint"] else text
    return " ".join(text.split())
