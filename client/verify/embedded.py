"""A folder's calls without MCP, behind the lines that the lean client speaks: the in-process way into a world.

It runs in a fork (`client.verify.forked`), since a verifier does not let what it tests run in its own process.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from client.servers import Json, Object
from client.session import World, forget, load

BRANCHES = "mcpfarm/branches"
"""The method that gives the `Branches` of `service.py`; nothing is measured after it."""


@dataclass(frozen=True)
class Branches:
    """How many branches were taken of how many; `lines` are those from which one was not."""

    done: int
    total: int
    lines: tuple[int, ...]


def serve(folder: Path, database: Path) -> Callable[[IO[bytes], IO[bytes]], None]:
    """Answers `tools/call` and `BRANCHES`, line by line, until the input ends."""

    def run(lines: IO[bytes], out: IO[bytes]) -> None:
        forget()  # what the parent has imported was not measured
        measured = _Measured(folder / "service.py")
        world = load(folder).world(database)
        methods: dict[str, Callable[[Object], Object]] = {
            "tools/call": lambda given: _call(world, given),
            BRANCHES: lambda _: measured.branches(),
        }
        for line in lines:
            message = json.loads(line)
            answer = methods.get(message["method"], _nothing)(message.get("params", {}))
            if "id" in message:
                out.write(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": answer}).encode() + b"\n")
                out.flush()

    return run


def _call(world: World, given: Mapping[str, Any]) -> Object:
    """A call's result in the form that it has on the wire."""
    result = world.call(given["name"], given["arguments"])
    found: dict[str, Any] = {"content": [{"type": "text", "text": result.text}], "isError": result.is_error}
    if result.structured is not None:
        found["structuredContent"] = result.structured
    return found


def _nothing(_: Object) -> Object:
    """`initialize` and the like: there is no protocol here."""
    return {}


class _Measured:
    """The branches of one file, from the moment that this is made."""

    def __init__(self, file: Path) -> None:
        from coverage import Coverage  # a quick verification does without

        self._file = str(file)
        self._coverage = Coverage(branch=True, data_file=None, config_file=False, include=[self._file])
        self._coverage.start()

    def branches(self) -> Object:
        """How many there are and how many were taken."""
        self._coverage.stop()
        found = self._coverage.branch_stats(self._file)
        missed: list[Json] = [line for line, (total, taken) in sorted(found.items()) if taken < total]
        total, taken = (sum(counts[index] for counts in found.values()) for index in (0, 1))
        return {"done": taken, "total": total, "lines": missed}
