"""`mcpfarm synthesize`: certified multi-turn dialogues through MCP."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import Json, Seed, Servers
from generator.cli.output import UsageProblem, check_out_file, emit_json, say
from generator.cli.progress import progress


def synthesize(
    paths: Servers,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="FILE.jsonl gets the trajectories.")],
    count: Annotated[int, typer.Option("--count", min=1, max=1_000_000, help="How many dialogues.")] = 100,
    seed: Seed = 1,
    as_json: Json = False,
) -> int:
    """Synthesize multi-turn dialogues through MCP, each with a certificate; the tasks go to FILE.tasks.jsonl.

    No two tell the same story, so small servers may give fewer than were asked for: those are written, what was dropped
    is counted by reason, and the exit status is 1.

    Example: mcpfarm synthesize farm/tasks --count 20 --out dialogues.jsonl
    """
    from generator.synthesize import synthesize as run
    from servers.farm import catalog

    if out.suffix != ".jsonl":
        raise UsageProblem(str(out), "does not end with .jsonl", "name it for example dialogues.jsonl")
    check_out_file(out)
    servers = catalog.find(paths)
    catalog.by_name(servers)
    with progress("synthesizing", count) as advance:
        summary = run(servers, count=count, seed=seed, out=out, advance=advance)
    if as_json:
        emit_json(summary.as_json())
    else:
        say(f"{summary.trajectories} dialogues, {summary.certified} certified, in {out}")
        kinds = [f"{number} {kind.replace('_', ' ')}" for kind, number in sorted(summary.kinds.items())]
        say(f"  kinds: {', '.join(kinds)}; tools used: {summary.tools_used} of {summary.tools}")
        if summary.trajectories < count:
            say(f"  {count - summary.trajectories} fewer than asked for: nothing new came of further draws")
        for reason, number in sorted(summary.dropped.items()):
            say(f"  dropped {number}: {reason}")
    return 0 if summary.trajectories == summary.certified == count else 1
