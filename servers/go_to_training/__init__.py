"""The environment `go_to_training`: `service` runs it in-process, `server` over MCP."""
