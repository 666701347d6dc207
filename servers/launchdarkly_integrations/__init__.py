"""The environment `launchdarkly_integrations`: `service` runs it in-process, `server` over MCP."""
