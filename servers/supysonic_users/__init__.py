"""The environment `supysonic_users`: `service` runs it in-process, `server` over MCP."""
