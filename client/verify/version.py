"""Which verifier this is: a digest of its own sources, so that nobody has to remember to count it up.

A report carries it, and `mcpfarm farm` verifies again what another verifier has verified. A release has one on every
machine; whoever works on the verifier gets another with every edit.
"""

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_IMPORTED = re.compile(rb"^\s*(?:from|import) client\.(\w+)", re.MULTILINE)
_ELSEWHERE = frozenset({"frame", "checks"})
"""Rooms of `servers.farm` that do not count: what is emitted is in a server's own digest, and the checks of authors
say nothing of servers."""


@lru_cache(maxsize=1)
def verifier() -> str:
    """Sixteen hexadecimal digits over names and texts of the verifier's sources, whatever their line ends."""
    total = hashlib.sha256()
    for path in sources():
        text = path.read_bytes().replace(b"\r\n", b"\n")
        total.update(f"{path.relative_to(_ROOT).as_posix()} {hashlib.sha256(text).hexdigest()}\n".encode())
    return total.hexdigest()[:16]


def sources() -> list[Path]:
    """The files that decide what a report says of a folder, in the order of their names."""
    return sorted(_sources(), key=Path.as_posix)


def _sources() -> Iterator[Path]:
    farm, own = _ROOT / "servers" / "farm", list((_ROOT / "client" / "verify").rglob("*.py"))
    yield from own
    yield from _beside(own)
    yield from (path for path in farm.rglob("*.py") if path.relative_to(farm).parts[0] not in _ELSEWHERE)


def _beside(importing: list[Path]) -> set[Path]:
    """The modules beside the verifier that these import, and those that they import in turn."""
    found, waiting = set[Path](), list(importing)
    while waiting:
        names = _IMPORTED.findall(waiting.pop().read_bytes())
        new = {path for name in names if (path := _ROOT / "client" / f"{name.decode()}.py").is_file()} - found
        found |= new
        waiting += new
    return found
