"""An environment as the texts of its folder."""

import json

from generator.emit.formatting import formatted
from generator.emit.readme import readme
from generator.emit.seeds import seed_sql
from generator.emit.service import service
from generator.seed import start_state
from servers.farm import frame, schemas
from servers.farm.model import Environment, dump
from servers.farm.state import State


def render(environment: Environment, state: State | None = None) -> dict[str, str]:
    """File name → text of everything but `report.json`. `state` is the start state; by default the seed room makes it.

    Raises EmitError for an environment that cannot be code; one that passed its checks always can.
    """
    start = start_state(environment) if state is None else state
    files = {
        "README.md": readme(environment),
        "__init__.py": _PACKAGE.format(environment.name),
        "environment.json": dump(environment),
        "seed.sql": seed_sql(environment, start),
        "service.py": formatted("service.py", service(environment)),
        "tools.json": _tools(environment),
        **{name: (frame.FOLDER / name).read_text(encoding="utf-8") for name in frame.FILES},
    }
    return dict(sorted(files.items()))


def _tools(environment: Environment) -> str:
    """The listing, one tool a line: small, and a change shows which tool it is about."""
    tools = [json.dumps(tool, ensure_ascii=False, separators=(",", ":")) for tool in schemas.listing(environment)]
    return '{"tools": [\n' + ",\n".join(tools) + "\n]}\n"


_PACKAGE = '"""The environment `{}`: `service` runs it in-process, `server` over MCP."""\n'
