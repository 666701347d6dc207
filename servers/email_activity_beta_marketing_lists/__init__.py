"""The environment `email_activity_beta_marketing_lists`: `service` runs it in-process, `server` over MCP."""
