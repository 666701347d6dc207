"""The environment `supysonic_metas`: `service` runs it in-process, `server` over MCP."""
