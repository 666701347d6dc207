"""The environment `ritc_apps`: `service` runs it in-process, `server` over MCP."""
