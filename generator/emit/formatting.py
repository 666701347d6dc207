"""Formatting by ruff, whose version is pinned because its output is part of the emitted bytes."""

import subprocess

from ruff import find_ruff_bin

from generator.emit.errors import EmitError
from generator.emit.text import WIDTH

_OPTIONS = ("format", "--isolated", "--quiet", "--no-cache", f"--line-length={WIDTH}", "--target-version=py311")


def formatted(name: str, source: str) -> str:
    """Python source as ruff formats it. Raises EmitError with ruff's message if it is no Python."""
    command = [find_ruff_bin(), *_OPTIONS, f"--stdin-filename={name}", "-"]
    done = subprocess.run(command, input=source.encode(), capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        raise EmitError(name, "cannot be formatted: " + done.stderr.decode().strip(), "report this environment")
    return done.stdout.decode()
