"""The environment `clarify_io`: `service` runs it in-process, `server` over MCP."""
