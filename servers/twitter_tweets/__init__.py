"""The environment `twitter_tweets`: `service` runs it in-process, `server` over MCP."""
