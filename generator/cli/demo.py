"""`mcpfarm demo`: the whole way once, on four real descriptions."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli.options import Json, Seed
from generator.cli.output import emit_json, progress, say, table

if TYPE_CHECKING:
    from client.records import Message
    from client.verify import Report
    from generator.building import Built
    from servers.farm.catalog import Emitted

SOURCES = tuple(
    f"pypi:google-api-python-client#{document}" for document in ("calendar.v3", "tasks.v1", "gmail.v1", "drive.v3")
)


def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where everything is written.")] = Path("demo"),
    count: Annotated[int, typer.Option("--count", min=1, help="How many dialogues.")] = 100,
    seed: Seed = 1,
    as_json: Json = False,
) -> int:
    """Explore, verify, synthesize and replay on four real descriptions: Google Calendar, Tasks, Gmail and Drive.

    Example: mcpfarm demo --out demo
    """
    from servers.farm import catalog

    built = _explore(out, as_json)
    servers = [catalog.open_folder(path) for one in built for path, _ in one.folders]
    reports = _verify(servers, as_json)
    summary = _synthesize(servers, out / "dialogues.jsonl", count, seed, as_json)
    identical = _replay(servers, out / "dialogues.jsonl", as_json)
    held = all(report.verified for report in reports) and summary["certified"] == identical == count
    if as_json:
        emit_json(
            {
                "out": str(out.resolve()),
                "resources": [one.summary() for one in built],
                "servers": [report.summary() for report in reports],
                "dialogues": summary,
                "replayed_identically": identical,
            }
        )
    else:
        _print(built, reports, out, summary, identical)
    return 0 if held else 1


def _explore(out: Path, quiet: bool) -> "list[Built]":
    from generator.building import build

    built: list[Built] = []
    with progress("exploring", len(SOURCES), quiet=quiet) as advance:
        for source in SOURCES:
            advance(source.partition("#")[2])
            built.append(build(source, out / "servers", taken=[name for one in built for name in one.names]))
    return built


def _verify(servers: "list[Emitted]", quiet: bool) -> "list[Report]":
    from client.verify import verify

    reports = []
    with progress("verifying", len(servers), quiet=quiet) as advance:
        for server in servers:
            advance(server.name)
            reports.append(verify(server.path))
    return reports


def _synthesize(servers: "list[Emitted]", file: Path, count: int, seed: int, quiet: bool) -> dict[str, Any]:
    from generator.synthesize import synthesize

    with progress("synthesizing", count, quiet=quiet) as advance:
        return synthesize(servers, count=count, seed=seed, out=file, advance=advance).as_json()


def _replay(servers: "list[Emitted]", file: Path, quiet: bool) -> int:
    from client.records import read_trajectories
    from client.replay import replay
    from client.session import load

    loaded = {server.name: load(server.path) for server in servers}
    trajectories = list(read_trajectories(file))
    identical = 0
    with progress("replaying", len(trajectories), quiet=quiet) as advance:
        for trajectory in trajectories:
            identical += replay(trajectory, loaded) is None
            advance(trajectory.id)
    return identical


def _print(built: "list[Built]", reports: "list[Report]", out: Path, summary: dict[str, Any], identical: int) -> None:
    verdicts = {report.name: report.summary() for report in reports}
    rows = []
    for item in (environment for one in built for environment in one.summary()["environments"]):
        found = verdicts[item["name"]]
        checks = sum(family["passed"] for family in found["checks"].values())
        verdict = "verified" if found["verified"] else "FAILED"
        counts = [item[name] for name in ("tools", "entities", "reads", "writes", "faults")]
        rows.append([item["name"], *counts, checks, verdict])
    table(["server", "tools", "entities", "reads", "writes", "faults", "checks", ""], rows, title="Servers")
    say(f"{summary['trajectories']} dialogues, {summary['certified']} certified, {identical} replayed identically")
    say()
    _show_dialogue(out / "dialogues.jsonl")
    say()
    say(f"servers:   {(out / 'servers').resolve()}")
    say(f"dialogues: {(out / 'dialogues.jsonl').resolve()}")
    say(f"tasks:     {(out / 'dialogues.tasks.jsonl').resolve()}")


def _show_dialogue(file: Path) -> None:
    """One dialogue in full: one with several turns and a write, the first of them."""
    from client.records import read_trajectories

    shown = next(
        (item for item in read_trajectories(file) if sum(message.role == "user" for message in item.messages) == 3),
        next(read_trajectories(file)),
    )
    say(f"One dialogue ({shown.environments[0].name}, {shown.kind}):")
    for message in shown.messages:
        for text in _lines(message):
            say(text)
    say(f"  reward {shown.reward.total}")


def _lines(message: "Message") -> list[str]:
    if message.role == "system":
        return []
    if message.tool_calls:
        return [f"    → {call.name} {call.arguments}" for call in message.tool_calls]
    text = " ".join((message.content or "").split())
    if message.role == "tool":
        return [f"    ← {text[:150]}{'…' if len(text) > 150 else ''}"]
    return [f"  {message.role}: {text}"]
