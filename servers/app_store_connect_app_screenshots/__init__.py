"""The environment `app_store_connect_app_screenshots`: `service` runs it in-process, `server` over MCP."""
