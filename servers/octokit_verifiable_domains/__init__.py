"""The environment `octokit_verifiable_domains`: `service` runs it in-process, `server` over MCP."""
