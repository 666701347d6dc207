"""`mcpfarm resources`: what sources hold, before anything is made of it."""

from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.options import Json
from generator.cli.output import Failed, emit_json, note, say, table
from generator.cli.progress import board

if TYPE_CHECKING:
    from generator.listing import Listed

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="A file, a folder, pypi:PACKAGE, npm:PACKAGE@VERSION, or one document of these (#DOCUMENT, #FOLDER/).",
    ),
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", min=1, max=64, help="How many at a time (default: as cores and memory allow).")
]
TITLE = 48
"""Letters of a title that the table shows."""


def resources(sources: Sources, jobs: Jobs = None, as_json: Json = False) -> int:
    """List the API descriptions that sources hold: kind, title, operations, licence as stated.

    A document that cannot be read is told with the reason and does not stop the others.

    Example: mcpfarm resources pypi:google-api-python-client#tasks.v1
    """
    found = list_all(documents_of(sources), jobs)
    described = [one for one in found if one.kind]
    broken = [one for one in found if not one.kind and not one.other]
    others = [one for one in found if one.other]
    if as_json:
        groups = {"resources": described, "broken": broken, "others": others}
        emit_json({name: [one.data() for one in group] for name, group in groups.items()})
    else:
        _print(described, broken, others)
    return 0 if described else 1


def documents_of(sources: list[str]) -> list[str]:
    """The documents of several sources, each once, in their order. Raises SourceError for a source that has none."""
    from generator.members import members
    from generator.readers import endings
    from generator.sources import default_cache

    return list(dict.fromkeys(item for one in sources for item in members(one, endings(), default_cache())))


def list_all(documents: list[str], jobs: int | None) -> "list[Listed]":
    """What each document is, in their order."""
    from generator.cli.batches import Work, in_batches
    from generator.cli.farming import usual_jobs
    from generator.cli.pool import Lost
    from generator.listing import Listed

    answers: dict[int, Listed] = {}
    with board() as shown:
        for number, answer in in_batches(Work("reading", _listed), documents, shown, jobs or usual_jobs()):
            answers[number] = Listed(documents[number], why=answer.why) if isinstance(answer, Lost) else answer
    return [answers[number] for number in range(len(documents))]


def _listed(document: str) -> "Listed":
    from generator.listing import listed
    from generator.sources import default_cache

    return listed(document, default_cache())


def _print(described: "list[Listed]", broken: "list[Listed]", others: "list[Listed]") -> None:
    rows = [[one.source, one.kind, one.title[:TITLE], one.operations, _licence(one)] for one in described]
    if rows:
        table(["source", "kind", "title", "operations", "licence as stated"], rows)
    for one in broken:
        say(f"{one.source}: {one.why}")
    if described:
        operations = sum(one.operations for one in described)
        say(f"{len(described)} descriptions with {operations:,} operations, {len(broken)} broken")
    elif not broken:
        raise Failed(others[0].source, others[0].why.partition("; ")[0], "name a source with API descriptions")
    if others:
        note(f"mcpfarm: {len(others)} other documents are no API descriptions; --json names them")


def _licence(one: "Listed") -> str:
    return f"{one.licence} (the package)" if one.licence_of == "package" else one.licence or "-"
