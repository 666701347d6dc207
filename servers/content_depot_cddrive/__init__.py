"""The environment `content_depot_cddrive`: `service` runs it in-process, `server` over MCP."""
