"""What went wrong, as one line with a next step and an exit status. No traceback reaches a person.

Errors of ours carry `where`, `what` and `hint`; here the others get them: wrong words, what the system refuses, an
interrupt, and what nobody foresaw, which is called what it is: a defect of mcpfarm.
"""

import errno
import os
import sqlite3
import sys
import traceback

import typer

from generator.cli.output import Failed, UsageProblem, fail, note, one_line

UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""typer's own class for wrong words; it has no public name."""
INTERRUPTED, TERMINATED = 130, 143
KEPT = "whole files are kept, nothing half-written; run it again"
DEBUG = "MCPFARM_DEBUG"
IMPORTED = "_mcpfarm_"
"""What the names of imported folders begin with (`client.session.load`, which is too heavy to import for help)."""

_HINTS = {
    errno.ENOSPC: "free some space and run it again; nothing half-written was kept",
    errno.EDQUOT: "free some space and run it again; nothing half-written was kept",
    errno.EACCES: "permit it, or name another place",
    errno.EPERM: "permit it, or name another place",
    errno.EROFS: "name another place",
    errno.ENOENT: "check the path",
    errno.EISDIR: "name a file",
    errno.ENOTDIR: "name a folder",
    errno.EMFILE: "raise the limit of open files (`ulimit -n`)",
    errno.ENOMEM: "free some memory and run it again",
}
_NAMED_WRONGLY = frozenset(
    {errno.ENOENT, errno.EISDIR, errno.ENOTDIR, errno.EACCES, errno.EPERM, errno.ENAMETOOLONG, errno.ELOOP}
)
"""What the system says of a path that somebody should not have named; anything else is the machine's failure."""


class Terminated(SystemExit):
    """SIGTERM came."""


class _Interrupted(UsageProblem):
    status = INTERRUPTED


class _Ended(UsageProblem):
    status = TERMINATED


def report(error: BaseException, *, as_json: bool) -> int:
    """Print the error, as an object on stdout or a line on stderr, and give the exit status that belongs to it."""
    if os.environ.get(DEBUG):
        traceback.print_exception(error)
    for problem in getattr(error, "problems", ())[1:]:
        note(f"mcpfarm: {_flat(problem)}")
    try:
        told = explain(error)
        fail(told, as_json=as_json, status=told.status)
    except OSError as unwritable:  # stdout itself is full or gone
        note("mcpfarm: " + one_line({"where": "stdout", "what": str(unwritable.strerror), "hint": "send it elsewhere"}))
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def explain(error: BaseException) -> UsageProblem:
    """The error with where, what, hint and status."""
    if isinstance(error, KeyboardInterrupt | typer.Abort):
        return _Interrupted("mcpfarm", "interrupted", KEPT)
    if isinstance(error, Terminated):
        return _Ended("mcpfarm", "terminated", KEPT)
    if isinstance(error, UsageError):
        return _usage(error)
    if isinstance(error, UsageProblem):
        return error
    if hasattr(error, "hint"):
        return _ours(error)
    if (folder := _folder_of(error)) is not None:
        what = f"its code failed: {type(error).__name__}: {error}"
        return UsageProblem(folder, what, f"make it again with `mcpfarm explore`; {DEBUG}=1 shows where it failed")
    if isinstance(error, OSError):
        return _system(error)
    if isinstance(error, sqlite3.Error):
        hint = "give a file that `mcpfarm seed` or a server made, on a disk that has space and can be written"
        return Failed("the database", str(error), hint)
    hint = f"this is a defect of mcpfarm; {DEBUG}=1 shows where it happened"
    return Failed(type(error).__name__, str(error) or "no message", hint)


def _folder_of(error: BaseException) -> str | None:
    """The emitted folder whose own code raised the error, if it was one's; what the machine refuses is no such case."""
    if isinstance(error, OSError):
        return None
    names = [(frame.f_globals.get("__name__", ""), frame) for frame, _ in traceback.walk_tb(error.__traceback__)]
    found = [frame for name, frame in names if str(name).startswith(IMPORTED)]
    return os.path.dirname(found[-1].f_code.co_filename) if found else None


def _ours(error: BaseException) -> UsageProblem:
    """An error of one of our rooms: what the machine refused or a server did not do is no wrong usage."""
    from client.errors import ServerError

    cause = error.__cause__
    failed = isinstance(error, ServerError) or (isinstance(cause, OSError) and cause.errno not in _NAMED_WRONGLY)
    parts = [str(getattr(error, name, "")) for name in ("where", "what", "hint")]
    return Failed(*parts) if failed else UsageProblem(*parts)


def _usage(error: Exception) -> UsageProblem:
    context = getattr(error, "ctx", None)
    name = context.command_path if context is not None else "mcpfarm"
    formatted = getattr(error, "format_message", lambda: str(error))()
    return UsageProblem(name, str(formatted).rstrip("."), f"see `{name} --help`")


def _system(error: OSError) -> UsageProblem:
    where = str(error.filename) if error.filename else "the system"
    kind = UsageProblem if error.errno in _NAMED_WRONGLY else Failed
    return kind(where, error.strerror or str(error), _HINTS.get(error.errno or 0, "mend it and run it again"))


def one_line_logs() -> None:
    """What a folder's code logs is one line too: with its traceback only for who asked for tracebacks."""
    import logging

    class _OneLine(logging.Formatter):
        def format(self, record: logging.LogRecord) -> str:
            cause = record.exc_info[1] if record.exc_info else None
            told = f"mcpfarm: {record.getMessage()}"
            return _flat(told if cause is None else f"{told}: {type(cause).__name__}: {cause}")

    if not os.environ.get(DEBUG) and logging.lastResort is not None:
        logging.lastResort.setFormatter(_OneLine())


def _flat(problem: object) -> str:
    return " ".join(str(problem).split())
