"""The environment `chime_rooms`: `service` runs it in-process, `server` over MCP."""
