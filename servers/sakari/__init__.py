"""The environment `sakari`: `service` runs it in-process, `server` over MCP."""
