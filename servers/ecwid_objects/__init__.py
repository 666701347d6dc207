"""The environment `ecwid_objects`: `service` runs it in-process, `server` over MCP."""
