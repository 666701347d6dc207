"""`mcpfarm list`: the emitted servers below some folders."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import Json
from generator.cli.output import emit_json, table


def list_(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Folders to look in (default: servers).")
    ] = None,
    as_json: Json = False,
) -> int:
    """List emitted servers: their tools, entities and whether their last verification held.

    Example: mcpfarm list farm
    """
    from servers.farm import catalog

    rows = []
    for server in catalog.find(paths or [Path("servers")]):
        environment = server.environment
        rows.append(
            {
                "name": server.name,
                "path": str(server.path),
                "title": environment.title,
                "tools": len(environment.tools),
                "entities": len(environment.entities),
                "digest": server.digest,
                "verified": (verdict := _verdict(server.path, server.digest)) == "yes",
                "verdict": verdict,
            }
        )
    if as_json:
        emit_json({"servers": rows})
    else:
        shown = [[row["name"], row["title"], row["tools"], row["entities"], row["verdict"]] for row in rows]
        table(["server", "title", "tools", "entities", "verified"], shown)
    return 0


def _verdict(folder: Path, digest: str) -> str:
    """Whether report.json speaks of these bytes and says verified."""
    import json

    try:
        report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "not yet"
    if report.get("digest") != digest:
        return "changed since"
    return "yes" if report.get("verified") else "no"
