"""The environment `iot_packages`: `service` runs it in-process, `server` over MCP."""
