"""`mcpfarm call`: one tool, its result and the row difference."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from generator.cli.options import Json, Server
from generator.cli.output import UsageProblem, emit_json, say

Argument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME=VALUE…]", help="Arguments; a value is JSON, or a text if it is not JSON."),
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
    """Call one tool of an emitted server in this process and show what changed.

    Example: mcpfarm call farm/tasks create_tasklist title="Garden"
    """
    from client.session import Session, load

    loaded = load(path)
    with Session(loaded, loaded.world(db)) as session:
        before = session.snapshot()
        result = session.call(tool, _arguments(arguments or []))
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


def _changed(change: Any) -> str:
    if change.op != "update":
        return ""
    parts = [f"{name}: {change.before[name]!r} → {change.after[name]!r}" for name in sorted(change.columns)]
    return "  " + ", ".join(parts)


def _arguments(given: list[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    if len(given) == 1 and given[0].lstrip().startswith("{"):
        return _object(given[0])
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageProblem(f"argument '{text}'", "is not NAME=VALUE", 'write for example title="Garden"')
        found[name] = _value(value)
    return found


def _object(text: str) -> dict[str, object]:
    try:
        found: dict[str, object] = json.loads(text)
    except json.JSONDecodeError as error:
        raise UsageProblem("the arguments", f"are no JSON object: {error.msg}", "give NAME=VALUE pairs") from error
    return found


def _value(text: str) -> object:
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError:
        return text
    return value
