"""The environment `square_connect_refunds`: `service` runs it in-process, `server` over MCP."""
