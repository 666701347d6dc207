"""The environment `email_activity_contactdb`: `service` runs it in-process, `server` over MCP."""
