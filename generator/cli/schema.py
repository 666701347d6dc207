"""`mcpfarm schema`: the JSON Schemas of what we read and write."""

import json
from collections.abc import Callable
from typing import Annotated, Any

import typer

from generator.cli.options import Json
from generator.cli.output import UsageProblem, emit_json, say


def schema(
    name: Annotated[str, typer.Argument(metavar="NAME", help="environment, task, trajectory or report.")],
    as_json: Json = False,
) -> int:
    """Print the JSON Schema of a file that mcpfarm writes.

    Example: mcpfarm schema environment
    """
    if name not in _SCHEMAS:
        raise UsageProblem(f"schema '{name}'", "is not known", "known: " + ", ".join(sorted(_SCHEMAS)))
    found = _SCHEMAS[name]()
    if as_json:
        emit_json(found)
    else:
        say(json.dumps(found, indent=2, ensure_ascii=False))
    return 0


def _environment() -> dict[str, Any]:
    from servers.farm.model import json_schema

    return json_schema()


def _task() -> dict[str, Any]:
    from client.records import Task

    return Task.model_json_schema(by_alias=True)


def _trajectory() -> dict[str, Any]:
    from client.records import Trajectory

    return Trajectory.model_json_schema(by_alias=True)


def _report() -> dict[str, Any]:
    from client.verify import Report

    return Report.model_json_schema(by_alias=True)


_SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "environment": _environment,
    "task": _task,
    "trajectory": _trajectory,
    "report": _report,
}
