"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]
Seed = Annotated[int, typer.Option("--seed", help="What chance is made from; the same seed gives the same bytes.")]
Server = Annotated[Path, typer.Argument(metavar="PATH", help="A folder that `mcpfarm explore` wrote.")]
Servers = Annotated[
    list[Path], typer.Argument(metavar="PATH", help="Folders that `mcpfarm explore` wrote, or folders that hold such.")
]
