"""`mcpfarm farm build`: thousands of documents in, the environments that are worth most out, verified."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli.farm import Rounds
from generator.cli.options import Json
from generator.cli.output import UsageProblem, check_out_folder, emit_json, note, say, table
from generator.cli.progress import board
from generator.cli.resources import Jobs, Sources, documents_of

if TYPE_CHECKING:
    from generator.cli.harvesting import Harvest, Plan
    from generator.harvest.funnel import Stage
    from generator.harvest.summary import Whole

SAMPLE = 20
"""One environment of so many is verified in full, unless `--full` says how many."""
REASONS = 5
"""How many reasons of a stage are printed; `farm.md` has more, `farm.json` all."""


def farm_build(
    sources: Sources,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the folders are written: DIR/NAME/.")],
    count: Annotated[int, typer.Option("--count", min=1, max=100_000, help="How many environments are wanted.")] = 100,
    full: Annotated[
        int | None,
        typer.Option("--full", min=0, help=f"How many are verified in full too (default: one in {SAMPLE})."),
    ] = None,
    vendor_share: Annotated[
        float, typer.Option("--vendor-share", min=0.0, max=1.0, help="The part that one vendor may have.")
    ] = 0.05,
    cloud_share: Annotated[
        float, typer.Option("--cloud-share", min=0.0, max=1.0, help="The part that cloud vendors may have together.")
    ] = 0.5,
    rounds: Rounds = 3,
    jobs: Jobs = None,
    as_json: Json = False,
) -> int:
    """Choose the best environments that many descriptions give, emit and verify them, and tell what became of the rest.

    Each is verified as `mcpfarm verify --quick` does it. A run that was ended, even killed, goes on where it was.

    Example: mcpfarm farm build pypi:google-api-python-client --count 20 --out farm
    """
    from generator.cli.farming import usual_jobs
    from generator.cli.harvesting import Plan, harvest
    from generator.harvest.choosing import Shares

    check_out_folder(out)
    for source in sources:
        _check_is_public(source)
    sample = -(-count // SAMPLE) if full is None else full
    shares = Shares(vendor_share, cloud_share)
    where = out.resolve()
    documents = tuple(one for one in documents_of(sources) if not _is_ours(one, where))
    plan = Plan(documents, count, where, shares, sample, rounds, jobs or usual_jobs())
    with board() as shown:
        found = harvest(plan, shown)
    whole = told(tuple(sources), plan, found)
    write(whole, where)
    if as_json:
        emit_json({"out": str(where), **whole.data(), "cpu": costs(found)})
    else:
        _print(whole, found, where)
    return 0 if len(whole.environments) == count else 1


def _check_is_public(source: str) -> None:
    """A farm's files name its sources, in whole. Raises UsageProblem for one that holds what may be secret."""
    if not source.startswith(("mcp:", "mcp+")):
        return
    from generator.mcp_listing import ListingError, secrets_in

    try:
        secret = secrets_in(source)
    except ListingError as error:
        raise UsageProblem("SOURCE", error.what, error.hint) from None
    if secret:
        what = "names a server by what may be secret, and a farm's files name their sources"
        raise UsageProblem("SOURCE", what, "write NAME=… and set NAME in the environment, or save what it lists")


def _is_ours(document: str, out: Path) -> bool:
    """Whether a document is of the farm itself, which may lie in the folder that it is made from."""
    path = Path(document).expanduser().absolute()
    server = path.parent.parent == out and all((path.parent / name).is_file() for name in ("server.py", "tools.json"))
    return server or path == out / "farm.json"


def told(sources: tuple[str, ...], plan: "Plan", found: "Harvest") -> "Whole":
    """What there is to say of a farm."""
    from generator.harvest.summary import Facts, Sown, Whole, funnel

    licences = {one.source: one.licence for one in found.surveys}
    outcomes = {one.key: grown for one in found.candidates if (grown := found.outcome(one)) is not None}
    facts = Facts(found.surveys, found.explored, found.choice.left, outcomes, found.farm)
    environments = tuple(
        Sown(one, outcomes[one.key], one.key in found.full, licences.get(one.source, "")) for one in found.farm
    )
    return Whole(sources, plan.count, plan.shares, funnel(facts), environments)


def write(whole: "Whole", out: Path) -> None:
    """`farm.json` and `farm.md`, both or none. Raises NotWritten."""
    from generator.harvest.page import page
    from servers.farm.files import write_whole

    write_whole(
        {
            out / "farm.json": [whole.text().encode(errors="backslashreplace")],
            out / "farm.md": [page(whole).encode(errors="backslashreplace")],
        }
    )


def costs(found: "Harvest") -> dict[str, Any]:
    """Seconds of CPU by stage, and for each environment of the farm; also of what an earlier run has done."""
    grown = [*found.quick.values(), *found.full.values()]
    stages = {
        "reading": sum(one.cpu for one in found.surveys),
        "exploring": sum(one.cpu for one in found.explored.values()),
        "emitting": sum(one.seconds - one.verifying for one in grown),
        "verifying": sum(one.verifying for one in found.quick.values()),
        "verifying in full": sum(one.verifying for one in found.full.values()),
    }
    number = max(1, len(found.farm))
    return {
        name: {"seconds": round(seconds, 1), "each": round(seconds / number, 2)} for name, seconds in stages.items()
    }


def _print(whole: "Whole", found: "Harvest", out: Path) -> None:
    table(["stage", "left", "of"], [[one.name, one.count, one.units] for one in whole.funnel])
    for one in whole.funnel:
        _print_lost(one)
    for name, spent in costs(found).items():
        note(f"mcpfarm: {name}: {spent['seconds']} s of CPU, {spent['each']} s for each environment")
    if len(whole.environments) < whole.count:
        say(f"{len(whole.environments)} environments; {whole.count} were wanted, and the sources give no more")
    say(f"wrote {out / 'farm.md'}")


def _print_lost(one: "Stage") -> None:
    for reason in one.left[:REASONS]:
        say(f"not {one.name}: {reason.count} {reason.reason} (first: {reason.example})")
    if len(one.left) > REASONS:
        say(f"not {one.name}: {sum(item.count for item in one.left[REASONS:])} for other reasons")
