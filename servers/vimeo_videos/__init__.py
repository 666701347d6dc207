"""The environment `vimeo_videos`: `service` runs it in-process, `server` over MCP."""
