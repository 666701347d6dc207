"""The environment `api2cart_categories`: `service` runs it in-process, `server` over MCP."""
