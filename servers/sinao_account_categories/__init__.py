"""The environment `sinao_account_categories`: `service` runs it in-process, `server` over MCP."""
