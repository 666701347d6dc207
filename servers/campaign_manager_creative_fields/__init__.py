"""The environment `campaign_manager_creative_fields`: `service` runs it in-process, `server` over MCP."""
