"""What a verification costs and whether it cries wolf: `python tests/benchmarks/verification.py [--quick] FOLDER…`.

Verifies each emitted folder `--times` times, one after another, and prints the CPU seconds of the verifier and all
servers together, coverage and failures. Exit status 1 if a promised figure is missed: no
failure, at most 20 s each and 10 s in the median (4 s with --quick), every tool, every fault, 95 % of the branches.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MOST, MEDIAN, QUICK = 20.0, 10.0, 4.0
"""CPU seconds."""
BRANCHES = 0.95


@dataclass(frozen=True)
class Cost:
    """One verification."""

    name: str
    seconds: float
    verified: bool
    coverage: dict[str, dict[str, int]]

    @property
    def complete(self) -> bool:
        """Whether every tool and fault was reached, and enough of the branches, where they are counted."""
        whole = all(self.coverage[name]["done"] == self.coverage[name]["total"] for name in ("tools", "faults"))
        branches = self.coverage.get("branches", {"done": 1, "total": 1})
        return whole and branches["done"] >= BRANCHES * branches["total"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Verify, print a table, say what is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--quick", action="store_true", help="verify quickly: stdio only, one forked server")
    parser.add_argument("--times", type=int, default=1, help="how often (default: 1)")
    options = parser.parse_args(arguments)
    costs = [cost(folder, options.quick) for folder in options.folders for _ in range(options.times)]
    for one in costs:
        shares = ", ".join(f"{name} {share['done']}/{share['total']}" for name, share in one.coverage.items())
        print(f"{one.name:32} {one.seconds:6.2f} s  {'verified' if one.verified else 'FAILED':8}  {shares}")
    seconds = [one.seconds for one in costs]
    median, limit = statistics.median(seconds), QUICK if options.quick else MEDIAN
    print(f"{len(costs)} verifications: median {median:.2f} s, most {max(seconds):.2f} s of CPU")
    missed = {
        "a verification failed": not all(one.verified for one in costs),
        "a tool, a fault or too many branches were not reached": not all(one.complete for one in costs),
        f"the median is above {limit:g} s": median > limit,
        f"one is above {MOST:g} s": max(seconds) > MOST,
    }
    for what, is_missed in missed.items():
        if is_missed:
            print(f"missed: {what}")
    return int(any(missed.values()))


def cost(folder: Path, quick: bool) -> Cost:
    """Verify a folder in processes of its own; reports in the folder are written as always."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "generator.cli", "verify", str(folder), "--json", *(["--quick"] if quick else [])]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = json.loads(run.stdout or "{}")
    if "servers" not in answer:
        sys.exit(run.stderr)
    (found,) = answer["servers"]
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(found["name"], seconds, found["verified"], found["coverage"])


if __name__ == "__main__":
    sys.exit(main())
