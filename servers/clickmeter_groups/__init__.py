"""The environment `clickmeter_groups`: `service` runs it in-process, `server` over MCP."""
