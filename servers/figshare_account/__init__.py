"""The environment `figshare_account`: `service` runs it in-process, `server` over MCP."""
