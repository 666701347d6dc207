"""The environment `clickmeter_guests`: `service` runs it in-process, `server` over MCP."""
