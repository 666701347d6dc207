"""The environment `google_vault`: `service` runs it in-process, `server` over MCP."""
