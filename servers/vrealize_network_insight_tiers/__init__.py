"""The environment `vrealize_network_insight_tiers`: `service` runs it in-process, `server` over MCP."""
