"""`mcpfarm seed`: another start state by an environment's own rules."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import Json, Seed, Server
from generator.cli.output import UsageProblem, check_out_file, emit_json, say

DATABASES = (".db", ".sqlite", ".sqlite3")


def seed(
    path: Server,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="FILE.sql (INSERTs) or FILE.db (a database for --db).")
    ],
    seed: Seed = 1,
    rows: Annotated[
        int | None, typer.Option("--rows", min=1, max=10_000, help="About how many rows an entity gets.")
    ] = None,
    as_json: Json = False,
) -> int:
    """Make another start state of an environment by the same rules.

    Example: mcpfarm seed farm/tasks --seed 7 --rows 30 --out start.db
    """
    from client.session import load
    from generator.emit import seed_sql
    from generator.seed import start_state
    from servers.farm.files import write_whole

    _check(out)
    loaded = load(path)
    state = start_state(loaded.environment, seed, rows)
    text = seed_sql(loaded.environment, state)
    if out.suffix == ".sql":
        write_whole({out: [text.encode()]})
    else:
        _forget_log(out)
        write_whole({out: [loaded.image(text)]})
    counts = {entity: len(table) for entity, table in state.rows.items()}
    if as_json:
        emit_json({"path": str(out.resolve()), "seed": seed, "rows": counts})
    else:
        plurals = {name: entity.plural.replace("_", " ") for name, entity in loaded.environment.entities.items()}
        say(f"{out}: " + ", ".join(f"{count} {plurals[entity]}" for entity, count in counts.items()))
    return 0


def _check(out: Path) -> None:
    if out.suffix not in (".sql", *DATABASES):
        raise UsageProblem(str(out), "has an ending that is not known", "end it with .sql, .db or .sqlite")
    check_out_file(out)


def _forget_log(database: Path) -> None:
    """SQLite would take the write-ahead log that a killed server left beside the old file for the new file's."""
    for ending in ("-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
