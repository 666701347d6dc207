"""The environment `drive_comments`: `service` runs it in-process, `server` over MCP."""
