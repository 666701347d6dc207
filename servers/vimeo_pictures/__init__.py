"""The environment `vimeo_pictures`: `service` runs it in-process, `server` over MCP."""
