"""The environment `combell_accounts`: `service` runs it in-process, `server` over MCP."""
