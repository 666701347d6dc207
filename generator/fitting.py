"""That an emitted folder holds at most 200 KB, by construction: one that is too large loses its least telling tools.

The explorer plans by an estimate (`generator.explore.sizing`); here the folder is rendered and its size known. A tool
goes only if what remains passes every check, and the operations that it stood for are listed with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.editing import Operations, told, without_tools
from generator.emit import render
from generator.emit.errors import EmitError
from generator.explore.sizing import MAX_FOLDER, report_bytes
from servers.farm.checks import check
from servers.farm.effects import is_read_only
from servers.farm.model import Environment

REASON = "its tool would make the folder larger than 200 KB"
_FACTOR = 6.0
"""Bytes of a folder for each of a tool in the environment: rather more than there may be, so that too little goes at
once and not too much."""


@dataclass(frozen=True)
class Fitted:
    """An environment with the texts of its folder, and the tools that it lost."""

    environment: Environment
    files: Mapping[str, str]
    lost: tuple[str, ...] = ()


def fitted(environment: Environment, stands_for: Operations, limit: int = MAX_FOLDER) -> Fitted:
    """The environment as a folder of at most `limit` bytes, its report included.

    Raises EmitError where no tool can go any more.
    """
    files = render(environment)
    lost: list[str] = []
    while (excess := size(files) + report_bytes(len(environment.tools)) - limit) > 0:
        smaller = _smaller(environment, stands_for, excess)
        if smaller is environment:
            raise EmitError(environment.name, f"is {excess} bytes larger than a folder may be", "split its description")
        lost += [name for name in environment.tools if name not in smaller.tools]
        environment = smaller
        files = render(environment)
    return Fitted(environment, files, tuple(lost))


def size(files: Mapping[str, str]) -> int:
    """The bytes of a folder that has no report yet."""
    return sum(len(text.encode()) for text in files.values())


def _smaller(environment: Environment, stands_for: Operations, excess: int) -> Environment:
    """The environment without tools that make up for the excess, the least telling first; itself if none can go."""
    current = environment
    for name in _ranked(environment):
        if excess <= 0:
            break
        candidate = told(without_tools(current, [name]), [name], stands_for, REASON)
        if candidate.tools and not check(candidate):
            current = candidate
            excess -= _weight(environment, name)
    return current


def _ranked(environment: Environment) -> list[str]:
    return sorted(environment.tools, key=lambda name: (_telling(environment, name), -_weight(environment, name), name))


def _weight(environment: Environment, name: str) -> int:
    return int(_FACTOR * len(environment.tools[name].model_dump_json(exclude_defaults=True)))


def _telling(environment: Environment, name: str) -> int:
    """How much a person would miss a tool: helpers without an operation least, what makes and lists things most."""
    if environment.tools[name].origin is None:
        return 0
    if name.startswith(("create_", "list_")):
        return 3
    return 1 if is_read_only(environment, name) else 2
