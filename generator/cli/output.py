"""What the command line prints: one JSON object or readable text on stdout; errors and remarks on stderr."""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

MEASURELESS = 100_000
"""Columns of a console that is no terminal: no table folds, so that other programs can read its lines."""


class UsageProblem(Exception):
    """Something in the command's words or in its input is wrong: exit status 2."""

    status = 2

    def __init__(self, where: str, what: str, hint: str) -> None:
        super().__init__(f"{where}: {what}; {hint}")
        self.where, self.what, self.hint = where, what, hint


class Failed(UsageProblem):
    """The words were right and something did not work all the same: exit status 1."""

    status = 1


def emit_json(data: Mapping[str, object]) -> None:
    """The command's one JSON object."""
    readable = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    sys.stdout.write(json.dumps(data, ensure_ascii=not readable) + "\n")


def say(text: str = "") -> None:
    """One line of the readable answer."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """One line beside the answer."""
    if sys.stderr is not None:
        sys.stderr.write(text + "\n")


def table(headers: Sequence[str], rows: Sequence[Sequence[object]], title: str = "") -> None:
    """A table on stdout; columns of numbers are aligned to the right."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    drawn = Table(title=escape(title) or None, title_justify="left", header_style="bold")
    for index, header in enumerate(headers):
        numeric = bool(rows) and all(isinstance(row[index], int | float) for row in rows)
        drawn.add_column(header, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*[escape(str(cell)) for cell in row])
    Console(file=sys.stdout, width=None if sys.stdout.isatty() else MEASURELESS).print(drawn)


def check_out_file(path: Path) -> Path:
    """The file that is to be written, before the work for it begins; UsageProblem if it cannot be."""
    if path.is_dir():
        raise UsageProblem(str(path), "is a folder", "name a file in it")
    if path.exists() and not path.is_file():
        raise UsageProblem(str(path), "is no ordinary file", "name another one")
    if not path.parent.is_dir():
        raise UsageProblem(str(path), f"there is no folder {path.parent}", "make it, or name a file in another one")
    if not os.access(path.parent, os.W_OK):
        raise UsageProblem(str(path), "the folder cannot be written", "permit writing there, or name another one")
    return path


def check_out_folder(path: Path) -> Path:
    """The folder that is to be filled, before the work for it begins; UsageProblem if it cannot be."""
    there = next(item for item in (path, *path.absolute().parents) if item.exists())
    if not there.is_dir():
        raise UsageProblem(str(there), "is a file", "name a folder")
    if not os.access(there, os.W_OK):
        raise UsageProblem(str(there), "cannot be written", "permit writing there, or name another folder")
    return path


def fail(error: object, *, as_json: bool, status: int) -> NoReturn:
    """Print an error that says where, what and the next step, and leave with the status."""
    parts = {name: " ".join(str(getattr(error, name, "")).split()) for name in ("where", "what", "hint")}
    if as_json:
        emit_json({"error": parts})
    else:
        note("mcpfarm: " + one_line(parts))
    raise SystemExit(status)


def one_line(parts: Mapping[str, str]) -> str:
    """`where: what; hint`, leaving out what is empty."""
    text = ": ".join(part for part in (parts["where"], parts["what"]) if part)
    return f"{text}; {parts['hint']}" if parts["hint"] else text
