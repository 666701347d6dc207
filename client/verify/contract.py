"""What a folder promises: its environment, its tool list, and what follows from the declared behaviour."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from client.errors import NotAServerError
from client.servers import Object
from servers.farm import catalog
from servers.farm.effects import Effect, effects
from servers.farm.faults import fault_uses
from servers.farm.model import Environment
from servers.farm.problems import FarmError
from servers.farm.surface import SurfaceParameter, surface

AGAIN = "make the folder again with `mcpfarm explore`"


@dataclass(frozen=True)
class Contract:
    """The promises that a server is held to."""

    environment: Environment
    digest: str
    """That of the folder's files (`catalog.digest`)."""
    listing: tuple[Object, ...]
    """tools.json: what `tools/list` must give."""
    effects: Mapping[str, tuple[Effect, ...]]
    faults: tuple[tuple[str, str], ...]
    """Every (tool, fault code) that can be reached."""
    surfaces: Mapping[str, tuple[SurfaceParameter, ...]]

    @classmethod
    def of(cls, environment: Environment, listing: tuple[Object, ...] = (), digest: str = "") -> Self:
        """The promises of an environment."""
        tools = environment.tools
        codes = [(tool, use.code) for tool in tools for use in fault_uses(environment, tool)]
        return cls(
            environment,
            digest,
            listing,
            {tool: effects(environment, tool) for tool in tools},
            tuple(dict.fromkeys(codes)),
            {tool: surface(environment, tool) for tool in tools},
        )

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The promises of an emitted folder. Raises NotAServerError if it is none, or half of one."""
        try:
            emitted = catalog.open_folder(folder)
        except (FarmError, UnicodeDecodeError, OSError) as error:
            where, what = getattr(error, "where", str(folder)), getattr(error, "what", str(error))
            raise NotAServerError(where, what, getattr(error, "hint", AGAIN)) from error
        return cls.of(emitted.environment, _listing(emitted.path), emitted.digest)

    def tool(self, name: str) -> Object:
        """The tool's entry in tools.json; empty if it has none."""
        return next((entry for entry in self.listing if entry.get("name") == name), {})


def _listing(folder: Path) -> tuple[Object, ...]:
    file = folder / "tools.json"
    try:
        tools = json.loads(file.read_text(encoding="utf-8"))["tools"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotAServerError(str(folder), f"has no readable tools.json: {error}", AGAIN) from error
    if not isinstance(tools, list) or not all(isinstance(tool, dict) for tool in tools):
        raise NotAServerError(str(folder), "has a tools.json that lists no tools", AGAIN)
    return tuple(tools)
