"""The environment `shipengine_webhooks`: `service` runs it in-process, `server` over MCP."""
