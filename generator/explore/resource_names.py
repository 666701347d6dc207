"""Descriptions that address everything by resource names (`/v1/{name}`, `/v1/{parent}/instances`), as paths.

Where the paths say little, the ids of the operations say more: `looker.projects.locations.instances.patch` at
`/v1/{name}` is `/projects/{projects}/locations/{locations}/instances/{name}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from generator.description import Operation

MIN_SHARE = 0.4
_NAMED = re.compile(r"^(?:/v\d\w*)?/\{(\w+)\}((?:/[\w-]+)*)(?::(\w+))?$")
_DOTTED = re.compile(r"^[\w-]+(\.[\w-]+){2,}$")


def spelled_out(operations: Iterable[Operation]) -> tuple[Operation, ...]:
    """The operations, those that are addressed by resource names with the path that their id tells."""
    known = tuple(operations)
    told = [_path(operation) for operation in known]
    if sum(path is not None for path in told) < MIN_SHARE * len(known):
        return known
    return tuple(
        operation if path is None else replace(operation, path=path)
        for operation, path in zip(known, told, strict=True)
    )


def without_marks(operation: Operation) -> Operation:
    """The operation, without a fragment in its path that does nothing but name inputs to tell it from another one
    (`/tags/{resource}#tagKeys`, `/facets#x-tenant`); a fragment with another word names the call."""
    path, mark, fragment = operation.path.partition("#")
    known = {item.name.lower() for item in operation.parameters}
    if not mark or not path.strip("/") or not set(fragment.lower().split("&")) <= known:
        return operation
    return replace(operation, path=path)


def _path(operation: Operation) -> str | None:
    """The path that the id of an operation tells, None where its own path says enough."""
    found = _NAMED.match(operation.path)
    if found is None or not _DOTTED.match(operation.id):
        return None
    nouns = operation.id.split(".")[1:-1]
    outer = "".join(f"/{noun}/{{{noun}}}" for noun in nouns[:-1])
    literals = found[2].strip("/").split("/") if found[2] else []
    item = "" if literals[-1:] == nouns[-1:] else f"/{{{found[1]}}}" + "".join(f"/{item}" for item in literals if item)
    verb = f":{found[3]}" if found[3] else ""
    return f"{outer}/{nouns[-1]}{item}{verb}"
