"""The environment `asana_sections`: `service` runs it in-process, `server` over MCP."""
