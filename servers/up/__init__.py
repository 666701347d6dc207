"""The environment `up`: `service` runs it in-process, `server` over MCP."""
