"""The environment `launchdarkly_webhooks`: `service` runs it in-process, `server` over MCP."""
