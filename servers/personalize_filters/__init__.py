"""The environment `personalize_filters`: `service` runs it in-process, `server` over MCP."""
