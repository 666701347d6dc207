"""`mcpfarm show`: what an environment is: tools, entities, rules and a sample of its start state."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.cli.options import Json, Server
from generator.cli.output import emit_json, say, table

if TYPE_CHECKING:
    from servers.farm.catalog import Emitted


def show(path: Server, as_json: Json = False) -> int:
    """Show an environment: its tools with their faults, its entities, its rules, and some rows.

    Example: mcpfarm show farm/tasks
    """
    from servers.farm import catalog

    server = catalog.open_folder(path)
    if as_json:
        emit_json(_facts(server))
    else:
        _print(server)
    return 0


def _facts(server: "Emitted") -> dict[str, object]:
    from servers.farm.policy import instructions

    environment = server.environment
    provenance = environment.provenance
    return {
        "name": server.name,
        "path": str(server.path),
        "title": environment.title,
        "description": environment.description,
        "source": provenance.source if provenance else None,
        "operations": provenance.operations if provenance else 0,
        "left_out": len(provenance.left_out) if provenance else 0,
        "repairs": [item.model_dump() for item in provenance.repairs] if provenance else [],
        "tools": [_tool(server, name) for name in environment.tools],
        "entities": {name: list(entity.columns) for name, entity in environment.entities.items()},
        "instructions": instructions(environment),
    }


def _tool(server: "Emitted", name: str) -> dict[str, object]:
    from servers.farm.effects import is_read_only
    from servers.farm.faults import fault_uses

    tool = server.environment.tools[name]
    return {
        "name": name,
        "description": tool.description,
        "parameters": list(tool.parameters),
        "read_only": is_read_only(server.environment, name),
        "faults": list(dict.fromkeys(use.code for use in fault_uses(server.environment, name))),
    }


def _origin(server: "Emitted") -> Iterator[str]:
    """Where it comes from, and what its verifications changed."""
    provenance = server.environment.provenance
    if provenance is None:
        return
    left = len(provenance.left_out)
    yield f"Made from {provenance.source}" + (f"; {left} operations about these things have no tool." if left else ".")
    for item in provenance.repairs:
        yield f"Repaired after verification {item.round}: {item.done} ({item.where}: {item.what})"


def _print(server: "Emitted") -> None:
    from client.session import Session

    facts = _facts(server)
    with Session.open(server.path) as session:  # a folder that does not load is told before anything is printed
        state = session.state()
    say(f"{facts['title']} ({server.name}): {facts['description']}")
    rows = []
    for tool in [_tool(server, name) for name in server.environment.tools]:
        kind = "reads" if tool["read_only"] else "writes"
        rows.append([tool["name"], kind, ", ".join(tool["parameters"]), ", ".join(tool["faults"])])  # type: ignore[arg-type]
    table(["tool", "", "parameters", "faults"], rows)
    say(str(facts["instructions"]))
    for line in _origin(server):
        say(line)
    for name, entity in server.environment.entities.items():
        found = state.ordered(name)
        columns = [item for item, column in entity.columns.items() if column.kind != "computed" and not column.hidden]
        shown = ([entity.key.column] if entity.key else []) + columns[:5]
        rows = [[row[column] for column in shown] for row in found[:3]]
        table(shown, rows, title=f"{len(found)} {entity.plural}")
