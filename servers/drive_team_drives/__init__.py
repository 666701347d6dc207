"""The environment `drive_team_drives`: `service` runs it in-process, `server` over MCP."""
