"""Black-box mode: what can be told of any MCP server in the world from outside, for its author.

`probe` connects over stdio or HTTP, makes arguments from the schemas and from what answers have shown, and asks the
checks of `client.probe.checks`. It needs none of our files.
"""

from client.probe.report import SCHEMA, ProbeReport
from client.probe.runner import probe
from client.probe.session import Options
from client.probe.targets import Command, Url

__all__ = ["SCHEMA", "Command", "Options", "ProbeReport", "Url", "probe"]
