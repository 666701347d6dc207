"""The environment `apacta_time_entry_types`: `service` runs it in-process, `server` over MCP."""
