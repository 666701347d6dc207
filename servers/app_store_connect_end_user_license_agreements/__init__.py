"""The environment `app_store_connect_end_user_license_agreements`: `service` runs it in-process, `server` over MCP."""
