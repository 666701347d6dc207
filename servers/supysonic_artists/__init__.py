"""The environment `supysonic_artists`: `service` runs it in-process, `server` over MCP."""
