"""The environment `content_conversion_sources`: `service` runs it in-process, `server` over MCP."""
