"""What would keep the other rules busy for ever, or is too deep for them; it is told alone, before they look."""

from collections import Counter
from collections.abc import Iterable, Iterator

from servers.farm.checks.structure import MAX_NESTING
from servers.farm.expressions import Attribute, parse, walk
from servers.farm.model import ComputedColumn, EachStep, Environment, IfStep, Step
from servers.farm.problems import Problem

MAX_PARTS = 200
"""How many parts a computed column may have, with those of the computed columns that it reads."""
MAX_STEPS = 60
"""How many steps a tool may have, nested ones too."""
_DEEP = 8
"""Above `MAX_NESTING`, which is told together with everything else."""


def beyond_limits(environment: Environment) -> list[Problem]:
    """Computed columns that unfold without end, and tools with too many or too deeply nested steps."""
    return [*_wide_columns(environment), *_long_tools(environment)]


def _wide_columns(environment: Environment) -> Iterator[Problem]:
    parts = _parts(environment)
    wide = {name for name, count in parts.items() if count > MAX_PARTS}
    columns = {name: _read(column) for name, column in _computed(environment) if name.split(".")[1] in wide}
    # The innermost are told; those that read them are too wide for the same reason. In a circle all are.
    innermost = [name for name, read in columns.items() if not read.keys() & wide]
    for name in innermost or columns:
        entity, _, column = name.partition(".")
        what = f"unfolds to more than {MAX_PARTS} parts, with the computed columns that it reads"
        yield Problem(f"entity '{entity}', column '{column}'", what, "read fewer computed columns, or store the value")


def _parts(environment: Environment) -> dict[str, int]:
    """Name of a computed column, whatever its entity → how many parts it unfolds to; what is more than enough is cut.

    As many rounds as there are columns settle all but circles, which grow until they are cut.
    """
    columns = [(name.split(".")[1], _read(column), column) for name, column in _computed(environment)]
    found: dict[str, int] = {}
    for _ in columns:
        before, found = found, {}
        for name, read, column in columns:
            own = sum(1 for _ in walk(parse(column.computed)))
            count = own + sum(times * before.get(used, 0) for used, times in read.items())
            found[name] = max(found.get(name, 0), min(count, MAX_PARTS + 1))
        if found == before:
            break
    return found


def _computed(environment: Environment) -> Iterator[tuple[str, ComputedColumn]]:
    for name, entity in environment.entities.items():
        for column_name, column in entity.columns.items():
            if isinstance(column, ComputedColumn):
                yield f"{name}.{column_name}", column


def _read(column: ComputedColumn) -> Counter[str]:
    return Counter(node.name for node in walk(parse(column.computed)) if isinstance(node, Attribute))


def _long_tools(environment: Environment) -> Iterator[Problem]:
    for name, tool in environment.tools.items():
        depths = [depth for depth, _ in _steps(tool.steps, 0)]
        if max(depths) > _DEEP:
            yield Problem(f"tool '{name}'", f"nests deeper than {MAX_NESTING}", "use let, or split the tool")
        if len(depths) > MAX_STEPS:
            yield Problem(f"tool '{name}'", f"has more than {MAX_STEPS} steps", "split the tool")


def _steps(steps: Iterable[Step], depth: int) -> Iterator[tuple[int, Step]]:
    for step in steps:
        yield depth, step
        if isinstance(step, EachStep):
            yield from _steps(step.each.do, depth + 1)
        elif isinstance(step, IfStep):
            yield from _steps((*step.if_.then, *step.if_.else_), depth + 1)
