"""The environment `rumble_users`: `service` runs it in-process, `server` over MCP."""
