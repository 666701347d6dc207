"""The environment `email_activity_beta_ips`: `service` runs it in-process, `server` over MCP."""
