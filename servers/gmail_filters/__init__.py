"""The environment `gmail_filters`: `service` runs it in-process, `server` over MCP."""
