"""The environment `email_activity_whitelabel`: `service` runs it in-process, `server` over MCP."""
