"""The environment `rumble_account`: `service` runs it in-process, `server` over MCP."""
