"""The environment `launchdarkly_projects`: `service` runs it in-process, `server` over MCP."""
