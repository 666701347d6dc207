"""The environment `app_store_connect_users`: `service` runs it in-process, `server` over MCP."""
