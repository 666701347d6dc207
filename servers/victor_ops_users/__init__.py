"""The environment `victor_ops_users`: `service` runs it in-process, `server` over MCP."""
