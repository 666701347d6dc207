"""The environment `victor_ops_overrides`: `service` runs it in-process, `server` over MCP."""
