"""`mcpfarm replay`: execute recorded dialogues again and compare every result and digest."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import Json
from generator.cli.output import emit_json, progress, say


def replay(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A JSONL file of trajectories.")],
    servers: Annotated[
        list[Path] | None,
        typer.Option("--servers", metavar="DIR", help="Where the environments are (default: servers)."),
    ] = None,
    as_json: Json = False,
) -> int:
    """Replay trajectories: identical means every result byte for byte, and the state digest after every call.

    Example: mcpfarm replay dialogues.jsonl --servers servers
    """
    from client.records import read_trajectories
    from client.replay import replay as run
    from client.session import load
    from servers.farm import catalog

    trajectories = list(read_trajectories(file))
    known = catalog.by_name(catalog.find(servers or [Path("servers")]))
    needed = {reference.name for trajectory in trajectories for reference in trajectory.environments}
    loaded = {name: load(known[name].path) for name in sorted(needed & known.keys())}
    diverged = []
    with progress("replaying", len(trajectories), quiet=as_json) as advance:
        for trajectory in trajectories:
            difference = run(trajectory, loaded)
            if difference is not None:
                diverged.append(difference.__dict__)
            advance(trajectory.id)
    identical = len(trajectories) - len(diverged)
    if as_json:
        emit_json({"replayed": len(trajectories), "identical": identical, "diverged": diverged})
    else:
        say(f"{identical} of {len(trajectories)} replayed identically")
        for item in diverged[:10]:
            say(f"  {item['id']} diverges at step {item['step']}: {item['expected'][:80]} / {item['observed'][:80]}")
    return 1 if diverged else 0
