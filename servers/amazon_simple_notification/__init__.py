"""The environment `amazon_simple_notification`: `service` runs it in-process, `server` over MCP."""
