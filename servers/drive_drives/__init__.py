"""The environment `drive_drives`: `service` runs it in-process, `server` over MCP."""
