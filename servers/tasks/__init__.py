"""The environment `tasks`: `service` runs it in-process, `server` over MCP."""
