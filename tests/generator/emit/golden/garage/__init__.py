"""The environment `garage`: `service` runs it in-process, `server` over MCP."""
