"""`mcpfarm export`: trajectories as what trainers read."""

import json
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import Json
from generator.cli.output import UsageProblem, check_out_file, emit_json, say, write_whole


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

    if to not in FORMATS:
        raise UsageProblem(f"--to {to}", "is no known format", "known: " + ", ".join(sorted(FORMATS)))
    check_out_file(out)
    rows = [json.dumps(FORMATS[to](item), ensure_ascii=False) for item in read_trajectories(file)]
    write_whole(out, "".join(row + "\n" for row in rows).encode())
    if as_json:
        emit_json({"path": str(out.resolve()), "format": to, "rows": len(rows)})
    else:
        say(f"{out}: {len(rows)} rows")
    return 0
