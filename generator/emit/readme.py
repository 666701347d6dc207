"""README.md of an emitted folder."""

from generator.emit.layout import fill
from servers.farm import effects, faults
from servers.farm.model import Environment


def readme(environment: Environment) -> str:
    """What the server is, its tools, how a host starts it, and what becomes of its state."""
    rows = [
        (name, "reads" if effects.is_read_only(environment, name) else "writes", tool.description or tool.title)
        for name, tool in environment.tools.items()
    ]
    codes = {use.code for name in environment.tools for use in faults.fault_uses(environment, name)}
    return fill("README.md.jinja", environment=environment, tools=rows, faults=len(codes))
