"""One description of the corpus, measured in a process of its own: `corpus_one.py SOURCE FOLDER none|first|all`.

Prints one JSON object (see `corpus.Measured`). A description that breaks this process breaks nothing else.
"""

import json
import re
import resource
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from generator.building import Built, build
from generator.description import Description, Operation
from generator.explore.endpoints import endpoints
from generator.explore.lexicon import lexicon
from generator.quality import domain_faults
from generator.readers import read
from generator.sources import default_cache, load
from servers.farm.effects import effects, is_read_only
from servers.farm.model import Environment
from servers.farm.situations import find_success

if TYPE_CHECKING:
    from client.session import Session

ROLES = frozenset({"list", "get", "create", "update", "delete", "show", "change", "drop"})
"""The explorer's own names for path-CRUD."""
UNKNOWN = "zz-no-such-key-990017"


def main(source: str, out: Path, verified: str) -> None:
    """Measure one description and print what was found."""
    built = build(source, out)
    seconds = _cpu_seconds()
    operations = read(load(source, default_cache())).operations
    left = {item.operation for item in built.left_out}
    found: dict[str, object] = {
        "refused": built.refused,
        "cpu": round(seconds, 3),
        "operations": len(operations),
        "used": built.used,
        **_shares(read(load(source, default_cache())), left if not built.refused else {item.id for item in operations}),
        **_depth([environment for _, environment in built.folders]),
        "left_out": [{"operation": item.operation, "reason": item.reason} for item in built.left_out],
    }
    chosen = {"none": 0, "first": 1, "all": len(built.folders)}[verified]
    careless, broken = _careless(built)
    found |= {"servers": _verified(built, chosen), "accepts_unknown_key": careless, "broken": broken}
    print(json.dumps(found))


def _cpu_seconds() -> float:
    """CPU of this process from its start, imports and the formatter that it ran included."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(item.ru_utime + item.ru_stime for item in used)


def _shares(description: Description, left: set[str]) -> dict[str, int]:
    """How many operations are path-CRUD, by paths alone and by the explorer's roles, and how many became tools."""
    by_path = {item.id for item in path_crud(description.operations)}
    by_role = {item.id for item in endpoints(description, lexicon(description)) if item.role in ROLES}
    return {
        "path_crud": len(by_path),
        "path_crud_used": len(by_path - left),
        "role_crud": len(by_role),
        "role_crud_used": len(by_role - left),
    }


def path_crud(operations: Iterable[Operation]) -> Iterator[Operation]:
    """Operations that read or write a collection, one of its things, or a singleton, judged by paths and methods alone.

    A place ends in a variable (a thing) or a literal. A literal is a collection if things lie directly below it, else
    what GET reads there is a singleton or a list. Verbs (`/orders/{id}/cancel`) have no GET, and are no places.
    """
    known = list(operations)
    methods: dict[str, set[str]] = {}
    for item in known:
        methods.setdefault(_shape(item.path), set()).add(item.method)
    for item in known:
        place = _shape(item.path)
        if _is_crud(item.method, place, methods):
            yield item


def _is_crud(method: str, place: str, methods: Mapping[str, set[str]]) -> bool:
    if ":" in place.rpartition("/")[2].replace("{}", "") or place in ("", "/"):
        return False
    if place.endswith("/{}"):
        return method in ("GET", "PUT", "PATCH", "DELETE")
    if f"{place}/{{}}" in methods:
        return method in ("GET", "POST")
    readable = "GET" in methods[place]
    return method == "GET" or (readable and method in ("POST", "PUT", "PATCH", "DELETE"))


def _shape(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path).rstrip("/")


def _depth(environments: list[Environment]) -> dict[str, object]:
    """Sizes, and how many different domain faults the writing tools declare in all."""
    tools = [(environment, name) for environment in environments for name in environment.tools]
    writing = [(environment, name) for environment, name in tools if not is_read_only(environment, name)]
    faults = [len(domain_faults(environment, name)) for environment, name in writing]
    return {
        "environments": [environment.name for environment in environments],
        "sizes": [len(environment.tools) for environment in environments],
        "tools": len(tools),
        "entities": sum(len(environment.entities) for environment in environments),
        "writing_tools": len(writing),
        "faults": sum(faults),
        "writing_tools_without_fault": sum(not count for count in faults),
    }


def _verified(built: Built, count: int) -> list[dict[str, object]]:
    """What the verifier says of the first `count` servers."""
    return [_verdict(folder, environment) for folder, environment in built.folders[:count]]


def _verdict(folder: Path, environment: Environment) -> dict[str, object]:
    from client.errors import ClientError
    from client.verify import verify

    try:
        report = verify(folder)
    except ClientError as error:
        lost = {"name": environment.name, "verified": False, "tools": len(environment.tools), "tools_succeeded": 0}
        return {**lost, "faults": 0, "faults_provoked": 0, "failures": [str(error)], "accepts_unknown_parameter": 0}
    unknown = [item for item in report.failures if item.family == "hostile" and "unknown parameter" in item.case]
    failures = [str(item) for item in report.failures]
    return {**report.summary(), "failures": failures, "accepts_unknown_parameter": len(unknown)}


def _careless(built: Built) -> tuple[list[str], list[str]]:
    """Tools that take a key of no row where a row is meant, and succeed; and servers that do not even open, and why."""
    from client.session import Session

    careless, broken = list[str](), list[str]()
    for folder, environment in built.folders:
        try:
            with Session.open(folder) as session:
                careless += _careless_of(environment, session)
        except Exception as error:  # noqa: BLE001 - the boundary of an item in a batch
            broken.append(f"{environment.name}: {type(error).__name__}: {error}")
    return careless, broken


def _careless_of(environment: Environment, session: "Session") -> Iterator[str]:
    start, state = session.snapshot(), session.state()
    for name in environment.tools:
        found = find_success(environment, state, name)
        for parameter in _addressing(environment, name) if found else ():
            assert found is not None
            session.restore(start)
            for call in found.setup:
                session.call(call.tool, call.arguments)
            if not session.call(name, {**found.call.arguments, parameter: UNKNOWN}).is_error:
                yield f"{environment.name}.{name}({parameter})"


def _addressing(environment: Environment, tool_name: str) -> Iterator[str]:
    """Text parameters that name a row which must be there: keys and references; a reading tool's optional filters and
    the keys of what is being made aside."""
    made = {effect.entity for effect in effects(environment, tool_name) if effect.kind == "insert"}
    reads = is_read_only(environment, tool_name)
    for name, parameter in environment.tools[tool_name].parameters.items():
        if parameter.kind != "text" or parameter.column is None or (reads and not parameter.required):
            continue
        entity, _, column = parameter.column.partition(".")
        declared = environment.entities.get(entity)
        if declared is None:
            continue
        is_key = declared.key is not None and declared.key.column == column and entity not in made
        referring = declared.columns.get(column)
        if is_key or (referring is not None and referring.kind == "reference"):
            yield name


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
