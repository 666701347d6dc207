"""The environment `traccar_devices`: `service` runs it in-process, `server` over MCP."""
