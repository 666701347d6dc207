"""The environment `email_activity_beta_contactdb`: `service` runs it in-process, `server` over MCP."""
