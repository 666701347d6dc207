"""The environment `trello_webhooks`: `service` runs it in-process, `server` over MCP."""
