"""The environment `rudder_secrets`: `service` runs it in-process, `server` over MCP."""
