"""`mcpfarm call`: one tool, its result and the row difference."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.failures import one_line_logs
from generator.cli.options import Json, Server
from generator.cli.output import UsageProblem, emit_json, say

if TYPE_CHECKING:
    from servers.farm.state import RowChange

Argument = Annotated[
    list[str] | None,
    typer.Argument(metavar="NAME=VALUE", help="Arguments: a text as it is, anything else as JSON. Or one object."),
]


def call(
    path: Server,
    tool: Annotated[str, typer.Argument(metavar="TOOL", help="The tool's name.")],
    arguments: Argument = None,
    db: Annotated[
        Path | None, typer.Option("--db", metavar="FILE", help="Keep the state in this file (default: a fresh copy).")
    ] = None,
    as_json: Json = False,
) -> int:
    """Call one tool of an emitted server in this process and show what changed. Exit status 1 if it answers an error.

    Example: mcpfarm call farm/tasks create_task_list title="Garden"
    """
    from client.session import Session, load

    one_line_logs()
    loaded = load(path)
    with Session(loaded, loaded.world(db)) as session:
        given = _arguments(arguments or [], _types(session.tools(), tool))
        before = session.snapshot()
        result = session.call(tool, given)
        changes = session.difference(before)
    if as_json:
        from client.records import change_record

        records = [change_record(loaded.emitted.name, change).model_dump(mode="json") for change in changes]
        emit_json({"result": json.loads(result.text), "is_error": result.is_error, "changes": records})
    else:
        say(json.dumps(json.loads(result.text), indent=2, ensure_ascii=False))
        for change in changes:
            say(f"{_SIGNS[change.op]} {change.entity} {'/'.join(map(str, change.key))}{_changed(change)}")
    return 1 if result.is_error else 0


_SIGNS = {"insert": "+", "update": "~", "delete": "-"}


def _changed(change: "RowChange") -> str:
    if change.before is None or change.after is None:
        return ""
    parts = [f"{name}: {change.before[name]!r} → {change.after[name]!r}" for name in sorted(change.columns)]
    return "  " + ", ".join(parts)


def _types(tools: Iterable[Mapping[str, object]], tool: str) -> dict[str, str]:
    """The JSON type of each parameter. Raises UsageProblem for a tool that the server does not list."""
    from servers.farm.problems import did_you_mean

    schemas = {str(item["name"]): item["inputSchema"] for item in tools}
    if tool not in schemas:
        raise UsageProblem(f"tool '{tool}'", "is not one of this server's", did_you_mean(tool, schemas))
    schema = schemas[tool]
    properties = schema.get("properties", {}) if isinstance(schema, dict) else {}
    return {name: str(item.get("type")) for name, item in properties.items()}


def _arguments(given: list[str], types: Mapping[str, str]) -> dict[str, object]:
    if len(given) == 1 and given[0].lstrip().startswith("{"):
        return _object(given[0])
    found: dict[str, object] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageProblem(f"argument '{text}'", "is not NAME=VALUE", "write for example title=Garden")
        if name in found:
            raise UsageProblem(f"argument '{name}'", "is given twice", "give each once; a list is JSON: '[1, 2]'")
        found[name] = value if types.get(name) == "string" else _value(value)
    return found


def _object(text: str) -> dict[str, object]:
    try:
        found: dict[str, object] = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise UsageProblem("the arguments", f"are no JSON object: {error}", "give NAME=VALUE pairs") from error
    return found


def _value(text: str) -> object:
    try:
        value: object = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return text
    return value


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
