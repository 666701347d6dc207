"""What a build has found out, kept in a file as it is found, so that a run that was killed goes on where it was.

A line is an answer and what was asked; the first says by which mcpfarm. Each is appended in one write, so that a kill
at any moment costs at most the last line, which is then cut off. Answers of another mcpfarm are forgotten.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

_ROOT = Path(__file__).parents[2]
_ROOMS = ("generator", "client", "servers/farm")
_TEXTS = frozenset({".py", ".jinja"})


class Journal:
    """Answers by stage and question. Several processes must not write one journal."""

    def __init__(self, path: Path, stamp: str) -> None:
        """Open or begin a journal; what one with another `stamp` holds is forgotten. Raises OSError."""
        self._answers: dict[tuple[str, str], Any] = {}
        whole = 0
        for end, line in _lines(path):
            if whole == 0 and line != {"stamp": stamp}:
                break
            whole = end
            if "stage" in line:
                self._answers[line["stage"], line["question"]] = line["answer"]
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("r+b" if whole else "wb", buffering=0)
        self._file.truncate(whole)
        self._file.seek(whole)
        if not whole:
            self._append({"stamp": stamp})

    def known(self, stage: str, question: str) -> Any | None:
        """The answer, as JSON data; None if there is none yet."""
        return self._answers.get((stage, question))

    def all(self, stage: str) -> list[Any]:
        """Every answer of a stage."""
        return [answer for (of, _), answer in self._answers.items() if of == stage]

    def add(self, stage: str, question: str, answer: Any) -> None:
        """Keep an answer that is JSON data. Raises OSError."""
        self._append({"stage": stage, "question": question, "answer": answer})
        self._answers[stage, question] = answer

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _append(self, line: dict[str, Any]) -> None:
        data = orjson.dumps(line) + b"\n"
        if self._file.write(data) != len(data):
            raise OSError(28, "No space left on device", self._file.name)


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The whole lines of a journal, each with the place where it ends, up to the first that is none."""
    if not path.exists():
        return
    end = 0
    for text in path.read_bytes().splitlines(keepends=True):
        end += len(text)
        try:
            line = orjson.loads(text)
        except orjson.JSONDecodeError:
            return
        if not text.endswith(b"\n") or not isinstance(line, dict):
            return
        yield end, line


@lru_cache(maxsize=1)
def release() -> str:
    """Which mcpfarm this is: a digest over its own sources, so that whoever edits a rule gets new answers."""
    total = hashlib.sha256()
    for room in _ROOMS:
        for path in sorted((_ROOT / room).rglob("*")):
            if path.suffix in _TEXTS and path.is_file():
                digest = hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
                total.update(f"{path.relative_to(_ROOT).as_posix()} {digest}\n".encode())
    return total.hexdigest()[:16]
