"""The environment `bikes`: `service` runs it in-process, `server` over MCP."""
