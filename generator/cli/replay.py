"""`mcpfarm replay`: execute recorded dialogues again and compare every result and digest."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.failures import one_line_logs
from generator.cli.options import Json
from generator.cli.output import Failed, UsageProblem, emit_json, say
from generator.cli.progress import progress

if TYPE_CHECKING:
    from client.records import Trajectory
    from client.replay import Divergence
    from client.session import Loaded


def replay(
    words: Annotated[list[Path], typer.Argument(metavar="FILE", help="A JSONL file of trajectories.")],
    servers: Annotated[
        list[Path] | None,
        typer.Option("--servers", metavar="DIR…", help="Where the environments are (default: servers)."),
    ] = None,
    as_json: Json = False,
) -> int:
    """Replay trajectories: identical means every result byte for byte, and the state digest after every call.

    Example: mcpfarm replay dialogues.jsonl --servers farm
    """
    from client.records import read_trajectories

    one_line_logs()
    file, folders = _sorted_out(words, servers or [])
    trajectories = list(read_trajectories(file))
    loaded = _needed(trajectories, folders)
    diverged = _diverged(trajectories, loaded)
    identical = len(trajectories) - len(diverged)
    if as_json:
        found = [asdict(item) for item in diverged]
        emit_json({"replayed": len(trajectories), "identical": identical, "diverged": found})
    else:
        say(f"{identical} of {len(trajectories)} replayed identically")
        for item in diverged[:10]:
            say(f"  {item.id} diverges at step {item.step}: {item.expected[:80]} / {item.observed[:80]}")
    return 1 if diverged else 0


def _sorted_out(words: Sequence[Path], servers: Sequence[Path]) -> tuple[Path, list[Path]]:
    """The file, and the folders: `--servers A B` gives B among the words, since an option takes one word."""
    files = [word for word in words if not word.is_dir()]
    if len(files) != 1 or (len(words) > 1 and not servers):
        said = " ".join(map(str, words))
        raise UsageProblem(said, "is not one file of trajectories", "write mcpfarm replay FILE --servers DIR DIR")
    return files[0], [*servers, *(word for word in words if word.is_dir())] or [Path("servers")]


def _needed(trajectories: "Sequence[Trajectory]", folders: Sequence[Path]) -> "dict[str, Loaded]":
    """The environments that the trajectories name, by name."""
    from client.session import load
    from servers.farm import catalog

    known = catalog.by_name(catalog.find(folders))
    needed = {reference.name for trajectory in trajectories for reference in trajectory.environments}
    return {name: load(known[name].path) for name in sorted(needed & known.keys())}


def _diverged(trajectories: "Sequence[Trajectory]", loaded: "dict[str, Loaded]") -> "list[Divergence]":
    """Where replays differ. An environment that is missing or has other bytes is no usage error: it did not hold."""
    from client.errors import ClientError
    from client.replay import replay as run

    diverged = []
    with progress("replaying", len(trajectories)) as advance:
        for trajectory in trajectories:
            try:
                difference = run(trajectory, loaded)
            except ClientError as error:
                raise Failed(error.where, error.what, error.hint) from error
            if difference is not None:
                diverged.append(difference)
            advance(trajectory.id)
    return diverged
