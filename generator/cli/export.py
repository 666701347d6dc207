"""`mcpfarm export`: trajectories as what trainers read."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import Json
from generator.cli.output import UsageProblem, check_out_file, emit_json, say


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A JSONL file of trajectories.")],
    to: Annotated[str, typer.Option("--to", help="The format: openai (chat messages with tools).")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where the rows go, as JSONL.")],
    as_json: Json = False,
) -> int:
    """Export trajectories to a training format.

    Example: mcpfarm export dialogues.jsonl --to openai --out chat.jsonl
    """
    from client.records import read_trajectories
    from generator.export import FORMATS
    from servers.farm.files import write_whole

    if to not in FORMATS:
        raise UsageProblem(f"--to {to}", "is no known format", "known: " + ", ".join(sorted(FORMATS)))
    check_out_file(out)
    if out.exists() and file.exists() and out.samefile(file):
        raise UsageProblem(str(out), "is the file of trajectories itself", "name another one")
    rows = 0

    def lines() -> Iterator[bytes]:
        nonlocal rows
        for rows, item in enumerate(read_trajectories(file), start=1):  # noqa: B007 - the last number is the count
            yield (json.dumps(FORMATS[to](item), ensure_ascii=False) + "\n").encode()

    write_whole({out: lines()})
    if as_json:
        emit_json({"path": str(out.resolve()), "format": to, "rows": rows})
    else:
        say(f"{out}: {rows} rows")
    return 0
