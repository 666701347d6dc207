"""The environment `flat_collections`: `service` runs it in-process, `server` over MCP."""
