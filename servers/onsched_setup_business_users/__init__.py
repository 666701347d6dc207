"""The environment `onsched_setup_business_users`: `service` runs it in-process, `server` over MCP."""
