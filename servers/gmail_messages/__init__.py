"""The environment `gmail_messages`: `service` runs it in-process, `server` over MCP."""
