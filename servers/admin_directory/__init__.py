"""The environment `admin_directory`: `service` runs it in-process, `server` over MCP."""
