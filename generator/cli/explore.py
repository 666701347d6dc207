"""`mcpfarm explore`: descriptions in, emitted servers out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli.options import Json
from generator.cli.output import emit_json, progress, say, table

if TYPE_CHECKING:
    from generator.building import Built

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE…", help="path/to/file, pypi:PACKAGE#DOCUMENT or npm:PACKAGE@VERSION#PATH of an API description."
    ),
]


def explore(
    sources: Sources,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the folders are written: DIR/NAME/.")],
    as_json: Json = False,
) -> int:
    """Read API descriptions and emit each as standalone MCP servers.

    Example: mcpfarm explore pypi:google-api-python-client#tasks.v1 --out farm
    """
    from generator.building import build

    built: list[Built] = []
    with progress("exploring", len(sources), quiet=as_json) as advance:
        for source in sources:
            built.append(
                build(source, out, only=len(sources) == 1, taken=[name for one in built for name in one.names])
            )
            advance(source)
    if as_json:
        emit_json({"resources": [one.summary() for one in built]})
    else:
        _print(built)
    return 1 if any(one.refused for one in built) else 0


def _print(built: "list[Built]") -> None:
    rows: list[list[Any]] = []
    for one in built:
        for item in one.summary()["environments"]:
            numbers = [item[name] for name in ("tools", "entities", "reads", "writes", "faults")]
            rows.append([item["name"], *numbers, item["path"]])
    if rows:
        table(["environment", "tools", "entities", "reads", "writes", "faults", "folder"], rows)
    for one in built:
        if one.refused:
            say(f"{one.source}: {one.refused}")
        else:
            say(f"{one.source}: {one.used} of {one.operations} operations used; the others and why: --json")
