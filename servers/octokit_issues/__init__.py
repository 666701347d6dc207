"""The environment `octokit_issues`: `service` runs it in-process, `server` over MCP."""
