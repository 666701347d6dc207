"""The environment `shipengine_warehouses`: `service` runs it in-process, `server` over MCP."""
