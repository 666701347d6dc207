"""`mcpfarm explore`: descriptions in, emitted servers out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli.options import Json
from generator.cli.output import check_out_folder, emit_json, say, table
from generator.cli.progress import progress

if TYPE_CHECKING:
    from generator.building import Built

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE", help="path/to/file, pypi:PACKAGE#DOCUMENT or npm:PACKAGE@VERSION#PATH of an API description."
    ),
]
COUNTS = ("tools", "entities", "reads", "writes", "faults")


def explore(
    sources: Sources,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the folders are written: DIR/NAME/.")],
    as_json: Json = False,
) -> int:
    """Read API descriptions and emit each as standalone MCP servers.

    Example: mcpfarm explore pypi:google-api-python-client#tasks.v1 --out farm
    """
    from generator.building import build_all

    check_out_folder(out)
    with progress("exploring", len(sources)) as advance:
        built = build_all(sources, out, advance)
    if as_json:
        emit_json({"resources": [one.summary() for one in built]})
    else:
        _print(built)
    return 1 if any(one.refused for one in built) else 0


def _print(built: "list[Built]") -> None:
    environments = [item for one in built for item in one.summary()["environments"]]
    rows: list[list[Any]] = [[item["name"], *(item[name] for name in COUNTS)] for item in environments]
    if rows:
        table(["environment", *COUNTS], rows)
    for item in environments:
        say(item["path"])
    for one in built:
        if one.refused:
            say(f"{one.source}: {one.refused}")
        else:
            say(f"{one.source}: {one.used} of {one.operations} operations used; the others and why: --json")
