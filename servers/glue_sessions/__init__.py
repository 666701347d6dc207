"""The environment `glue_sessions`: `service` runs it in-process, `server` over MCP."""
