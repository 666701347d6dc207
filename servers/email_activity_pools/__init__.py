"""The environment `email_activity_pools`: `service` runs it in-process, `server` over MCP."""
