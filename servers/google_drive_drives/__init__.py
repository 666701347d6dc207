"""The environment `google_drive_drives`: `service` runs it in-process, `server` over MCP."""
