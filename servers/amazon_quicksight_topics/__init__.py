"""The environment `amazon_quicksight_topics`: `service` runs it in-process, `server` over MCP."""
