"""The environment `yodlee_core_categories`: `service` runs it in-process, `server` over MCP."""
