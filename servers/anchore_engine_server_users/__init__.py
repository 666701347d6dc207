"""The environment `anchore_engine_server_users`: `service` runs it in-process, `server` over MCP."""
