"""The environment `amazon_quicksight_folders`: `service` runs it in-process, `server` over MCP."""
