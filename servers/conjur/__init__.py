"""The environment `conjur`: `service` runs it in-process, `server` over MCP."""
