"""The environment `github_tokens`: `service` runs it in-process, `server` over MCP."""
