"""The environment `ritc_users`: `service` runs it in-process, `server` over MCP."""
