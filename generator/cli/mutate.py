"""`mcpfarm mutate`: how many injected bugs the verifier notices."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.options import Json, Seed, Servers
from generator.cli.output import UsageProblem, emit_json, say, table
from generator.cli.progress import board

if TYPE_CHECKING:
    from client.mutation import Judged
    from servers.farm.catalog import Emitted


class Level(StrEnum):
    """Where bugs are made."""

    behaviour = "behaviour"
    syntax = "syntax"


def mutate(
    paths: Servers,
    seed: Seed = 1,
    most: Annotated[int, typer.Option("--most", min=1, max=10_000, help="How many mutants of each server.")] = 200,
    level: Annotated[
        Level, typer.Option("--level", help="Where bugs are made: in the declared behaviour, or in the emitted code.")
    ] = Level.behaviour,
    quick: Annotated[bool, typer.Option("--quick", help="Ask what a quick verification asks.")] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=1, max=64, help="How many run at once (default: one on each core).")
    ] = None,
    least: Annotated[
        float | None, typer.Option("--least", min=0, max=1, help="Exit status 1 if the score of one is lower.")
    ] = None,
    as_json: Json = False,
) -> int:
    """Inject bugs into emitted servers, one at a time, and count how many of them the verifier notices.

    A bug is in the declared behaviour, and the server is emitted from it; or (--level syntax) it is in the emitted
    code. Either way the server is held to cases that were made from the original. score = killed / (mutants -
    equivalent). A low score is no error unless --least says so.

    Example: mcpfarm mutate farm/tasks --most 40
    """
    from servers.farm import catalog

    servers = catalog.find(paths)
    found = _judged(servers, Options(level.value, seed, most, jobs or os.cpu_count() or 1, quick))
    if as_json:
        emit_json(_summary(found))
    else:
        _print(found)
    return 0 if least is None or all(_score(judged) >= least for judged in found.values()) else 1


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    level: str
    seed: int
    most: int
    jobs: int
    quick: bool


def _judged(servers: "Sequence[Emitted]", asked: Options) -> "dict[str, list[Judged]]":
    from client.mutation import mutate as run
    from generator.emit.service import service

    silent = partial(service, told=False)  # what a server tells is its contract's, and a fifth of the work
    found: dict[str, list[Judged]] = {}
    with board() as shown:
        for server in servers:
            if server.name in found:
                raise UsageProblem(str(server.path), f"is called '{server.name}' like another", "give one of the two")
            bar = shown.bar(f"mutating {server.name}", asked.most)
            bar.at(0, asked.most)
            found[server.name] = run(server.path, silent, **asdict(asked), progress=bar.at)
            bar.at(asked.most, asked.most)
    return found


def _score(judged: "Sequence[Judged]") -> float:
    from client.mutation import Count

    return Count.of(judged).score


def _summary(found: "Mapping[str, Sequence[Judged]]") -> dict[str, object]:
    """The numbers of one server, or those of all with each server's below."""
    from client.mutation import summary

    every = [one for judged in found.values() for one in judged]
    if len(found) == 1:
        return summary(every)
    return {**summary(every), "environments": {name: summary(judged) for name, judged in found.items()}}


def _print(found: "Mapping[str, Sequence[Judged]]") -> None:
    """A line per server, a line per operator, then the survivors."""
    every = [one for judged in found.values() for one in judged]
    names = sorted({one.operator for one in every})
    _table("server", found)
    _table("operator", {name: [one for one in every if one.operator == name] for name in names})
    for name, judged in found.items():
        for one in judged:
            if one.fate == "survived":
                why = f"; {one.why}" if one.why else ""
                say(f"{name}: survived {one.operator} in {one.tool or 'an entity'}: {one.where}{why}")


def _table(title: str, found: "Mapping[str, Sequence[Judged]]") -> None:
    from client.mutation import Count

    rows = []
    for name, judged in found.items():
        count = Count.of(judged)
        survived = count.mutants - count.killed - count.equivalent
        rows.append([name, count.mutants, count.killed, count.equivalent, survived, f"{count.score:.4f}"])
    table([title, "mutants", "killed", "equivalent", "survived", "score"], rows)
