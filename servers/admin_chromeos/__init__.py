"""The environment `admin_chromeos`: `service` runs it in-process, `server` over MCP."""
