"""The environment `yodlee_core_events`: `service` runs it in-process, `server` over MCP."""
