"""`mcpfarm demo`: the whole way once, on four real descriptions."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.options import Json, Seed
from generator.cli.output import check_out_folder, emit_json, note, say, table
from generator.cli.progress import board, progress
from generator.cli.reporting import Files

if TYPE_CHECKING:
    from client.verify import Report
    from generator.building import Built
    from generator.synthesize import Summary
    from servers.farm.catalog import Emitted

SOURCES = tuple(
    f"pypi:google-api-python-client#{document}" for document in ("calendar.v3", "tasks.v1", "gmail.v1", "drive.v3")
)


@dataclass(frozen=True)
class _Made:
    """What a demo made, and where."""

    out: Path
    built: "Sequence[Built]"
    reports: "Sequence[Report]"
    summary: "Summary"
    identical: int

    @property
    def dialogues(self) -> Path:
        return _dialogues(self.out)

    @property
    def page(self) -> Path:
        return _page(self.out)


def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where everything is written.")] = Path("demo"),
    count: Annotated[int, typer.Option("--count", min=1, max=100_000, help="How many dialogues.")] = 100,
    seed: Seed = 1,
    as_json: Json = False,
) -> int:
    """Explore, verify, synthesize and replay on four real descriptions: Google Calendar, Tasks, Gmail and Drive.

    Example: mcpfarm demo --out demo
    """
    from servers.farm import catalog

    check_out_folder(out)
    built = _explore(out)
    servers = [catalog.open_folder(path) for one in built for path, _ in one.folders]
    reports = _verify(servers)
    Files(junit=None, html=_page(out)).write(servers, reports)
    # A server that failed its verification is shown as such, and no dialogue is made with it.
    good = [server for server, report in zip(servers, reports, strict=True) if report.verified]
    summary, identical = _talk(good, _dialogues(out), count, seed)
    made = _Made(out.resolve(), built, reports, summary, identical)
    if as_json:
        emit_json(_facts(made))
    else:
        _print(made)
    held = all(one.folders for one in built) and len(good) == len(servers)
    return 0 if held and summary.trajectories == summary.certified == identical == count else 1


def _dialogues(out: Path) -> Path:
    return out / "dialogues.jsonl"


def _page(out: Path) -> Path:
    return out / "verified.html"


def _explore(out: Path) -> "list[Built]":
    from generator.building import build_all
    from generator.sources import default_cache, load

    load(SOURCES[0], default_cache())  # without the extra `resources` nothing can be shown: say so at once
    with progress("exploring", len(SOURCES)) as advance:
        return build_all(SOURCES, out / "servers", lambda source: advance(source.partition("#")[2]))


def _verify(servers: "list[Emitted]") -> "list[Report]":
    from generator.cli.verifying import verify_all

    with board() as shown:
        return verify_all(servers, shown)


def _talk(servers: "list[Emitted]", file: Path, count: int, seed: int) -> "tuple[Summary, int]":
    """Dialogues with the verified servers, and how many of them replay identically."""
    from client.records import read_trajectories
    from client.replay import replay
    from client.session import load
    from generator.synthesize import Summary, synthesize

    if not servers:
        note("mcpfarm: no server is verified, so no dialogue is made")
        return Summary(), 0
    with progress("synthesizing", count) as advance:
        summary = synthesize(servers, count=count, seed=seed, out=file, advance=advance)
    loaded = {server.name: load(server.path) for server in servers}
    identical = 0
    with progress("replaying", summary.trajectories) as advance:
        for trajectory in read_trajectories(file):
            identical += replay(trajectory, loaded) is None
            advance(trajectory.environments[0].name)
    return summary, identical


def _facts(made: _Made) -> dict[str, object]:
    return {
        "out": str(made.out),
        "page": str(made.page),
        "resources": [one.summary() for one in made.built],
        "servers": [report.summary() for report in made.reports],
        "dialogues": made.summary.as_json(),
        "replayed_identically": made.identical,
    }


def _print(made: _Made) -> None:
    from generator.cli.explore import COUNTS
    from generator.cli.transcript import show_dialogue

    reports = {report.name: report for report in made.reports}
    rows = []
    for item in (environment for one in made.built for environment in one.summary()["environments"]):
        report = reports[item["name"]]
        checks = sum(count.passed for count in report.checks.values())
        verdict = "verified" if report.verified else "FAILED"
        rows.append([item["name"], *(item[name] for name in COUNTS), checks, verdict])
    table(["server", *COUNTS, "checks", ""], rows, title="Servers")
    for refused in (one for one in made.built if one.refused):
        say(f"{refused.source}: {refused.refused}")
    for report in made.reports:
        for failure in report.failures[:5]:
            say(f"{report.name}: {' '.join(str(failure).split())}")
    if made.summary.trajectories:
        show_dialogue(made.dialogues)
    say()
    _where(made)


def _where(made: _Made) -> None:
    """What was made and where; a path has a line of its own, whole, to be copied."""
    summary, reports = made.summary, made.reports
    verified = sum(report.verified for report in reports)
    said = f"{summary.certified} certified, {made.identical} replayed identically"
    rows = [
        (f"{verified} of {len(reports)} servers verified", made.out / "servers"),
        ("what was verified, as a page", made.page),
        (f"{summary.trajectories} dialogues, {said}", made.dialogues),
        (f"{summary.trajectories} tasks, each with its certificate", made.dialogues.with_suffix(".tasks.jsonl")),
    ]
    for what, path in rows:
        say(what)
        say(f"  {path}")
    if reports:
        say("Serve one:")
        say(f"  mcpfarm serve {made.out / 'servers' / reports[0].name} --http")
