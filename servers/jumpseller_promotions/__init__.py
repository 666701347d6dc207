"""The environment `jumpseller_promotions`: `service` runs it in-process, `server` over MCP."""
