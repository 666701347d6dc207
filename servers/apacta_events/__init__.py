"""The environment `apacta_events`: `service` runs it in-process, `server` over MCP."""
