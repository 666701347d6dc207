"""`mcpfarm farm`: a whole farm made again and verified by one command."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli.options import Json
from generator.cli.output import check_out_folder, emit_json, note, say, table
from generator.cli.progress import board
from generator.cli.reporting import Files

if TYPE_CHECKING:
    from client.verify import Report
    from generator.cli.farming import Farm
    from generator.farming import Farmed
    from servers.farm.catalog import Emitted

Rounds = Annotated[
    int, typer.Option("--rounds", min=0, max=20, help="How often an environment that fails is mended at most.")
]
SHOWN = 5
"""How many failures of an environment are printed."""


def farm(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Lists the sources of the farm.")] = Path("farm.toml"),
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where the folders are, instead of what the file says.")
    ] = None,
    rounds: Rounds = 3,
    again: Annotated[bool, typer.Option("--again", help="Verify also what is unchanged and verified.")] = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", min=1, max=64, help="How many at a time (default: as cores and memory allow)."),
    ] = None,
    junit: Annotated[
        Path | None, typer.Option("--junit", metavar="FILE", help="Write every case and check as JUnit XML, for CI.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write one page about the whole farm.")
    ] = None,
    as_json: Json = False,
) -> int:
    """Explore every source of a farm, verify every environment, mend what fails, and write what changed.

    What is there, would come out the same and is verified is left alone, so a run that was ended goes on where it was.

    Example: mcpfarm farm farm.toml
    """
    from generator.cli.farming import How, explore_all, farm_all, usual_jobs
    from generator.farm_file import read_farm

    wanted, files = read_farm(file), Files(junit, html)
    where = check_out_folder(out or file.parent / wanted.out)
    at_once = jobs or usual_jobs()
    with board() as shown:
        found = explore_all(wanted.sources, shown, at_once, file.parent)
        made = farm_all(found, shown, How(where, rounds, again, at_once))
    written = files.write(*_verified(made, where))
    _write_page(made, where)
    if as_json:
        emit_json({"out": str(where.resolve()), **facts(made), **written})
    else:
        print_farm(made)
        files.say()
    for folder in left_over(where, made):
        note(f"mcpfarm: {folder}: made from a source of this farm, which does not give it any more; remove it")
    return 0 if made.held else 1


def _write_page(made: "Farm", out: Path) -> None:
    """The table of the servers, beside their folders; a README that is not this command's stays."""
    from generator.farm_table import TITLE, Line, farm_page
    from servers.farm.files import write_whole

    lines = [line for one in made.farmed if (line := Line.of(one.made.environment, one.report)) is not None]
    page = out / "README.md"
    if page.is_file() and not page.read_text(encoding="utf-8", errors="replace").startswith(TITLE):
        note(f"mcpfarm: {page}: is not the table of a farm and stays as it is; move it away to get one")
    elif lines:
        write_whole({page: [farm_page(lines).encode()]})


def _verified(made: "Farm", out: Path) -> "tuple[list[Emitted], list[Report]]":
    """Every server that has a report, also those that were refused, whose folder is where it would be."""
    from servers.farm.catalog import Emitted

    reports = [(one.made.environment, one.report) for one in made.farmed if one.report is not None]
    servers = [Emitted(out.resolve() / found.name, found, report.digest) for found, report in reports]
    return servers, [report for _, report in reports]


def facts(made: "Farm") -> dict[str, object]:
    """Every source and every environment, for `--json`."""
    return {"resources": [one.summary() for one in made.built], "servers": [_facts(one) for one in made.farmed]}


def _facts(one: "Farmed") -> dict[str, Any]:
    report = one.report
    return {
        "name": one.made.environment.name,
        "path": str(one.made.folder) if one.made.folder else None,
        "state": one.state,
        "refused": one.made.refused or None,
        "verifications": one.rounds,
        "repairs": [item.model_dump() for item in one.repairs],
        "failures": [str(failure) for failure in report.failures] if report else [],
        "report": report.summary() if report else None,
    }


def print_farm(made: "Farm") -> None:
    """A line for every environment, then what was repaired and what was refused."""
    rows = [_row(one) for one in made.farmed]
    if rows:
        table(["server", "", "tools", "faults", "checks", "repairs"], rows)
    for one in made.farmed:
        name = one.made.environment.name
        for item in one.repairs:
            say(f"{name}: {item.done} ({item.where}: {item.what})")
        if one.made.refused:
            say(f"{name}: {one.made.refused}")
            for failure in one.report.failures[:SHOWN] if one.report else ():
                say(f"{name}: {' '.join(str(failure).split())}")
    for source in made.built:
        if source.refused:
            say(f"{source.source}: {source.refused}")


def _row(one: "Farmed") -> list[Any]:
    report = one.report
    checks = sum(count.passed for count in report.checks.values()) if report else 0
    shares = (
        [f"{share.done}/{share.total}" for share in (report.coverage.tools, report.coverage.faults)] if report else []
    )
    return [one.made.environment.name, one.state, *(shares or ["", ""]), checks, len(one.repairs)]


def left_over(out: Path, made: "Farm") -> list[Path]:
    """Folders that earlier runs made from these sources, and that no environment stands for now."""
    from servers.farm import catalog
    from servers.farm.problems import FarmError

    names = {one.made.environment.name for one in made.farmed}
    readable = {one.source for one in made.built if not one.refused}
    found: list[Path] = []
    for path in sorted(item.parent for item in out.glob("[!.]*/environment.json") if item.parent.name not in names):
        try:
            provenance = catalog.open_folder(path).environment.provenance
        except FarmError:
            continue
        if provenance is not None and provenance.source in readable:
            found.append(path)
    return found
