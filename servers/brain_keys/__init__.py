"""The environment `brain_keys`: `service` runs it in-process, `server` over MCP."""
