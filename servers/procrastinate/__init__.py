"""The environment `procrastinate`: `service` runs it in-process, `server` over MCP."""
