"""The environment `jumpseller_categories`: `service` runs it in-process, `server` over MCP."""
