"""The environment `pac_control_device`: `service` runs it in-process, `server` over MCP."""
