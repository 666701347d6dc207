"""The environment `xero_files`: `service` runs it in-process, `server` over MCP."""
