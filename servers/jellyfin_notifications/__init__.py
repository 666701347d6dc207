"""The environment `jellyfin_notifications`: `service` runs it in-process, `server` over MCP."""
