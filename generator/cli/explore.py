"""`mcpfarm explore`: descriptions in, emitted servers out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli.farm import Rounds
from generator.cli.options import Json
from generator.cli.output import check_out_folder, emit_json, say, table
from generator.cli.progress import board, progress

if TYPE_CHECKING:
    from generator.building import Built

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="path/to/file, pypi:PACKAGE#DOCUMENT or npm:PACKAGE@VERSION#PATH of an API description; "
        "mcp:COMMAND or mcp+http://HOST/PATH of an MCP server, whose tools are listed and never called.",
    ),
]
COUNTS = ("tools", "entities", "reads", "writes", "faults")


def explore(
    sources: Sources,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the folders are written: DIR/NAME/.")],
    verify: Annotated[
        bool, typer.Option("--verify", help="Verify each environment, mend what fails, and write only what holds.")
    ] = False,
    rounds: Rounds = 3,
    as_json: Json = False,
) -> int:
    """Read API descriptions and emit each as standalone MCP servers.

    With --verify what fails is handed back to the rules, which repair or leave out the tool with the reason.

    Example: mcpfarm explore pypi:google-api-python-client#tasks.v1 --out farm
    """
    from generator.building import build_all

    check_out_folder(out)
    if verify:
        return _farmed(sources, out, rounds, as_json)
    with progress("exploring", len(sources)) as advance:
        built = build_all(sources, out, advance)
    if as_json:
        emit_json({"resources": [one.summary() for one in built]})
    else:
        _print(built)
    return 1 if any(one.refused for one in built) else 0


def _farmed(sources: list[str], out: Path, rounds: int, as_json: bool) -> int:
    """Explore and verify, and write what verified."""
    from generator.building import explored, named_apart
    from generator.cli.farm import facts, print_farm
    from generator.cli.farming import How, explore_all, farm_all, usual_jobs
    from generator.farm_file import Pinned

    how = How(out, rounds, jobs=usual_jobs())
    with board() as shown:
        alone = len(sources) == 1  # then one that cannot be read is an error of its own
        pinned = [Pinned(source=source) for source in sources]
        found = [named_apart(explored(sources[0]), ())] if alone else explore_all(pinned, shown, how.jobs)
        made = farm_all(found, shown, how)
    if as_json:
        emit_json(facts(made))
    else:
        print_farm(made)
    return 0 if made.held else 1


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
