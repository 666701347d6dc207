"""The environment `calendar`: `service` runs it in-process, `server` over MCP."""
