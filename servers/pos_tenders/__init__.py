"""The environment `pos_tenders`: `service` runs it in-process, `server` over MCP."""
