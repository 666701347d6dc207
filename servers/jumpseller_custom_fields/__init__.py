"""The environment `jumpseller_custom_fields`: `service` runs it in-process, `server` over MCP."""
