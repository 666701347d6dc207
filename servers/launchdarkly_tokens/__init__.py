"""The environment `launchdarkly_tokens`: `service` runs it in-process, `server` over MCP."""
