"""The environment `travel_partner`: `service` runs it in-process, `server` over MCP."""
