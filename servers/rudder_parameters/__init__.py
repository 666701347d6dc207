"""The environment `rudder_parameters`: `service` runs it in-process, `server` over MCP."""
