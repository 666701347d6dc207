"""The environment `gmail_key_pairs`: `service` runs it in-process, `server` over MCP."""
