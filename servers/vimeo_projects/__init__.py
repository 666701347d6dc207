"""The environment `vimeo_projects`: `service` runs it in-process, `server` over MCP."""
