"""The environment `drive_files`: `service` runs it in-process, `server` over MCP."""
