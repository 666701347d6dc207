"""The environment `gmail_settings`: `service` runs it in-process, `server` over MCP."""
