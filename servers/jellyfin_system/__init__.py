"""The environment `jellyfin_system`: `service` runs it in-process, `server` over MCP."""
