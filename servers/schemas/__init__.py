"""The environment `schemas`: `service` runs it in-process, `server` over MCP."""
